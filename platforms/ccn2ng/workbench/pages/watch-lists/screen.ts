/** Whether a party, address, container or vessel is on a list, or like one that is: tried out, with no effect. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { select } from '../filter.ts';

type Answer = ReplyOf<(typeof contract)['services']['WatchLists']['operations']['screenParties']>;

const kinds = [
  ['party', 'Party'],
  ['address', 'Address'],
  ['container', 'Container'],
  ['vessel', 'Vessel'],
] as const;

const page = (visit: Visit, after: Piece, faults: Faults): PageAnswer => {
  const { text } = visit.fields;
  const field = (name: string, label: string, hint?: string) =>
    textField({
      ...{ name, label, value: text(name), optional: true, faults: faults.fields },
      ...(hint === undefined ? {} : { hint }),
    });
  const body = html`${select('kind', 'What is looked for', kinds, text('kind') || 'party')}
${field('name', 'Name', 'Of an address: street, number, postcode and city.')}
${field('identifier', 'Number', 'EORI, registration, IMO or container number.')}
<div class="side-by-side">${field('country', 'Country', 'Of an address, two letters.')}${field('leastScore', 'Alike, per cent, at least', '50 to 100; without it as each list says.')}</div>
${textField({ name: 'onDate', label: 'Lists in force on', type: 'date', size: 'short', value: text('onDate') || toDay(visit.nowMs), faults: faults.fields })}
<div class="actions">${submit('Look')}</div>`;
  return askingPage(
    visit,
    {
      ...{ here: paths.watchLists, above: [{ title: 'Watch lists', path: paths.watchLists }] },
      ...{ title: 'Look for a party', action: paths.screening, body, after },
      lead: 'A try-out: nothing follows from it but a record that you asked.',
    },
    faults,
  );
};

export const askScreening = async (visit: Visit): Promise<PageAnswer> => page(visit, false, noFaults);

const matchesOf = ({ matches = [] }: Answer): Piece =>
  matches.length === 0
    ? html`<h2>Nothing is like it</h2><p>No list in force on that day has such an entry.</p>`
    : table({
        caption: 'Found, the surest first',
        rows: matches,
        columns: [
          {
            title: 'List',
            cell: ({ listId, version, entryId }) => html`${code(listId)} version ${version}, entry ${entryId}`,
          },
          {
            title: 'Listed',
            cell: ({ listed, invented }) =>
              html`<strong>${listed}</strong>${invented && html` ${state('Invented', 'ended')}`}`,
          },
          { title: 'Alike', cell: ({ score }) => `${score} %` },
          { title: 'Why', cell: ({ why }) => why },
          { title: 'Remark', cell: ({ remark }) => remark },
        ],
      });

const entered = ({ fields: { text } }: Visit) => {
  const given = (name: string, value: string | number) => (value === '' ? {} : { [name]: value });
  const least = text('leastScore') === '' ? '' : Number(text('leastScore'));
  return {
    ...given('name', text('name')),
    ...given('identifier', text('identifier')),
    ...given('country', text('country').toUpperCase()),
    ...given('leastScore', least),
  };
};

export const screen = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  try {
    const asked = { kind: text('kind'), onDate: text('onDate') || toDay(visit.nowMs), ...entered(visit) };
    return page(visit, matchesOf(await visit.calls.to(contract).screenParties(asked)), noFaults);
  } catch (error) {
    const names = ['kind', 'name', 'identifier', 'country', 'leastScore', 'onDate'];
    const faults = faultsFrom(error, Object.fromEntries(names.map((name) => [`/${name}`, name])));
    if (faults === undefined) throw error;
    return page(visit, false, faults);
  }
};
