/** Trials in words, and their parts that backtests and shadow runs have in common. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, link, type StateTone, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';

type Operations = (typeof contract)['services']['RiskTrials']['operations'];
export type Backtest = ReplyOf<Operations['consultBacktest']>;
export type BacktestFigures = NonNullable<Backtest['figures']>[number];
export type Shadow = ReplyOf<Operations['consultShadow']>;
type Overlap = NonNullable<Shadow['overlaps']>[number];
type Sample = NonNullable<Shadow['samples']>[number];

const states: Readonly<Record<string, { readonly title: string; readonly tone: StateTone }>> = {
  waiting: { title: 'Waits', tone: 'waiting' },
  running: { title: 'Runs', tone: 'waiting' },
  done: { title: 'Done', tone: 'good' },
  cancelled: { title: 'Cancelled', tone: 'ended' },
  failed: { title: 'Failed', tone: 'bad' },
  stopped: { title: 'Stopped', tone: 'ended' },
};

export const trialState = (word: string): Html => {
  const known = states[word];
  return known === undefined ? html`${word}` : state(known.title, known.tone);
};

const whole = new Intl.NumberFormat('en-GB');
export const count = (value: number): string => whole.format(value);

const parts = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 2 });
/** Of a decimal of the contract, `0.0125`. */
export const percent = (share: string | number): string => parts.format(Number(share));

export const overlapTable = (overlaps: readonly Overlap[] = []): Piece =>
  overlaps.length > 0 &&
  table({
    caption: 'Live profiles that hit the same',
    rows: overlaps,
    columns: [
      { title: 'Profile', cell: ({ profileId }) => link(profileId, paths.profile(profileId)) },
      { title: 'Both hit', cell: ({ bothHit }) => count(bothHit) },
      { title: 'Of what this one hits', cell: ({ contained }) => percent(contained) },
      { title: 'Of what either hits', cell: ({ jaccard }) => percent(jaccard) },
    ],
  });

export const sampleList = (samples: readonly Sample[] = []): Piece =>
  samples.length > 0 &&
  html`<h3>Declarations among those that it hits</h3><ul>${samples.map(
    ({ declarationReference, pointers = [] }) =>
      html`<li>${link(declarationReference, paths.assessment(declarationReference))}: ${pointers.map((one, at) => html`${at > 0 && ', '}${code(one)}`)}</li>`,
  )}</ul>`;
