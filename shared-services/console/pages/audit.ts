/** The audit log, searched. What is looked for is itself on it. */
import { contract as audit } from '../../audit/contract.ts';
import { html } from '../../gateway/pages/html.ts';
import { buttonLink, link } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { outcomeOf, type TrailRecord } from '../journey/hops.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { type GridColumn, grid } from '../shown/grid.ts';
import { instantOf } from '../shown/moments.ts';
import { instantExactly, whole } from '../shown/words.ts';

const columns: readonly GridColumn<TrailRecord>[] = [
  {
    key: 'at',
    title: 'When',
    value: ({ recordedAtMs }) => new Date(recordedAtMs).toISOString(),
    cell: ({ recordedAtMs, position }) => link(instantExactly(recordedAtMs), paths.auditRecord(position)),
  },
  { key: 'component', title: 'Component', value: ({ component }) => component, cell: ({ component }) => component },
  { key: 'event', title: 'Event', value: ({ event }) => event, cell: ({ event }) => event },
  {
    key: 'outcome',
    title: 'Outcome',
    value: ({ outcome, refusalCode }) => [outcome, refusalCode].filter(Boolean).join(' '),
    cell: outcomeOf,
  },
  {
    key: 'party',
    title: 'Who',
    value: ({ party }) => party,
    cell: ({ party, circle, actingFor }) =>
      html`${party}${actingFor !== undefined && ` for ${actingFor}`}<br><span class="muted">${circle}</span>`,
  },
  {
    key: 'about',
    title: 'About',
    value: ({ reference }) => reference,
    cell: ({ reference, conversationId: conversation }) =>
      link(reference ?? 'its conversation', address(paths.journey, { conversation })),
  },
];

const texts = ['reference', 'party', 'event', 'component', 'outcome', 'before'] as const;

const askedOf = ({ fields }: Visit) =>
  Object.fromEntries(texts.flatMap((name) => (fields.text(name) === '' ? [] : [[name, fields.text(name)]])));

const find = (visit: Visit) => {
  const [fromMs, toMs] = [instantOf(visit.fields.text('from')), instantOf(visit.fields.text('to'))];
  const isFile = visit.fields.text('format') === 'csv';
  return visit.calls.to(audit).searchTrail({
    ...askedOf(visit),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
    limit: isFile ? 500 : 100,
  });
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { record = [], next, total, totalIsMore, byOutcome = [] } = await find(visit);
  const made = grid({
    caption: 'Records',
    path: paths.audit,
    fields: visit.fields,
    columns,
    rows: record,
    empty: 'No record is like that.',
    filters: [
      { name: 'reference', label: 'About (MRN, message)' },
      { name: 'party', label: 'Who' },
      { name: 'event', label: 'Event' },
      { name: 'component', label: 'Component' },
      {
        name: 'outcome',
        label: 'Outcome',
        choices: [['', 'all'], ...['accepted', 'done', 'refused', 'failed'].map((one) => [one, one] as const)],
      },
      { name: 'from', label: 'From (UTC)', hint: '2026-11-22T10:00' },
      { name: 'to', label: 'Until (UTC)', hint: '2026-11-23' },
    ],
  });
  if (made.file !== undefined) return made.file;
  const counts = byOutcome.map(({ outcome, records }) => `${whole(records)} ${outcome}`).join(', ');
  const older = { ...askedOf(visit), from: visit.fields.text('from'), to: visit.fields.text('to'), before: next };
  return {
    here: paths.audit,
    page: {
      title: 'Audit log',
      body: html`${made.form}<p class="lead">${whole(total)}${totalIsMore && ' and more'} found${counts !== '' && `: ${counts}`}. The newest first.</p>${made.table}${
        next !== undefined &&
        html`<p class="actions">${buttonLink('Older records', address(paths.audit, older), 'secondary')}</p>`
      }`,
    },
  };
};

export const auditPage: ConsolePage = {
  path: '/audit',
  link: { title: 'Audit log', group: 'Assurance' },
  shows: ['audit.searchTrail'],
  may: ['audit.proveInclusion', 'audit.consultTrail'],
  show,
};
