/** Ways of selection side by side: what controls found by each, with the interval within which the rate may lie. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { barChart } from '../../../../../shared-services/gateway/pages/charts/bars.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { filterForm, searchField } from '../filter.ts';
import { count, percent } from '../trials/words.ts';
import { intervalChart } from './intervals.ts';

type Compared = ReplyOf<(typeof contract)['services']['RiskSelection']['operations']['compareSelection']>;
type Way = NonNullable<Compared['ways']>[number];

const titles: Readonly<Record<string, string>> = {
  profiles: 'Profiles',
  watchLists: 'Watch lists',
  credibility: 'Credibility checks',
  statistics: 'Statistics',
  random: 'Chance',
  none: 'Nothing had hit',
  unknown: 'Not known',
};

const titleOf = ({ selectedBy }: Way): string => titles[selectedBy] ?? selectedBy;

const chartsOf = (ways: readonly Way[]): Piece => [
  intervalChart({
    title: 'Hit rate by way of selection, with its interval of 95 %',
    rows: ways.map((way) => ({
      label: titleOf(way),
      value: Number(way.hitRate),
      from: Number(way.hitRateFrom),
      to: Number(way.hitRateTo),
      note: `${count(way.finds)} finds in ${count(way.inspected)} controls`,
    })),
  }),
  barChart({
    title: 'Controls by way of selection',
    unit: 'controls',
    bars: ways.map((way) => ({ label: titleOf(way), value: way.inspected })),
  }),
];

export const showWays = async ({ calls, fields, visitor }: Visit): Promise<PageAnswer> => {
  const [from, until] = [fields.text('from'), fields.text('until')];
  const days = { ...(from === '' ? {} : { from }), ...(until === '' ? {} : { until }) };
  const { inspected, finds, ways = [] } = await calls.to(contract).compareSelection(days);
  const overall = inspected === 0 ? '' : ` (${percent(finds / inspected)})`;
  const body = html`<p class="lead">${count(inspected)} controls, ${count(finds)} with finds${overall}. A control counts for every way that led to it.</p>
${visitor.may('risk-analysis.estimateHitRate') && html`<p class="actions">${buttonLink('Expected hit rate of goods', paths.expectation, 'secondary')}</p>`}
${filterForm(paths.selection, 'Days of controls', [searchField('from', 'First day', from, 'date'), searchField('until', 'Last day', until, 'date')])}
${ways.length === 0 ? html`<p>No control was recorded for these days.</p>` : chartsOf(ways)}
<p class="muted">Chance is what the others are compared with. Where its interval and another one overlap, nothing is shown yet.</p>`;
  return { here: paths.selection, page: { title: 'Ways of selection', body } };
};
