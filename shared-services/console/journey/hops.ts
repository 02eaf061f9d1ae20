/** The records of one conversation as the hops of a journey, with the time between them. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { contract as audit } from '../../audit/contract.ts';
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, link, state } from '../../gateway/pages/parts.ts';
import type { Visitor } from '../../gateway/pages/site/visit.ts';
import type { LogLine } from '../logs/find.ts';
import { lineView } from '../logs/lines.ts';
import { address, paths } from '../paths.ts';
import { duration, instantExactly, milliseconds } from '../shown/words.ts';

type Trail = ReplyOf<(typeof audit)['services']['AuditTrail']['operations']['consultTrail']>;
export type TrailRecord = NonNullable<Trail['record']>[number];

const tones = { accepted: 'good', done: 'good', refused: 'waiting', failed: 'bad' } as const;

export const outcomeOf = ({ outcome, refusalCode }: TrailRecord): Piece =>
  html`${state(outcome, Object.hasOwn(tones, outcome) ? tones[outcome as keyof typeof tones] : 'ended')}${refusalCode !== undefined && html` ${code(refusalCode)}`}`;

export const lapse = (ms: number): string => (ms < 10_000 ? milliseconds(ms) : duration(ms / 1000));

export const details = (record: TrailRecord): Html =>
  facts({
    'Who asked': `${record.party} (${record.circle})`,
    'For whom': record.actingFor,
    'By mandate': record.mandateId?.join(', '),
    Protocol: record.protocol,
    Message: code(record.messageId),
    'Hash of the content (SHA-256)': record.contentSha256 === undefined ? undefined : code(record.contentSha256),
    Trace: code(record.traceparent),
    Subject: record.subject,
    Sealed: record.sealed ? link('yes, with its proof', paths.auditRecord(record.position)) : 'not yet',
  });

const hop = (record: TrailRecord, index: number, all: readonly TrailRecord[]): Html => {
  const before = all[index - 1];
  const sinceMs = before === undefined ? undefined : record.recordedAtMs - before.recordedAtMs;
  return html`<li class="hop hop-${record.outcome}"><p class="hop-time">${instantExactly(record.recordedAtMs)}${sinceMs !== undefined && html` <span class="muted">+${lapse(sinceMs)}</span>`}</p><div class="hop-body"><p class="hop-title"><strong>${record.component}</strong> ${record.event} ${outcomeOf(record)}</p>${
    record.reference !== undefined &&
    html`<p class="muted">About ${link(record.reference, address(paths.journey, { reference: record.reference }))}</p>`
  }<details id="hop-${index}"><summary>Who, and how it is proved</summary>${details(record)}</details></div></li>`;
};

/** A record's place is told by when it was written; a line of the same moment stands before it, as it was written before. */
const between = (lines: readonly LogLine[], fromMs: number, untilMs: number): readonly LogLine[] =>
  lines.filter(({ atMs }) => atMs > fromMs && atMs <= untilMs);

const lineItems = (lines: readonly LogLine[], visitor: Visitor): Piece =>
  lines.map((line) => html`<li class="hop hop-line">${lineView(line, visitor)}</li>`);

/** Records of the audit log in their order, and between them what processes wrote of the same conversation. */
export const hops = (records: readonly TrailRecord[], lines: readonly LogLine[], visitor: Visitor): Html => {
  const untilMs = (index: number) => records[index]?.recordedAtMs ?? Number.POSITIVE_INFINITY;
  const before = (index: number) => between(lines, index === 0 ? 0 : untilMs(index - 1), untilMs(index));
  return html`<ol class="journey">${records.map((one, index) => [
    lineItems(before(index), visitor),
    hop(one, index, records),
  ])}${lineItems(before(records.length), visitor)}</ol>`;
};
