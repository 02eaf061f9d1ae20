/** What is told of trials. */

import type { Content } from '../../../../reference-architecture/contract/schema.ts';
import { toSecond } from '../../../../shared-services/kit/clock.ts';
import type { contract } from '../contract.ts';
import { wilson } from '../domain/trials/interval.ts';
import { closest, type Overlap, overlapOf } from '../domain/trials/overlaps.ts';
import type { Sample } from '../domain/trials/sampling.ts';
import type { Tallies, Tally } from '../domain/trials/tally.ts';
import type { StoredBacktest, TrialSubject } from '../storage/trials/backtests.ts';
import type { StoredShadowRun } from '../storage/trials/shadow-runs.ts';

import type { Shown } from './shown.ts';

type Operations = (typeof contract)['services']['RiskTrials']['operations'];
export type TrialRequestOf<Name extends keyof Operations> = Content<Operations[Name]['request']>;
export type TrialReplyOf<Name extends keyof Operations> = Content<NonNullable<Operations[Name]['reply']>>;
type Figures = NonNullable<TrialReplyOf<'consultBacktest'>['figures']>[number];

const share = (of: number): string => Math.min(1, Math.max(0, of)).toFixed(6);

export const unlessEmpty = <Name extends string, One>(name: Name, list: readonly One[]) =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [N in Name]?: One[] };

const unlessMissing = <Name extends string, One>(name: Name, one: One | undefined) =>
  (one === undefined ? {} : { [name]: one }) as { [N in Name]?: One };

const instant = <Name extends string>(name: Name, ms: number | undefined) =>
  unlessMissing(name, ms === undefined ? undefined : toSecond(ms));

const paceOf = ({ state, done, attemptFrom, workedMs, total }: StoredBacktest) => {
  const perSecond = workedMs <= 0 ? 0 : ((done - attemptFrom) / workedMs) * 1000;
  if (perSecond <= 0) return {};
  const left = Math.max(0, (total ?? 0) - done);
  return {
    perSecond: Math.round(perSecond),
    ...(state === 'running' && total !== undefined ? { secondsLeft: Math.ceil(left / perSecond) } : {}),
  };
};

export const backtestReply = (of: StoredBacktest): TrialReplyOf<'startBacktest'> => ({
  backtestId: of.backtestId,
  reference: of.reference,
  state: of.state,
  ...unlessEmpty(
    'draftIds',
    of.subjects.flatMap(({ draftId }) => draftId ?? []),
  ),
  ...unlessEmpty(
    'profileIds',
    of.subjects.flatMap((one) => (one.draftId === undefined ? one.profileId : [])),
  ),
  askedAt: toSecond(of.askedAtMs),
  ...instant('beganAt', of.beganAtMs),
  ...instant('endedAt', of.endedAtMs),
  declarationsDone: of.done,
  ...unlessMissing('declarationsTotal', of.total),
  ...paceOf(of),
  interruptions: Math.max(0, of.attempts - 1),
  ...unlessMissing('trouble', of.trouble),
});

const resultsOf = ({ confirmed, foundElsewhere, nothingFound, missed }: Tally): Figures['results'] => {
  const controlled = confirmed + foundElsewhere + nothingFound;
  const interval = wilson(confirmed, controlled);
  const shares = interval && {
    confirmedShare: share(confirmed / controlled),
    confirmedShareFrom: share(interval.from),
    confirmedShareTo: share(interval.to),
  };
  return { controlled, confirmed, foundElsewhere, nothingFound, ...shares, missed };
};

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);

const loadOf = (office: string, byDay: Readonly<Record<string, number>>, days: number) => {
  const hits = sumOf(byDay);
  const [peakDay, peak] = Object.entries(byDay).reduce((worst, one) => (one[1] > worst[1] ? one : worst));
  return { office, hits, perDay: (hits / Math.max(1, days)).toFixed(2), peak, peakDay };
};

const officesOf = ({ offices }: Tally, days: number) =>
  Object.entries(offices)
    .map(([office, byDay]) => loadOf(office, byDay, days))
    .sort((a, b) => b.hits - a.hits || (a.office < b.office ? -1 : 1))
    .slice(0, 100);

const daysOf = (tallies: Tallies, tally: Tally) =>
  Object.entries(tallies.days)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-400)
    .map(([day, declarations]) => ({ day, declarations, hits: tally.days[day] ?? 0 }));

const overlapsIn = (
  { declarations, sampled, live }: Tallies,
  { hits, both }: Tally,
  shown: Shown,
): readonly Overlap[] =>
  closest(
    Object.entries(both)
      .filter(([id]) => shown.profile(id))
      .map(([id, bothHit]) => {
        const ofAll = sampled === 0 ? bothHit : Math.round(((live[id] ?? 0) / sampled) * declarations);
        return overlapOf(id, hits, ofAll, bothHit);
      }),
    20,
  );

export const overlapReply = ({ profileId, bothHit, contained, jaccard }: Overlap) => ({
  profileId,
  bothHit,
  contained: share(contained),
  jaccard: share(jaccard),
});

export const sampleReply = ({ reference, pointers }: Sample) => ({
  declarationReference: reference,
  ...unlessEmpty('pointers', pointers),
});

export const figuresReply = (subject: TrialSubject, tallies: Tallies, tally: Tally, shown: Shown): Figures => ({
  ...unlessMissing('draftId', subject.draftId),
  profileId: subject.profileId,
  profileVersion: subject.profileVersion,
  riskAreaCode: subject.definition.riskAreaCode,
  declarations: tallies.declarations,
  hits: tally.hits,
  hitShare: share(tallies.declarations === 0 ? 0 : tally.hits / tallies.declarations),
  alone: tally.alone,
  results: resultsOf(tally),
  ...unlessEmpty('offices', officesOf(tally, Object.keys(tallies.days).length)),
  ...unlessEmpty('days', daysOf(tallies, tally)),
  ...unlessEmpty('overlaps', overlapsIn(tallies, tally, shown).map(overlapReply)),
  ...unlessEmpty('samples', tally.samples.filter(shown.sample).map(sampleReply)),
});

export const shadowReply = (run: StoredShadowRun, nowMs: number): TrialReplyOf<'startShadow'> => ({
  shadowRunId: run.shadowRunId,
  reference: run.reference,
  draftId: run.draftId,
  profileId: run.profileId,
  state: run.stoppedAtMs === undefined && nowMs < run.untilMs ? 'running' : 'stopped',
  startedAt: toSecond(run.startedAtMs),
  endsAt: toSecond(run.stoppedAtMs ?? run.untilMs),
  evaluated: run.evaluated,
  hits: run.hits,
  alone: run.alone,
  dropped: run.dropped,
  failed: run.failed,
});
