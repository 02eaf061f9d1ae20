/** How grave something is, from what is only to be known to what cannot wait. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const rankOf = (severity: string): number => (severities as readonly string[]).indexOf(severity);

export const severityAt = (rank: number): Severity =>
  severities[Math.max(0, Math.min(severities.length - 1, rank))] ?? 'info';

export const gravest = (one: Severity, other: Severity): Severity => (rankOf(one) >= rankOf(other) ? one : other);
