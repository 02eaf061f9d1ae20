import type { Facts, Outcome } from './facts.ts';
import { rules } from './rules.ts';

export interface Decision {
  readonly outcome: Outcome;
  readonly reason: { readonly code: string; readonly text: string };
  /** Provisions that the decision rests on. */
  readonly basis: readonly string[];
}

/** The first rule of the stage that holds decides. */
export const decide = (facts: Facts): Decision => {
  const rule = rules.find(({ stages, when }) => stages.includes(facts.stage) && when(facts));
  if (rule === undefined) throw new Error(`no rule decides at the stage ${facts.stage}`);
  return { outcome: rule.outcome, reason: { code: rule.id, text: rule.reason }, basis: rule.basis };
};
