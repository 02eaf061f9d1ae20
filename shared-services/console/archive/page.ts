/** The archive: how it stands, and its packages, searched. */
import { contract as archiving } from '../../archiving/contract.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import { textsOf } from '../shown/asked.ts';
import { instantOf } from '../shown/moments.ts';
import { tile } from '../shown/tile.ts';
import { bytes, whole } from '../shown/words.ts';
import { type Figures, packageColumns } from './columns.ts';

const names = ['MRN', 'LRN', 'EORI', 'application', 'state', 'before'] as const;

const find = ({ calls, fields }: Visit) => {
  const [closedFromMs, closedToMs] = [instantOf(fields.text('from')), instantOf(fields.text('to'))];
  return calls.to(archiving).searchArchive({
    ...textsOf(fields, names),
    ...(closedFromMs === undefined ? {} : { closedFromMs }),
    ...(closedToMs === undefined ? {} : { closedToMs }),
    limit: fields.text('format') === 'csv' ? 500 : 100,
  });
};

const inState = (state: string) => address(paths.archive, { state });

const gauges = ({ source = [], ...now }: Figures): Piece => {
  const waiting = source.reduce((sum, one) => sum + one.waiting, 0);
  const failing = source.reduce((sum, one) => sum + one.failing, 0);
  return html`<ul class="gauges">${[
    tile('Packages', paths.archive, whole(now.packages), bytes(now.bytes)),
    tile(
      'To come',
      paths.archive,
      whole(waiting),
      failing === 0 ? 'closed cases' : `closed cases; ${whole(failing)} fail`,
      failing === 0 ? 'plain-tone' : 'bad',
    ),
    tile(
      'Due',
      inState('due'),
      whole(now.due),
      `retention is over; ${whole(now.proposedDisposals)} disposals to decide`,
    ),
    tile('On hold', inState('held'), whole(now.held), 'are not destroyed'),
    tile(
      'Damaged',
      inState('damaged'),
      whole(now.damaged),
      'not what was put there',
      now.damaged === 0 ? 'good' : 'bad',
    ),
  ]}</ul>`;
};

const classes = ({ retentionClass, place, quietDays }: Figures): Piece =>
  html`<h2>How long it is kept</h2><ul>${retentionClass.map(
    ({ name, days, source }) => html`<li>Class ${name}: ${whole(days)} days. <span class="muted">${source}</span></li>`,
  )}</ul><p>A case comes here when it is closed and quiet for ${whole(quietDays)} days. Place: <code>${place}</code></p>`;

const states = ['kept', 'held', 'due', 'damaged', 'disposed'];

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { fields, calls, visitor } = visit;
  const [{ package: found = [], next }, now] = await Promise.all([find(visit), calls.to(archiving).consultArchive({})]);
  const older = { ...textsOf(fields, [...names, 'from', 'to']), before: next };
  return tablePage({
    title: 'Archive',
    here: paths.archive,
    still: true,
    lead: gauges(now),
    table: {
      caption: 'Packages, the newest first',
      path: paths.archive,
      fields,
      columns: packageColumns,
      rows: found,
      empty: 'No package is like that.',
      searches: false,
      filters: [
        { name: 'MRN', label: 'MRN' },
        { name: 'LRN', label: 'LRN' },
        ...(visitor.may('archiving.retrievePackage') ? [{ name: 'EORI', label: 'EORI of a party' }] : []),
        { name: 'state', label: 'State', choices: [['', 'all'], ...states.map((one) => [one, one] as const)] },
        { name: 'from', label: 'Closed from (UTC)', hint: '2026-11-22' },
        { name: 'to', label: 'Closed until (UTC)', hint: '2026-11-23' },
      ],
    },
    after: html`${next !== undefined && html`<p class="actions">${buttonLink('Older packages', address(paths.archive, older), 'secondary')}</p>`}${classes(now)}`,
  });
};

export const archivePage: ConsolePage = {
  path: '/archive',
  link: { title: 'Archive', group: 'Assurance' },
  shows: ['archiving.consultArchive', 'archiving.searchArchive'],
  may: ['archiving.retrievePackage'],
  show,
};
