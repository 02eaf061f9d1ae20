/** One backtest: how far it is, and what it found, as charts with their figures. */
import { barChart } from '../../../../../shared-services/gateway/pages/charts/bars.ts';
import { columnChart } from '../../../../../shared-services/gateway/pages/charts/columns.ts';
import { attributes, type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, day, facts, link, moment, notice, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import { form, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { type Backtest, type BacktestFigures, count, overlapTable, percent, sampleList, trialState } from './words.ts';

const isUnderWay = ({ state }: Backtest): boolean => state === 'waiting' || state === 'running';

const progressOf = (backtest: Backtest): Piece => {
  const { declarationsDone: done, declarationsTotal: total, perSecond, secondsLeft } = backtest;
  const said = total === undefined ? count(done) : `${count(done)} of ${count(total)}`;
  const rest = [
    perSecond === undefined ? undefined : `${count(perSecond)} a second`,
    secondsLeft === undefined ? undefined : `about ${count(secondsLeft)} seconds left`,
  ].filter(Boolean);
  return html`<p id="progress-text">${said} declarations${rest.length > 0 && `; ${rest.join(', ')}`}.</p>
<progress class="progress" aria-labelledby="progress-text"${attributes({ value: done, max: total === undefined || total === 0 ? 1 : total })}></progress>`;
};

const underWay = (visit: Visit, backtest: Backtest): Piece =>
  isUnderWay(backtest) && [
    html`<p>${link('Look again', paths.backtest(backtest.backtestId))}</p>`,
    visit.visitor.may('risk-analysis.cancelBacktest') &&
      form({
        visit,
        action: `${paths.backtest(backtest.backtestId)}/cancel`,
        body: submit('Cancel the backtest', true),
      }),
  ];

const interval = ({ confirmedShare, confirmedShareFrom, confirmedShareTo }: BacktestFigures['results']): Piece =>
  confirmedShare !== undefined &&
  html`${percent(confirmedShare)}${
    confirmedShareFrom !== undefined &&
    confirmedShareTo !== undefined &&
    html` <span class="muted">(95 % interval: ${percent(confirmedShareFrom)} to ${percent(confirmedShareTo)})</span>`
  }`;

const mostShown = 20;

const figuresOf = (figures: BacktestFigures): Html => {
  const { profileId, profileVersion, riskAreaCode, results, offices = [], days = [] } = figures;
  return html`<section><h2>${profileId} version ${profileVersion}</h2>
${facts({
  'Risk area': riskAreaCode,
  Hits: `${count(figures.hits)} of ${count(figures.declarations)} declarations (${percent(figures.hitShare)})`,
  'Hit by no live profile': count(figures.alone),
  'Hit rate of controls': interval(results),
})}
${
  results.controlled > 0 &&
  barChart({
    title: 'What controls found of what it hits',
    unit: 'controls',
    bars: [
      { label: `Found, in ${riskAreaCode}`, value: results.confirmed },
      { label: 'Found, in another area', value: results.foundElsewhere },
      { label: 'Nothing found', value: results.nothingFound },
    ],
  })
}
${results.missed > 0 && html`<p>${count(results.missed)} finds of ${riskAreaCode} are in declarations that it does not hit.</p>`}
${days.length > 0 && columnChart({ title: 'Hits by day', unit: 'Hits', ofUnit: 'Declarations', values: days.map((one) => ({ at: one.day, value: one.hits, of: one.declarations })) })}
${
  offices.length > 0 &&
  barChart({
    title: 'Load on offices',
    unit: 'hits',
    bars: offices
      .slice(0, mostShown)
      .map((one) => ({ label: one.office, value: one.hits, note: `${one.perDay} a day, at most ${count(one.peak)}` })),
  })
}
${overlapTable(figures.overlaps)}${sampleList(figures.samples)}</section>`;
};

export const showBacktest = async (visit: Visit): Promise<PageAnswer> => {
  const backtestId = visit.parameters['backtestId'] ?? '';
  const backtest = await visit.calls.to(contract).consultBacktest({ backtestId });
  const { fromDay, toDay, draftIds = [], profileIds = [], trouble, beganAt, endedAt } = backtest;
  return {
    here: paths.trials,
    page: {
      title: 'Backtest',
      above: wayBack([{ title: 'Trials', path: paths.trials }]),
      body: html`<p class="lead">${backtest.reason} ${trialState(backtest.state)}</p>
${trouble !== undefined && notice({ tone: 'error', title: 'It failed', text: html`<p>${trouble}</p>` })}
${progressOf(backtest)}${underWay(visit, backtest)}
${facts({
  Drafts: draftIds.length > 0 && draftIds.map((one, at) => html`${at > 0 && ', '}${link(one, paths.draft(one))}`),
  Profiles:
    profileIds.length > 0 && profileIds.map((one, at) => html`${at > 0 && ', '}${link(one, paths.profile(one))}`),
  Declarations: html`${fromDay === undefined ? 'from the oldest on' : html`from ${day(fromDay)}`}, ${toDay === undefined ? 'to the newest' : html`to ${day(toDay)}`}`,
  Asked: html`${moment(backtest.askedAt)} by ${code(backtest.official ?? backtest.subject)}`,
  Began: beganAt !== undefined && moment(beganAt),
  Ended: endedAt !== undefined && moment(endedAt),
})}
${(backtest.figures ?? []).map(figuresOf)}`,
    },
  };
};

export const cancelBacktest = async ({ calls, parameters }: Visit): Promise<PageAnswer> => {
  const backtestId = parameters['backtestId'] ?? '';
  await calls.to(contract).cancelBacktest({ backtestId });
  return { goTo: paths.backtest(backtestId), news: { title: 'The backtest is cancelled' } };
};
