/** The way of one message, or of one case, across all platforms: each record of the audit trail, and the time between them. */
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { code, link, table } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { conversationsOf, type FoundConversation, trailOf } from '../journey/find.ts';
import { hops, lapse, type TrailRecord } from '../journey/hops.ts';
import { lanes } from '../journey/lanes.ts';
import { linesOf, searchLogs } from '../logs/find.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { filterForm } from '../shown/grid-filter.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { instant, whole } from '../shown/words.ts';

const summary = (records: readonly TrailRecord[]): Html => {
  const times = records.map(({ recordedAtMs }) => recordedAtMs);
  const components = new Set(records.map(({ component }) => component)).size;
  const failed = records.filter(({ outcome }) => outcome === 'failed').length;
  return html`${records.length} ${records.length === 1 ? 'record' : 'records'} of ${components} ${components === 1 ? 'component' : 'components'} in ${lapse(Math.max(...times) - Math.min(...times))}${failed > 0 && `, ${failed} of them failures`}.`;
};

const linesNote = (visit: Visit, conversationId: string, count: number): Piece =>
  visit.visitor.may(searchLogs) &&
  html` ${count === 0 ? 'No log line names it' : link(`${count} log ${count === 1 ? 'line' : 'lines'}`, address(paths.logs, { conversationId }))}${count > 0 && (count === 1 ? ' stands between them' : ' stand between them')}.`;

const trailView = async (visit: Visit, conversationId: string): Promise<Html> => {
  const [records, lines] = await Promise.all([trailOf(visit, conversationId), linesOf(visit, conversationId)]);
  if (records.length === 0) return html`<p class="lead">No record has the conversation ${code(conversationId)}.</p>`;
  return html`<h2>Conversation ${code(conversationId)}</h2><p class="lead">${summary(records)}${linesNote(visit, conversationId, lines.length)}</p>${lanes(records)}${hops(records, lines, visit.visitor)}`;
};

const choice = (found: readonly FoundConversation[], reference: string): Html =>
  found.length === 0
    ? html`<p class="lead">Nothing is on the audit trail about ${code(reference)}.</p>`
    : table({
        caption: `Conversations about ${reference}`,
        rows: found,
        columns: [
          {
            title: 'Conversation',
            cell: ({ conversationId: conversation }) =>
              link(code(conversation), address(paths.journey, { reference, conversation })),
          },
          { title: 'First record', cell: ({ firstAtMs }) => instant(firstAtMs) },
          { title: 'Last record', cell: ({ lastAtMs }) => instant(lastAtMs) },
          { title: 'Records found', cell: ({ records }) => whole(records) },
          { title: 'What happened', cell: ({ events }) => events.join(', ') },
        ],
      });

const intro = html`<p class="lead">Enter what you have of a message: its way across all platforms follows, record by record, with the time between them.</p>`;

const result = async (visit: Visit): Promise<Html> => {
  const [reference, conversation] = [visit.fields.text('reference'), visit.fields.text('conversation')];
  if (conversation !== '') return trailView(visit, conversation);
  if (reference === '') return intro;
  const found = await conversationsOf(visit, reference);
  const [only] = found;
  if (found.length !== 1 || only === undefined) return choice(found, reference);
  return trailView(visit, only.conversationId);
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { fields } = visit;
  const wanted = [{ name: 'reference', label: 'MRN, message or conversation' }];
  const form = filterForm(paths.journey, fields, gridStateOf(fields, ''), wanted, { search: false });
  return { here: paths.journey, page: { title: 'Journey of a message', body: html`${form}${await result(visit)}` } };
};

export const journeyPage: ConsolePage = {
  path: '/journey',
  link: { title: 'Journey of a message', group: 'Messages' },
  shows: ['audit.consultTrail', 'audit.searchTrail'],
  may: ['audit.proveInclusion', 'logging.searchLogs'],
  show,
};
