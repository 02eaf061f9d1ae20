/** What no Member State took in time: looked at, offered again, or closed with a reason. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { type exchangeAdministration, exchangeContract } from '../../gateway/exchange/administration.ts';
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { attributes, html, type Piece } from '../../gateway/pages/html.ts';
import { code, link } from '../../gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { type GridColumn, grid } from '../shown/grid.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { ago, whole } from '../shown/words.ts';

type Reply = ReplyOf<(typeof exchangeAdministration)['operations']['listDeadLetters']>;
type Letter = NonNullable<Reply['letter']>[number];

const replay = 'ccn2ng.replayDeadLetters';
const discard = 'ccn2ng.discardDeadLetters';

const mayChange = ({ visitor, fields }: Visit) => visitor.may(replay) && fields.text('discarded') === '';

const choice = (letter: Letter, chosen: readonly string[]): Piece =>
  html`<input class="choice-input" form="letters"${attributes({ type: 'checkbox', name: 'messageId', value: letter.messageId, checked: chosen.includes(letter.messageId), 'aria-label': `Choose ${letter.type} about ${letter.MRN}` })}>`;

const columnsFor = (visit: Visit): readonly GridColumn<Letter>[] => [
  ...(mayChange(visit)
    ? [
        {
          key: 'choose',
          sorts: false,
          title: 'Choose',
          value: () => undefined,
          cell: (one: Letter) => choice(one, visit.fields.all('messageId')),
        },
      ]
    : []),
  {
    key: 'partner',
    title: 'For',
    value: ({ partner }) => partner,
    cell: ({ partner }) => link(partner, paths.partner(partner)),
  },
  {
    key: 'type',
    title: 'Message',
    value: ({ type }) => type,
    cell: ({ type, priority }) => html`${type}<br><span class="muted">priority ${priority}</span>`,
  },
  {
    key: 'mrn',
    sorts: false,
    title: 'About',
    value: ({ MRN }) => MRN,
    cell: ({ MRN, conversationId }) =>
      visit.visitor.may('audit.consultTrail')
        ? link(code(MRN), address(paths.journey, { conversation: conversationId }))
        : code(MRN),
  },
  {
    key: 'buriedAt',
    title: 'Given up',
    value: ({ buriedAtMs }) => new Date(buriedAtMs).toISOString(),
    cell: ({ buriedAtMs }) => ago(buriedAtMs, visit.nowMs),
  },
  {
    key: 'queuedAt',
    title: 'Sent',
    value: ({ queuedAtMs }) => new Date(queuedAtMs).toISOString(),
    cell: ({ queuedAtMs }) => ago(queuedAtMs, visit.nowMs),
  },
  {
    key: 'attempts',
    title: 'Tried',
    numeric: true,
    value: ({ attempts }) => attempts,
    cell: ({ attempts, replays }) =>
      html`${whole(attempts)}${replays > 0 && html`<br><span class="muted">offered again ${whole(replays)} times</span>`}`,
  },
  {
    key: 'reason',
    sorts: false,
    title: 'Why',
    value: ({ reason, discardReason }) => discardReason ?? reason,
    cell: ({ reason, discardReason, discardedBy }) =>
      discardReason === undefined
        ? (reason ?? 'not known')
        : html`${discardReason}<br><span class="muted">discarded by ${discardedBy}</span>`,
  },
];

const fetch = ({ calls, fields }: Visit) => {
  const { search, sort, page, size } = gridStateOf(fields, '-buriedAt');
  const isFile = fields.text('format') === 'csv';
  const partner = fields.text('partner');
  return calls.to(exchangeContract).listDeadLetters({
    sort: /^-?(buriedAt|queuedAt|partner|type|attempts)$/.test(sort) ? sort : '-buriedAt',
    ...(partner === '' ? {} : { partner }),
    ...(search === '' ? {} : { containing: search }),
    ...(fields.text('discarded') === '' ? {} : { discarded: true }),
    ...(isFile ? { limit: 1000 } : { page, limit: size }),
  });
};

const actions = (visit: Visit, faults: Faults): Piece =>
  mayChange(visit) &&
  html`<h2>What shall become of those that are chosen?</h2><form id="letters" method="post" novalidate action="${paths.deadLetters}/replayDeadLetters">${visit.formHead}
<p>Each is offered again for as long as at first, in its place among the messages of its MRN.</p><p>${submit('Offer them again')}</p>
${textField({ name: 'reason', label: 'Reason, to discard them instead', hint: 'It is kept with the letter.', size: 'long', maxLength: 500, optional: true, value: visit.fields.text('reason'), faults: faults.fields })}
<button type="submit" class="ecl-button ecl-button--secondary" formaction="${paths.deadLetters}/discardDeadLetters">Discard them</button></form>`;

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { total, letter = [] } = await fetch(visit);
  const made = grid({
    caption: visit.fields.text('discarded') === '' ? 'Dead letters for Member States' : 'Discarded letters',
    path: paths.deadLetters,
    fields: visit.fields,
    columns: columnsFor(visit),
    rows: letter,
    sort: '-buriedAt',
    total,
    empty: 'There is no dead letter: everything was taken, or waits.',
    filters: [
      { name: 'partner', label: 'Member State', hint: 'BE' },
      {
        name: 'discarded',
        label: 'Which',
        choices: [
          ['', 'open'],
          ['yes', 'discarded'],
        ],
      },
    ],
  });
  if (made.file !== undefined) return made.file;
  return {
    here: paths.deadLetters,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: 'Dead letters',
      body: html`${faultSummary(faults.fields, faults.others)}${made.form}${made.table}${letter.length > 0 && actions(visit, faults)}`,
    },
  };
};

const told = (count: number, skipped: readonly string[] = [], what: string) => ({
  title: count === 1 ? `One letter is ${what}` : `${count} letters are ${what}`,
  ...(skipped.length === 0 ? {} : { text: `${skipped.length} were no open dead letters any more.` }),
});

const chosen = ({ fields }: Visit): string[] => [...fields.all('messageId')];

const sent = async (
  visit: Visit,
  work: () => Promise<{ count: number; skipped?: string[] }>,
  what: string,
): Promise<PageAnswer> => {
  if (chosen(visit).length === 0) return shown(visit, { fields: {}, others: ['Choose a letter, or several.'] });
  try {
    const { count, skipped } = await work();
    return { goTo: paths.deadLetters, news: told(count, skipped, what) };
  } catch (error) {
    const faults = faultsFrom(error, { '/reason': 'reason' });
    if (faults === undefined) throw error;
    return shown(visit, faults);
  }
};

const replayed = (visit: Visit) =>
  sent(visit, () => visit.calls.to(exchangeContract).replayDeadLetters({ messageId: chosen(visit) }), 'offered again');

const discarded = (visit: Visit) => {
  const request = { messageId: chosen(visit), reason: visit.fields.text('reason') };
  return sent(visit, () => visit.calls.to(exchangeContract).discardDeadLetters(request), 'discarded');
};

export const deadLettersPage: ConsolePage = {
  path: '/dead-letters',
  link: { title: 'Dead letters', group: 'Messages' },
  shows: ['ccn2ng.listDeadLetters'],
  may: ['audit.consultTrail'],
  show: (visit) => shown(visit),
  forms: { [replay]: replayed, [discard]: discarded },
};
