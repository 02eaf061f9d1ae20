/** All mandates to which the visitor's operator is a party, by side and state. */
import { attributes, type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, day, link, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { kindWords, type Mandate, type State, stateWords } from './words.ts';

const pageSize = 20;

const sides = { '': 'Both sides', mandator: 'Given by us', mandatary: 'Given to us' } as const;

const option = (value: string, title: string, chosen: string): Html =>
  html`<option${attributes({ value, selected: value === chosen })}>${title}</option>`;

const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<select class="select" id="${name}" name="${name}">${options.map(([value, title]) => option(value, title, chosen))}</select></div>`;

const filter = (
  role: string,
  chosen: string,
): Html => html`<form method="get" action="${paths.mandates}" class="filter" role="search" aria-label="Mandates">
${select('role', 'Side', Object.entries(sides), role)}
${select('state', 'State', [['', 'All states'], ...Object.entries(stateWords).map(([value, { title }]) => [value, title] as const)], chosen)}
<button type="submit" class="ecl-button ecl-button--secondary">Show</button>
</form>`;

export const validity = ({ validFrom, validTo }: Pick<Mandate, 'validFrom' | 'validTo'>): Html =>
  html`${day(validFrom)} ${validTo === undefined ? 'until revoked' : html`to ${day(validTo)}`}`;

export const stateOf = ({ state: word }: Pick<Mandate, 'state'>): Html => {
  const { title, tone } = stateWords[word];
  return state(title, tone);
};

const tableOf = (mandates: readonly Mandate[], party: string): Html =>
  table({
    caption: 'Mandates, the newest first',
    rows: mandates,
    columns: [
      { title: 'Reference', cell: ({ mandateId, reference }) => link(reference, paths.mandate(mandateId)) },
      { title: 'Given by', cell: ({ mandator }) => (mandator === party ? html`us` : mandator) },
      { title: 'Given to', cell: ({ mandatary }) => (mandatary === party ? html`us` : mandatary) },
      { title: 'Kind', cell: ({ kind }) => kindWords[kind].title },
      { title: 'Valid', cell: validity },
      { title: 'State', cell: stateOf },
    ],
  });

const knownRole = (text: string): 'mandator' | 'mandatary' | undefined =>
  text === 'mandator' || text === 'mandatary' ? text : undefined;

const knownState = (text: string): State | undefined => (Object.hasOwn(stateWords, text) ? (text as State) : undefined);

export const listMandates = async ({ calls, fields, visitor }: Visit): Promise<PageAnswer> => {
  const [role, chosen, after] = [
    knownRole(fields.text('role')),
    knownState(fields.text('state')),
    fields.text('after'),
  ];
  const found = await calls.to(contract).listMandates({
    limit: pageSize,
    ...(role === undefined ? {} : { role }),
    ...(chosen === undefined ? {} : { state: chosen }),
    ...(after === '' ? {} : { after }),
  });
  const mandates = found.mandate ?? [];
  const query = new URLSearchParams({ role: role ?? '', state: chosen ?? '', after: mandates.at(-1)?.mandateId ?? '' });
  const none = html`<p>No mandate is like that.</p>`;
  return {
    here: paths.mandates,
    page: {
      title: 'Mandates',
      body: html`<p class="lead">Who may act for you, and for whom you may act.</p>
${visitor.may('mandates.grantMandate') && html`<p>${buttonLink('Give a mandate', paths.newMandate)}</p>`}
${filter(role ?? '', chosen ?? '')}
${mandates.length === 0 ? none : tableOf(mandates, visitor.party)}
${found.more && html`<p>${link('Next page', `${paths.mandates}?${query}`)}</p>`}`,
    },
  };
};
