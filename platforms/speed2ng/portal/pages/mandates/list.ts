/** All mandates to which the visitor's operator is a party, by side and state. */
import { faultSummary } from '../../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, day, link, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { askedIn, filter, searchFaults } from './filter.ts';
import { kindWords, type Mandate, stateWords } from './words.ts';

const pageSize = 20;

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

const found = async (visit: Visit): Promise<Html> => {
  const { calls, fields, visitor } = visit;
  const asked = askedIn(visit);
  const after = fields.text('after');
  const page = { limit: pageSize, ...(after === '' ? {} : { after }) };
  const { mandate: mandates = [], more } = await calls.to(contract).listMandates({ ...page, ...asked });
  const query = new URLSearchParams({ ...asked, after: mandates.at(-1)?.mandateId ?? '' });
  const first = new URLSearchParams({ ...asked });
  const none = html`<p>No mandate is like that.</p>`;
  return html`${mandates.length === 0 ? none : tableOf(mandates, visitor.party)}
${(more || after !== '') && html`<p class="pages">${after !== '' && link('First page', `${paths.mandates}?${first}`)} ${more && link('Next page', `${paths.mandates}?${query}`)}</p>`}`;
};

/** Nothing is shown for a search that cannot be made: a longer list than was asked for would be taken for the answer. */
export const listMandates = async (visit: Visit): Promise<PageAnswer> => {
  const faults = searchFaults(visit);
  const isFaulty = Object.keys(faults).length > 0;
  return {
    here: paths.mandates,
    status: isFaulty ? 422 : 200,
    page: {
      title: 'Mandates',
      ...(isFaulty ? { state: 'Error' } : {}),
      body: html`${faultSummary(faults)}<p class="lead">Who may act for you, and for whom you may act.</p>
${visit.visitor.may('mandates.grantMandate') && html`<p>${buttonLink('Give a mandate', paths.newMandate)}</p>`}
${filter(visit, askedIn(visit), faults)}
${!isFaulty && (await found(visit))}`,
    },
  };
};
