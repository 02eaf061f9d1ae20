/** When events become an incident, as data: so many of a kind from one source within a window that slides. */
import type { Severity } from './severity.ts';

export interface Rule {
  readonly windowMs: number;
  /** Events of the window that open an incident. */
  readonly threshold: number;
  readonly severity: Severity;
  /** Each multiple of the threshold by this factor is one step graver. */
  readonly growth: number;
  /** So many different credentials or addresses (of a partner), or partners (of an address): one step graver. */
  readonly spread: number;
  /** Counts cannot make it graver than this. */
  readonly atMost: Severity;
}

const minuteMs = 60_000;
const usual: Rule = {
  windowMs: 5 * minuteMs,
  threshold: 20,
  severity: 'low',
  growth: 5,
  spread: 5,
  atMost: 'high',
};

/** An incident without another event for so long is closed. */
export const quietMs = 30 * minuteMs;

const rules: Readonly<Record<string, Partial<Rule>>> = {
  'authentication-failed': { threshold: 10, severity: 'medium' },
  'sign-in-failed': { windowMs: 15 * minuteMs, threshold: 5, severity: 'medium' },
  'lock-out': { threshold: 1, severity: 'medium', growth: 50 },
  'credential-withdrawn': { windowMs: 15 * minuteMs, threshold: 3, severity: 'medium', atMost: 'critical' },
  'certificate-refused': { threshold: 10, severity: 'low' },
  'access-refused': { threshold: 20, severity: 'low' },
  'platform-refused': { threshold: 1, severity: 'high', atMost: 'critical' },
  'blocked-partner': { windowMs: 15 * minuteMs, threshold: 10, severity: 'low', atMost: 'medium' },
  'signature-fault': { threshold: 5, severity: 'medium', atMost: 'critical' },
  replay: { windowMs: 15 * minuteMs, threshold: 3, severity: 'medium', atMost: 'critical' },
  'hostile-content': { windowMs: 15 * minuteMs, threshold: 3, severity: 'medium' },
  'forged-form': { threshold: 3, severity: 'medium' },
  probing: { threshold: 100, severity: 'low', atMost: 'medium' },
  flooding: { threshold: 500, severity: 'low', atMost: 'medium' },
  'spread-attempts': { windowMs: 60 * minuteMs, threshold: 1, severity: 'medium', growth: 20 },
  'anomaly-rate': { windowMs: 15 * minuteMs, threshold: 1, severity: 'medium', growth: 20 },
  'anomaly-geography': { windowMs: 60 * minuteMs, threshold: 1, severity: 'medium', growth: 20 },
};

export const ruleOf = (kind: string): Rule => ({ ...usual, ...rules[kind] });
export const longestWindowMs = 60 * minuteMs;
