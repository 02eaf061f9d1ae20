/** Incidents out of events. Pure: what the window holds is counted by the store. */
import { ruleOf } from './rules.ts';
import { gravest, rankOf, type Severity, severityAt } from './severity.ts';

export type SourceKind = 'partner' | 'credential' | 'address' | 'platform';

export interface Source {
  readonly sourceKind: SourceKind;
  readonly source: string;
}

/** What events of one kind and source have in the window. */
export interface Window {
  readonly events: number;
  readonly partners: number;
  readonly credentials: number;
  readonly addresses: number;
  /** Of the gravest among them. */
  readonly severity: Severity;
}

/** What its events have in common: what is proved before what is shown, and that before where it came from. */
export const sourceOf = (event: {
  readonly partner?: string | undefined;
  readonly credential?: string | undefined;
  readonly address?: string | undefined;
  readonly platform: string;
}): Source => {
  if (event.partner !== undefined) return { sourceKind: 'partner', source: event.partner };
  if (event.credential !== undefined) return { sourceKind: 'credential', source: event.credential };
  if (event.address !== undefined) return { sourceKind: 'address', source: event.address };
  return { sourceKind: 'platform', source: event.platform };
};

/** One grave event is an incident by itself. */
const isOfItself = ({ severity }: Window): boolean => rankOf(severity) >= rankOf('high');

/** Growing with the count, step by step, and with the spread. */
export const severityOf = (kind: string, window: Window): Severity => {
  const { threshold, severity, growth, spread, atMost } = ruleOf(kind);
  const steps = Math.floor(Math.log(Math.max(1, window.events / threshold)) / Math.log(growth) + 1e-9);
  const isSpread = Math.max(window.partners, window.credentials, window.addresses) >= spread;
  const grown = severityAt(rankOf(severity) + steps + (isSpread ? 1 : 0));
  const bounded = rankOf(grown) > rankOf(atMost) ? atMost : grown;
  return gravest(bounded, isOfItself(window) ? window.severity : 'info');
};

/** The severity of the incident that the window makes, or goes on with; undefined where it makes none. */
export const judge = (kind: string, window: Window, standing: Severity | undefined): Severity | undefined => {
  if (standing !== undefined) return gravest(standing, severityOf(kind, window));
  const opens = window.events >= ruleOf(kind).threshold || isOfItself(window);
  return opens ? severityOf(kind, window) : undefined;
};
