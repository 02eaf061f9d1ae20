/** How an alert goes from pending to firing to resolved. */
import type { Finding } from './judge.ts';
import type { Labels, Rule } from './rule.ts';

export interface AlertState {
  readonly id: string;
  readonly rule: string;
  readonly labels: Labels;
  readonly state: 'pending' | 'firing' | 'resolved';
  readonly value: number;
  readonly sinceMs: number;
  readonly firingSinceMs?: number;
  readonly resolvedAtMs?: number;
}

/** The same for as long as the same thing is wrong: `breaker-open-cdco-speed2ng`. */
export const alertIdOf = ({ alert }: Pick<Rule, 'alert'>, labels: Labels): string => {
  const words = [alert.replaceAll(/([a-z])([A-Z])/g, '$1-$2'), ...Object.values(labels)].join('-').toLowerCase();
  const plain = words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  if (plain.length <= 64) return plain;
  let sum = 0;
  for (const letter of plain) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
  return `${plain.slice(0, 55)}-${sum.toString(16)}`;
};

const begun = ({ rule, labels, value }: Finding, nowMs: number): AlertState => ({
  ...{ id: alertIdOf(rule, labels), rule: rule.alert, labels, value, sinceMs: nowMs },
  ...(rule.forSeconds === 0 ? { state: 'firing', firingSinceMs: nowMs } : { state: 'pending' }),
});

const goneOn = (known: AlertState, { rule, value }: Finding, nowMs: number): AlertState => {
  const old = nowMs - known.sinceMs >= rule.forSeconds * 1000;
  return known.state === 'pending' && old
    ? { ...known, value, state: 'firing', firingSinceMs: nowMs }
    : { ...known, value };
};

/**
 * The alerts as they stand after a round. What is pending and holds no longer is as if it had never been; what fired is told
 * as resolved.
 */
export const nextAlerts = (
  known: readonly AlertState[],
  findings: readonly Finding[],
  nowMs: number,
): readonly AlertState[] => {
  const open = new Map(known.filter(({ state }) => state !== 'resolved').map((one) => [one.id, one]));
  const found = new Map(findings.map((finding) => [alertIdOf(finding.rule, finding.labels), finding]));
  const now = [...found].map(([id, finding]) => {
    const before = open.get(id);
    return before === undefined ? begun(finding, nowMs) : goneOn(before, finding, nowMs);
  });
  const ended = known.flatMap((one): AlertState[] => {
    if (found.has(one.id) || one.state === 'pending') return [];
    return [one.state === 'resolved' ? one : { ...one, state: 'resolved', resolvedAtMs: nowMs }];
  });
  return [...now, ...ended];
};
