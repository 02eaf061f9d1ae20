/** A set of checks by name: equal sets have equal names, and a set that was used once can be found again. */
import { createHash } from 'node:crypto';
import type { CredibilityCheck } from './check.ts';

export interface CheckSet {
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly checks: readonly CredibilityCheck[];
}

export const checkSetOf = (checks: readonly CredibilityCheck[]): CheckSet => ({
  id: createHash('sha256').update(JSON.stringify(checks)).digest('hex').slice(0, 16),
  checks,
});
