/** What controls of such goods are expected to find, and on which results that stands. */

import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { facts } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { count, percent } from '../trials/words.ts';
import type { ContentOf } from './expectation-parts.ts';
import { fieldsOfGoods, goodsIn, groundsOf } from './expectation-parts.ts';

const page = (visit: Visit, after: Piece, faults: Faults): PageAnswer =>
  askingPage(
    visit,
    {
      ...{ here: paths.selection, above: [{ title: 'Ways of selection', path: paths.selection }] },
      ...{ title: 'Expected hit rate', action: paths.expectation, after },
      lead: 'What is left empty is taken as not declared: absence tells something, too.',
      body: html`${fieldsOfGoods(visit.fields, faults.fields)}<div class="actions">${submit('Estimate')}</div>`,
    },
    faults,
  );

export const askExpectation = async (visit: Visit): Promise<PageAnswer> => page(visit, false, noFaults);

const resultOf = (found: ContentOf): Piece =>
  html`<section><h2>Estimate</h2>${facts({
    'Expected hit rate': html`<strong>${percent(found.expectedHitRate)}</strong>`,
    'Of all controls': percent(found.overallRate),
    'Results learned': count(found.resultsLearned),
  })}${groundsOf(found)}</section>`;

export const estimate = async (visit: Visit): Promise<PageAnswer> => {
  try {
    const found = await visit.calls.to(contract).estimateHitRate({ goodsItem: goodsIn(visit.fields) });
    return page(visit, resultOf(found), noFaults);
  } catch (error) {
    const names = Object.keys(goodsIn(visit.fields)).map((name) => [`/goodsItem/${name}`, name]);
    const faults = faultsFrom(error, Object.fromEntries(names));
    if (faults === undefined) throw error;
    return page(visit, false, faults);
  }
};
