/** Backtests and shadow runs, the newest first; of all, or of one draft. */
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, link, moment, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { count, percent, trialState } from './words.ts';

const mostShown = 50;

const backtestTable = async ({ calls }: Visit, of: { readonly draftId?: string }): Promise<Piece> => {
  const { backtests = [] } = await calls.to(contract).listBacktests(of);
  if (backtests.length === 0) return html`<h2>Backtests</h2><p>There is none yet.</p>`;
  return table({
    caption: 'Backtests',
    rows: backtests.slice(0, mostShown),
    columns: [
      { title: 'Asked', cell: ({ backtestId, askedAt }) => link(moment(askedAt), paths.backtest(backtestId)) },
      { title: 'State', cell: ({ state }) => trialState(state) },
      {
        title: 'Of',
        cell: ({ draftIds = [], profileIds = [] }) =>
          [...profileIds, ...draftIds.map((one) => `draft ${one.slice(0, 8)}`)].join(', '),
      },
      {
        title: 'Declarations',
        cell: ({ declarationsDone: done, declarationsTotal: total }) =>
          total === undefined || total === 0 ? count(done) : `${count(done)} (${percent(done / total)})`,
      },
    ],
  });
};

const shadowTable = async ({ calls }: Visit, of: { readonly draftId?: string }): Promise<Piece> => {
  const { shadowRuns = [] } = await calls.to(contract).listShadows(of);
  if (shadowRuns.length === 0) return html`<h2>Shadow runs</h2><p>There is none yet.</p>`;
  return table({
    caption: 'Shadow runs',
    rows: shadowRuns.slice(0, mostShown),
    columns: [
      { title: 'Began', cell: ({ shadowRunId, startedAt }) => link(moment(startedAt), paths.shadow(shadowRunId)) },
      { title: 'State', cell: ({ state }) => trialState(state) },
      { title: 'Profile', cell: ({ profileId }) => profileId },
      { title: 'Hits', cell: ({ hits, evaluated }) => `${count(hits)} of ${count(evaluated)}` },
    ],
  });
};

/** Beside a draft: its trials, and how to start one. */
export const trialsOfDraft = async (visit: Visit, draftId: string): Promise<Piece> => {
  if (!visit.visitor.may('risk-analysis.listBacktests')) return undefined;
  const query = `?draft=${encodeURIComponent(draftId)}`;
  return [
    await backtestTable(visit, { draftId }),
    await shadowTable(visit, { draftId }),
    html`<div class="actions">${buttonLink('Start a backtest', `${paths.newBacktest}${query}`, 'secondary')}${buttonLink('Start a shadow run', `${paths.newShadow}${query}`, 'secondary')}</div>`,
  ];
};

export const listTrials = async (visit: Visit): Promise<PageAnswer> => ({
  here: paths.trials,
  page: {
    title: 'Trials',
    body: html`<p class="lead">What criteria would do: on declarations of the past, and beside the live profiles.</p>
<div class="actions">${buttonLink('Start a backtest', paths.newBacktest)}${buttonLink('Start a shadow run', paths.newShadow, 'secondary')}</div>
${await backtestTable(visit, {})}${await shadowTable(visit, {})}`,
  },
});
