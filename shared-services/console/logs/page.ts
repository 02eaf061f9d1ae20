/** Log lines of all processes: searched, and followed as they come. */
import { html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink, link, notice } from '../../gateway/pages/parts.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { Download, PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as logging } from '../../logging/contract.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { textsOf } from '../shown/asked.ts';
import { csvOf } from '../shown/csv.ts';
import { filterForm, type GridFilter } from '../shown/grid-filter.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { msOf } from '../shown/moments.ts';
import { bytes, instant, whole } from '../shown/words.ts';
import { asked, findLines, type LogLine } from './find.ts';
import { lineList } from './lines.ts';

const platforms = ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'];

const filters: readonly GridFilter[] = [
  {
    name: 'platform',
    label: 'Platform',
    choices: [['', 'all'], ...platforms.map((one) => [one, one] as const)],
  },
  {
    name: 'level',
    label: 'Level',
    choices: [
      ['', 'all'],
      ['info', 'information, or graver'],
      ['warn', 'warnings, or graver'],
      ['error', 'errors, or graver'],
    ],
  },
  { name: 'conversationId', label: 'Conversation' },
  { name: 'reference', label: 'About (MRN)' },
  { name: 'partner', label: 'Partner' },
  { name: 'from', label: 'From (UTC)', hint: '2026-11-22T10:00' },
  { name: 'to', label: 'Until (UTC)', hint: '2026-11-23' },
];

const fileOf = (lines: readonly LogLine[]): Download => ({
  file: {
    name: 'log-lines.csv',
    mediaType: 'text/csv; charset=utf-8',
    text: csvOf([
      ['Time', 'Platform', 'Level', 'Message', 'Conversation', 'About', 'Line'],
      ...lines.map(({ atMs, platform, level, message, conversationId = '', reference = '', content }) => [
        ...[new Date(atMs).toISOString(), platform, level, message, conversationId, reference, content],
      ]),
    ]),
  },
});

const keptOf = async ({ calls, visitor }: Visit): Promise<Piece> => {
  if (!visitor.may('logging.consultLogStore')) return undefined;
  const { lines, bytes: size, oldestAt, source = [] } = await calls.to(logging).consultLogStore({});
  const dropped = source.filter((one) => one.dropped > 0);
  return html`<h2>What is kept</h2><p>About ${whole(lines)} lines on ${bytes(size)}${oldestAt !== undefined && html`, since ${instant(msOf(oldestAt))}`}, of ${source.length} processes. The oldest go when there is no more room.</p>${
    dropped.length > 0 &&
    html`<p>Had to throw lines away: ${dropped.map((one) => html`${one.platform} (${one.instance}) ${whole(one.dropped)} `)}</p>`
  }`;
};

const gap = notice({
  tone: 'warning',
  title: 'Some lines were lost',
  text: html`<p>A process had to throw lines away: what is found may not be all.</p>`,
});

const here = ({ fields }: Visit) => ({
  ...textsOf(fields, asked),
  ...textsOf(fields, ['from', 'to', 'q']),
});

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { fields, visitor } = visit;
  const isFile = fields.text('format') === 'csv';
  const { line = [], more, gaps } = await findLines(visit, isFile ? 500 : 100);
  if (isFile) return fileOf(line);
  const form = filterForm(paths.logs, fields, gridStateOf(fields, ''), filters);
  const lines = line.length === 0 ? html`<p class="lead">No line is like that.</p>` : lineList(line, visitor);
  const older = address(paths.logs, { ...here(visit), before: line.at(-1)?.id });
  const foot = html`<div class="grid-foot"><p>${whole(line.length)} lines, the newest first</p><p>${link('Download as CSV', address(paths.logs, { ...here(visit), format: 'csv' }))}</p></div>${
    more && html`<p class="actions">${buttonLink('Older lines', older, 'secondary')}</p>`
  }`;
  const part = html`${gaps && gap}${lines}${foot}`;
  // Of what is over, nothing changes.
  const follows = fields.text('before') === '' && fields.text('to') === '';
  const body = follows ? html`${liveState}${form}${livePart('lines', part)}` : html`${form}${part}`;
  return {
    here: paths.logs,
    ...(follows ? { live: { lines: part } } : {}),
    page: { title: 'Logs', body: html`${body}${await keptOf(visit)}` },
  };
};

export const logsPage: ConsolePage = {
  path: '/logs',
  link: { title: 'Logs', group: 'Messages' },
  shows: ['logging.searchLogs'],
  may: ['logging.consultLogStore', 'audit.consultTrail'],
  live: true,
  show,
};
