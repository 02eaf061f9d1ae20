/** What one component could not hand to another: looked at, put back, or closed with a reason. */
import { contract } from '../../dead-letters/contract.ts';
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { attributes, html, type Piece } from '../../gateway/pages/html.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { grid } from '../shown/grid.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { columnsFor } from './lost-columns.ts';

const replay = 'dead-letters.replayLostMessages';
const close = 'dead-letters.closeLostMessages';

const wantsClosed = ({ fields }: Visit) => fields.text('closed') !== '';
const mayChange = (visit: Visit) => visit.visitor.may(replay) && !wantsClosed(visit);

const fetch = (visit: Visit) => {
  const { search, sort, page, size } = gridStateOf(visit.fields, '-lostAt');
  const filters = ['component', 'subscriber', 'event'].flatMap((name) => {
    const value = visit.fields.text(name);
    return value === '' ? [] : [[name, value] as const];
  });
  return visit.calls.to(contract).listLostMessages({
    ...Object.fromEntries(filters),
    sort: /^-?(lostAt|sentAt|component|subscriber|event|attempts)$/.test(sort) ? sort : '-lostAt',
    ...(search === '' ? {} : { containing: search }),
    ...(wantsClosed(visit) ? { closed: true } : {}),
    ...(visit.fields.text('format') === 'csv' ? { limit: 1000 } : { page, limit: size }),
  });
};

const actions = (visit: Visit, faults: Faults): Piece =>
  mayChange(visit) &&
  html`<h2>What shall become of those that are chosen?</h2><form id="lost" method="post" novalidate action="${paths.lostMessages}/replayLostMessages">${visit.formHead}
<p>Each has all its attempts again, in its place among the messages about the same.</p><p>${submit('Put them back')}</p>
${textField({ name: 'reason', label: 'Reason, to close them instead', hint: 'It is kept with the message.', size: 'long', maxLength: 500, optional: true, value: visit.fields.text('reason'), faults: faults.fields })}
<button type="submit" class="ecl-button ecl-button--secondary" formaction="${paths.lostMessages}/closeLostMessages">Close them</button></form>`;

/** Of one component to another, when the filters name both. */
const queueOf = ({ fields }: Visit) => {
  const [component, subscriber] = [fields.text('component'), fields.text('subscriber')];
  return component === '' || subscriber === '' ? undefined : { component, subscriber };
};

const wholeQueue = (visit: Visit): Piece => {
  const queue = queueOf(visit);
  return (
    queue !== undefined &&
    mayChange(visit) &&
    html`<form method="post" novalidate action="${paths.lostMessages}/replayLostMessages">${visit.formHead}
<input${attributes({ type: 'hidden', name: 'component', value: queue.component })}><input${attributes({ type: 'hidden', name: 'subscriber', value: queue.subscriber })}><input type="hidden" name="all" value="yes">
<p>${submit(`Put back all from ${queue.component} to ${queue.subscriber}`)}</p></form>`
  );
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { total, lost = [] } = await fetch(visit);
  const made = grid({
    caption: wantsClosed(visit) ? 'Lost messages that were closed' : 'Lost messages between components',
    path: paths.lostMessages,
    fields: visit.fields,
    columns: columnsFor(visit, mayChange(visit)),
    rows: lost,
    sort: '-lostAt',
    total,
    empty: 'There is no lost message: everything was taken, or waits.',
    filters: [
      { name: 'component', label: 'From', hint: 'entry' },
      { name: 'subscriber', label: 'To', hint: 'risk-analysis' },
      { name: 'event', label: 'Message', hint: 'entry.filingRegistered' },
      {
        name: 'closed',
        label: 'Which',
        choices: [
          ['', 'open'],
          ['yes', 'closed'],
        ],
      },
    ],
  });
  if (made.file !== undefined) return made.file;
  return {
    here: paths.lostMessages,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: 'Lost messages',
      body: html`${faultSummary(faults.fields, faults.others)}${made.form}${made.table}${lost.length > 0 && html`${actions(visit, faults)}${wholeQueue(visit)}`}`,
    },
  };
};

const told = (count: number, skipped: readonly string[] = [], what: string) => ({
  title: count === 1 ? `One message is ${what}` : `${count} messages are ${what}`,
  ...(skipped.length === 0 ? {} : { text: `${skipped.length} were no open lost messages any more.` }),
});

const chosen = ({ fields }: Visit): string[] => [...fields.all('lostMessageId')];

const sent = async (
  visit: Visit,
  work: () => Promise<{ count: number; skipped?: string[] }>,
  what: string,
): Promise<PageAnswer> => {
  if (chosen(visit).length === 0) return shown(visit, { fields: {}, others: ['Choose a message, or several.'] });
  try {
    const { count, skipped } = await work();
    return { goTo: paths.lostMessages, news: told(count, skipped, what) };
  } catch (error) {
    const faults = faultsFrom(error, { '/reason': 'reason' });
    if (faults === undefined) throw error;
    return shown(visit, faults);
  }
};

const replayedAll = async (visit: Visit, queue: { component: string; subscriber: string }): Promise<PageAnswer> => {
  const { count, more } = await visit.calls.to(contract).replayLostMessages(queue);
  const news = { ...told(count, [], 'put back'), ...(more ? { text: 'There are more: ask again.' } : {}) };
  return { goTo: paths.lostMessages, news };
};

const replayedChosen = (visit: Visit) =>
  sent(visit, () => visit.calls.to(contract).replayLostMessages({ lostMessageId: chosen(visit) }), 'put back');

const replayed = (visit: Visit) => {
  const queue = visit.fields.text('all') === '' ? undefined : queueOf(visit);
  return queue === undefined ? replayedChosen(visit) : replayedAll(visit, queue);
};

const closed = (visit: Visit) => {
  const request = { lostMessageId: chosen(visit), reason: visit.fields.text('reason') };
  return sent(visit, () => visit.calls.to(contract).closeLostMessages(request), 'closed');
};

export const lostMessagesPage: ConsolePage = {
  path: '/lost-messages',
  link: { title: 'Lost messages', group: 'Messages' },
  shows: ['dead-letters.listLostMessages'],
  may: ['audit.consultTrail'],
  show: (visit) => shown(visit),
  forms: { [replay]: replayed, [close]: closed },
};
