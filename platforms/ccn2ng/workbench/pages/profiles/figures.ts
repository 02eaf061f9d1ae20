/** What a profile does, day by day: hits, and what controls confirmed. */
import { columnChart } from '../../../../../shared-services/gateway/pages/charts/columns.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { facts } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { count, percent } from '../trials/words.ts';

const microseconds = (figure: string | undefined): string | undefined =>
  figure === undefined ? undefined : `${Number(figure).toFixed(3)} µs for each declaration`;

export const profileFigures = async ({ calls, visitor }: Visit, profileId: string): Promise<Piece> => {
  if (!visitor.may('risk-analysis.consultProfileFigures')) return undefined;
  const { days = [], ...costs } = await calls.to(contract).consultProfileFigures({ profileId });
  const sum = (of: (one: (typeof days)[number]) => number) => days.reduce((total, one) => total + of(one), 0);
  const [evaluations, hits, controlled, confirmed] = [
    sum((one) => one.evaluations),
    sum((one) => one.hits),
    sum((one) => one.controlled),
    sum((one) => one.confirmed),
  ];
  return html`<h2>What it does: the last 30 days</h2>${facts({
    Hits: `${count(hits)} of ${count(evaluations)} declarations${evaluations > 0 ? ` (${percent(hits / evaluations)})` : ''}`,
    Confirmed:
      controlled === 0
        ? 'no control yet'
        : `${count(confirmed)} of ${count(controlled)} controls (${percent(confirmed / controlled)})`,
    'Cost, as estimated': microseconds(costs.estimatedMicroseconds),
    'Cost, as measured': microseconds(costs.measuredMicroseconds),
    'All profiles together': microseconds(costs.engineMicroseconds),
  })}${
    days.length > 0 &&
    columnChart({
      title: 'Hits by day and version',
      unit: 'Hits',
      ofUnit: 'Declarations',
      values: days.map((one) => ({ at: `${one.day} v${one.profileVersion}`, value: one.hits, of: one.evaluations })),
    })
  }`;
};
