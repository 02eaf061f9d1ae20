/**
 * What an alert looks at, as data: rendered for Prometheus (`rules/prometheus.ts`), and held against the platform's own
 * history (`domain/judge.ts`). One table, two readers.
 */

export type Labels = Readonly<Record<string, string>>;

/** What gauges show now; series that agree in the labels `by` are put together. */
export interface GaugeTerm {
  readonly kind: 'gauge';
  readonly metric: string;
  readonly where?: Labels;
  readonly by: readonly string[];
  readonly pick: 'max' | 'min' | 'sum';
  /** The gauge is a time: what is left until then. */
  readonly fromNow?: boolean;
}

/** By how much counters, or the observations of histograms, grew over the window. */
export interface IncreaseTerm {
  readonly kind: 'increase';
  readonly metric: string;
  readonly where?: Labels;
  readonly by: readonly string[];
  readonly windowSeconds: number;
}

/** Which share of them had these labels; between 0 and 1. */
export interface ShareTerm {
  readonly kind: 'share';
  readonly metric: string;
  readonly of: Labels;
  readonly where?: Labels;
  readonly by: readonly string[];
  readonly windowSeconds: number;
  /** Name under which Prometheus keeps it, by `by`. */
  readonly recordedAs?: string;
}

export type Term = GaugeTerm | IncreaseTerm | ShareTerm;

export interface Condition {
  readonly term: Term;
  readonly is: 'above' | 'below' | 'equal';
  readonly limit: number;
}

export interface Rule {
  readonly alert: string;
  /** `page`: somebody now; `ticket`: in working hours. */
  readonly severity: 'page' | 'ticket';
  /** All must hold, for the same labels; the value told is that of the first. */
  readonly conditions: readonly [Condition, ...Condition[]];
  readonly forSeconds: number;
  /** With `{{label}}` in it. */
  readonly summary: string;
  readonly whatToDo: string;
}

export const windowName = (seconds: number): string => {
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`;
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`;
};

/** Place of a rule in the runbook. */
export const runbookOf = ({ alert }: Pick<Rule, 'alert'>): string =>
  `shared-services/monitoring/runbook.md#${alert.toLowerCase()}`;

export const filledIn = (template: string, labels: Labels): string =>
  template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => labels[name] ?? '?');
