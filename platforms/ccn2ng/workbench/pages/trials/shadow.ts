/** One shadow run: what a draft hits of live declarations, by hour and office, without changing an answer. */
import { barChart } from '../../../../../shared-services/gateway/pages/charts/bars.ts';
import { columnChart } from '../../../../../shared-services/gateway/pages/charts/columns.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, facts, link, moment, notice, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import { form, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { count, overlapTable, percent, type Shadow, sampleList, trialState } from './words.ts';

const mostShown = 20;

const chartsOf = ({ hours = [], offices = [] }: Shadow): Piece => [
  hours.length > 0 &&
    columnChart({
      title: 'Hits by hour',
      unit: 'Hits',
      ofUnit: 'Declarations',
      values: hours.map((one) => ({
        at: one.hour.slice(0, 16).replace('T', ' '),
        value: one.hits,
        of: one.evaluated,
      })),
    }),
  offices.length > 0 &&
    barChart({
      title: 'Hits by office',
      unit: 'hits',
      bars: offices
        .slice(0, mostShown)
        .map((one) => ({ label: one.office, value: one.hits, note: `of ${count(one.evaluated)}` })),
    }),
];

export const showShadow = async (visit: Visit): Promise<PageAnswer> => {
  const shadowRunId = visit.parameters['shadowRunId'] ?? '';
  const shadow = await visit.calls.to(contract).consultShadow({ shadowRunId });
  const { hits, evaluated, alone, dropped, failed } = shadow;
  const mayStop = shadow.state === 'running' && visit.visitor.may('risk-analysis.stopShadow');
  return {
    here: paths.trials,
    page: {
      title: `Shadow run of ${shadow.profileId}`,
      above: wayBack([{ title: 'Trials', path: paths.trials }]),
      body: html`<p class="lead">${shadow.reason} ${trialState(shadow.state)}</p>
${dropped + failed > 0 && notice({ tone: 'warning', title: 'Not all declarations are in the figures', text: html`<p>${count(dropped)} were left out because too many waited, ${count(failed)} could not be evaluated.</p>` })}
${facts({
  Draft: link(shadow.draftId, paths.draft(shadow.draftId)),
  Hits: `${count(hits)} of ${count(evaluated)} live declarations${evaluated > 0 ? ` (${percent(hits / evaluated)})` : ''}`,
  'Hit by nothing live': count(alone),
  Began: html`${moment(shadow.startedAt)} by ${code(shadow.official ?? shadow.subject)}`,
  Ends: moment(shadow.endsAt),
})}
${mayStop && form({ visit, action: `${paths.shadow(shadowRunId)}/stop`, body: submit('Stop the shadow run', true) })}
${chartsOf(shadow)}${overlapTable(shadow.overlaps)}${sampleList(shadow.samples)}`,
    },
  };
};

export const stopShadow = async ({ calls, parameters }: Visit): Promise<PageAnswer> => {
  const shadowRunId = parameters['shadowRunId'] ?? '';
  await calls.to(contract).stopShadow({ shadowRunId });
  return { goTo: paths.shadow(shadowRunId), news: { title: 'The shadow run is stopped' } };
};
