/**
 * What services promise, as alerts on the pace at which the error budget of 30 days is used up. Two windows each: the long
 * one says that it is worth a call, the short one that it is still so. Paces and windows are those of the Site Reliability
 * Workbook (Google, 2018), chapter 5, table 5-8.
 */
import { objectivePercent, type ServiceLevel } from '../../../reference-architecture/contract/service-level.ts';
import { type Rule, type ShareTerm, windowName } from '../domain/rule.ts';

export const serviceCalls = 'portorium_service_calls_total';

export const minuteSeconds = 60;
export const hourSeconds = 3600;
export const daySeconds = 86_400;

/** Share of calls that failed on our side, by service and level. */
export const failedShare = (windowSeconds: number, level?: ServiceLevel): ShareTerm => ({
  kind: 'share',
  metric: serviceCalls,
  of: { outcome: 'failed' },
  ...(level === undefined ? {} : { where: { level } }),
  by: ['service', 'level'],
  windowSeconds,
  recordedAs: `service:portorium_service_calls_failed:ratio_rate${windowName(windowSeconds)}`,
});

/** Windows that Prometheus keeps ready; the last are those of the error budget. */
export const recordedWindows = [
  5 * minuteSeconds,
  30 * minuteSeconds,
  hourSeconds,
  6 * hourSeconds,
  3 * daySeconds,
  30 * daySeconds,
];

export const budgetOf = (level: ServiceLevel): number => 1 - objectivePercent[level] / 100;

interface Pace {
  readonly alert: string;
  readonly severity: Rule['severity'];
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly pace: number;
  readonly forSeconds: number;
}

const paces: readonly Pace[] = [
  {
    ...{ alert: 'ServiceBurnsBudgetFast', severity: 'page', pace: 14.4, forSeconds: 60 },
    ...{ longSeconds: hourSeconds, shortSeconds: 5 * minuteSeconds },
  },
  {
    ...{ alert: 'ServiceBurnsBudget', severity: 'page', pace: 6, forSeconds: 120 },
    ...{ longSeconds: 6 * hourSeconds, shortSeconds: 30 * minuteSeconds },
  },
  {
    ...{ alert: 'ServiceBurnsBudgetSlowly', severity: 'ticket', pace: 1, forSeconds: 900 },
    ...{ longSeconds: 3 * daySeconds, shortSeconds: 6 * hourSeconds },
  },
];

/** One call that fails in a quiet hour is not yet a service that burns. */
const fewCalls = 10;

const ruleOf = ({ alert, severity, pace, forSeconds, longSeconds, shortSeconds }: Pace, level: ServiceLevel): Rule => {
  const limit = Number((pace * budgetOf(level)).toPrecision(6));
  return {
    ...{ alert, severity, forSeconds },
    conditions: [
      { term: failedShare(longSeconds, level), is: 'above', limit },
      { term: failedShare(shortSeconds, level), is: 'above', limit },
      {
        term: {
          kind: 'increase',
          metric: serviceCalls,
          where: { level },
          by: ['service', 'level'],
          windowSeconds: longSeconds,
        },
        is: 'above',
        limit: fewCalls,
      },
    ],
    summary: `{{service}} ({{level}}) uses up its error budget ${pace === 1 ? 'faster than it is given' : `${pace} times as fast as it is given`}`,
    whatToDo:
      'Look which of its operations fail, since when, and what was changed then; the log has the failures by conversation. If one partner or platform is behind it, see its breaker and queue.',
  };
};

const levels: readonly ServiceLevel[] = ['gold', 'silver', 'bronze'];

export const serviceLevelRules: readonly Rule[] = paces.flatMap((pace) => levels.map((level) => ruleOf(pace, level)));
