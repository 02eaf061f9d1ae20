/** All mandates to which the visitor's operator is a party, by side and state. */
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, day, link, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { askedIn, filter } from './filter.ts';
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

export const listMandates = async (visit: Visit): Promise<PageAnswer> => {
  const { calls, fields, visitor } = visit;
  const asked = askedIn(visit);
  const after = fields.text('after');
  const page = { limit: pageSize, ...(after === '' ? {} : { after }) };
  const found = await calls.to(contract).listMandates({ ...page, ...asked });
  const mandates = found.mandate ?? [];
  const query = new URLSearchParams({ ...asked, after: mandates.at(-1)?.mandateId ?? '' });
  const first = new URLSearchParams({ ...asked });
  const none = html`<p>No mandate is like that.</p>`;
  return {
    here: paths.mandates,
    page: {
      title: 'Mandates',
      body: html`<p class="lead">Who may act for you, and for whom you may act.</p>
${visitor.may('mandates.grantMandate') && html`<p>${buttonLink('Give a mandate', paths.newMandate)}</p>`}
${filter(asked)}
${mandates.length === 0 ? none : tableOf(mandates, visitor.party)}
${(found.more || after !== '') && html`<p class="pages">${after !== '' && link('First page', `${paths.mandates}?${first}`)} ${found.more && link('Next page', `${paths.mandates}?${query}`)}</p>`}`,
    },
  };
};
