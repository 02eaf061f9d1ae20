import type { Application, ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { objectivePercent } from '../../reference-architecture/contract/service-level.ts';
import type { contract } from './contract.ts';
import {
  availabilityPercent,
  budgetLeftPercent,
  burnRateOf,
  callsOf,
  type GrowthIn,
  type KnownService,
  servicesIn,
  timesOf,
} from './domain/service-health.ts';
import { figureText, listed, msText, percentText } from './figures.ts';
import type { Board } from './judging/board.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listServiceHealth'];

const windows = { '1h': 3600, '1d': 86_400, '30d': 30 * 86_400 } as const;
const burns = { '5m': 300, '30m': 1800, '1h': 3600, '6h': 21_600, '3d': 3 * 86_400 } as const;

export type ServiceState = 'good' | 'burning' | 'failing' | 'quiet';

/** What the alerts of a service say of it. */
export const stateOf = (service: string, { alerts }: Pick<Board, 'alerts'>, callsOfHour: number): ServiceState => {
  const own = alerts.filter(({ labels, state }) => labels['service'] === service && state !== 'resolved');
  if (own.some(({ state, rule }) => state === 'firing' && rule !== 'ServiceBurnsBudgetSlowly')) return 'failing';
  if (own.length > 0) return 'burning';
  return callsOfHour === 0 ? 'quiet' : 'good';
};

const quantiles = (known: KnownService, growthIn: GrowthIn) => {
  const time = timesOf(known, growthIn(300));
  const of = (share: number) => time(share);
  const [p50, p95, p99] = [of(0.5), of(0.95), of(0.99)];
  return p50 === undefined || p95 === undefined || p99 === undefined
    ? {}
    : { p50Ms: msText(p50), p95Ms: msText(p95), p99Ms: msText(p99) };
};

export const healthOf = (known: KnownService, board: Board) => {
  const growthIn: GrowthIn = (seconds) => board.increases.get(seconds) ?? [];
  const { service, title, application, platform, level } = known;
  const calls = (seconds: number) => callsOf(service, growthIn(seconds));
  const now = calls(300);
  return {
    ...{ service, title, application, platform },
    state: stateOf(service, board, calls(3600).all),
    serviceLevel: level,
    objectivePercent: figureText(objectivePercent[level]),
    ratePerSecond: figureText(now.all / 300),
    errorPercent: percentText(now.all === 0 ? 0 : now.failed / now.all),
    ...quantiles(known, growthIn),
    availability: Object.entries(windows).map(([window, seconds]) => {
      const { all, failed } = calls(seconds);
      const percent = figureText(Number(availabilityPercent({ all, failed }).toFixed(4)));
      return { window, calls: all, bad: failed, percent };
    }),
    errorBudgetLeftPercent: figureText(Number(budgetLeftPercent(level, calls(windows['30d'])).toFixed(2))),
    burnRate: Object.entries(burns).map(([window, seconds]) => ({
      window,
      rate: figureText(Number(burnRateOf(level, calls(seconds)).toFixed(3))),
    })),
    operations: known.operations.size,
  };
};

/** From memory: the board is at most some seconds old. */
export const listServiceHealth = (board: () => Board, catalogue: readonly Application[]) => {
  const known = servicesIn(catalogue);
  return async (asked: RequestOf<Operation>): Promise<ReplyOf<Operation>> => {
    const now = board();
    const all = known
      .filter(({ level }) => asked.serviceLevel === undefined || level === asked.serviceLevel)
      .filter(({ platform }) => asked.platform === undefined || platform === asked.platform)
      .map((one) => healthOf(one, now))
      .filter(({ state }) => asked.state === undefined || state === asked.state);
    return { readAtMs: now.readAtMs, ...listed('service', all) };
  };
};
