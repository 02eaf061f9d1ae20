/** The way of one message, or of one case, across all platforms: each record of the audit trail, and the time between them. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { contract as audit } from '../../audit/contract.ts';
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, link, state } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { conversationsOf, trailOf } from '../journey/find.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { filterForm } from '../shown/grid-filter.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { duration, instant, milliseconds } from '../shown/words.ts';

type Trail = ReplyOf<(typeof audit)['services']['AuditTrail']['operations']['consultTrail']>;
export type TrailRecord = NonNullable<Trail['record']>[number];

const tones = { accepted: 'good', done: 'good', refused: 'waiting', failed: 'bad' } as const;

const outcomeOf = ({ outcome, refusalCode }: TrailRecord): Piece =>
  html`${state(outcome, Object.hasOwn(tones, outcome) ? tones[outcome as keyof typeof tones] : 'ended')}${refusalCode !== undefined && html` ${code(refusalCode)}`}`;

const lapse = (ms: number): string => (ms < 10_000 ? milliseconds(ms) : duration(ms / 1000));

const details = (record: TrailRecord): Html =>
  facts({
    'Who asked': `${record.party} (${record.circle})`,
    'For whom': record.actingFor,
    'By mandate': record.mandateId?.join(', '),
    Protocol: record.protocol,
    Message: code(record.messageId),
    'Hash of the content (SHA-256)': record.contentSha256 === undefined ? undefined : code(record.contentSha256),
    Trace: code(record.traceparent),
    Subject: record.subject,
    Sealed: record.sealed ? 'yes, it is in the audit log' : 'not yet',
  });

const hop = (record: TrailRecord, index: number, all: readonly TrailRecord[]): Html => {
  const at = Date.parse(record.recordedAt);
  const before = all[index - 1];
  const sinceMs = before === undefined ? undefined : at - Date.parse(before.recordedAt);
  return html`<li class="hop hop-${record.outcome}"><p class="hop-time">${instant(at)}${sinceMs !== undefined && html` <span class="muted">+${lapse(sinceMs)}</span>`}</p><div class="hop-body"><p class="hop-title"><strong>${record.component}</strong> ${record.event} ${outcomeOf(record)}</p>${
    record.reference !== undefined &&
    html`<p class="muted">About ${link(record.reference, address(paths.journey, { reference: record.reference }))}</p>`
  }<details id="hop-${index}"><summary>Who, and how it is proved</summary>${details(record)}</details></div></li>`;
};

const summary = (records: readonly TrailRecord[]): Html => {
  const times = records.map(({ recordedAt }) => Date.parse(recordedAt));
  const platforms = new Set(records.map(({ component }) => component));
  const failed = records.filter(({ outcome }) => outcome === 'failed').length;
  return html`<p class="lead">${records.length} records of ${platforms.size} components in ${lapse(Math.max(...times) - Math.min(...times))}${failed > 0 && `, ${failed} of them failures`}.</p>`;
};

/** A line for each component, a mark for each record: where the time goes. */
const lanes = (records: readonly TrailRecord[]): Piece => {
  const times = records.map(({ recordedAt }) => Date.parse(recordedAt));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (from === to) return undefined;
  const names = [...new Set(records.map(({ component }) => component))];
  const x = (ms: number) => Math.round(170 + ((ms - from) / (to - from)) * 600);
  return html`<svg class="lanes" viewBox="0 0 800 ${names.length * 30 + 10}" aria-hidden="true" focusable="false">${names.map(
    (name, index) =>
      html`<text class="lane-name" x="158" y="${index * 30 + 24}">${name}</text><path class="lane" d="M170 ${index * 30 + 20}H770"/>`,
  )}<polyline class="lane-way" points="${records.map((one, index) => `${x(times[index] ?? from)},${names.indexOf(one.component) * 30 + 20}`).join(' ')}"/>${records.map(
    (one, index) =>
      html`<circle class="lane-mark lane-${one.outcome}" cx="${x(times[index] ?? from)}" cy="${names.indexOf(one.component) * 30 + 20}" r="6"/>`,
  )}</svg>`;
};

const trailView = (conversationId: string, records: readonly TrailRecord[]): Html =>
  records.length === 0
    ? html`<p class="lead">No record has this conversation.</p>`
    : html`<h2>Conversation ${code(conversationId)}</h2>${summary(records)}${lanes(records)}<ol class="journey">${records.map(hop)}</ol>`;

const choiceOf = (found: readonly string[], reference: string): Html =>
  found.length === 0
    ? html`<p class="lead">Nothing is on the audit trail under ${code(reference)}.</p>`
    : html`<h2>Conversations about ${code(reference)}</h2><ul class="plain">${found.map((one) => html`<li>${link(code(one), address(paths.journey, { reference, conversation: one }))}</li>`)}</ul>`;

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { fields } = visit;
  const [reference, given] = [fields.text('reference'), fields.text('conversation')];
  const found = given !== '' || reference === '' ? [] : await conversationsOf(visit, reference);
  const conversation = given !== '' ? given : found.length === 1 ? found[0]! : '';
  const records = conversation === '' ? [] : await trailOf(visit, conversation);
  const result =
    conversation !== '' ? trailView(conversation, records) : reference !== '' && choiceOf(found, reference);
  const form = filterForm(
    paths.journey,
    fields,
    gridStateOf(fields, ''),
    [{ name: 'reference', label: 'MRN, LRN, message or conversation' }],
    { search: false },
  );
  return {
    here: paths.journey,
    page: {
      title: 'Journey of a message',
      body: html`${form}${result === false ? html`<p class="lead">Enter what you have: the way of the message across all platforms follows, record by record.</p>` : result}`,
    },
  };
};

export const journeyPage: ConsolePage = {
  path: '/journey',
  link: { title: 'Journey of a message', group: 'Messages' },
  shows: ['audit.consultTrail'],
  show,
};
