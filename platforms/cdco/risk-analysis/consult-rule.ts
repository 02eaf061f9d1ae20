import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { kindOf, type RuleKind } from './domain/rules/rule.ts';
import { timesOf } from './life-of-rules.ts';
import { readRuleVersions } from './storage/rules.ts';

const unknown = (ruleId: string) =>
  new Refusal({ code: 'RISK_RULE_UNKNOWN', status: 'notFound', title: `There is no rule ${ruleId}.` });

export const consultRule =
  (store: Store, clock: Clock) =>
  async ({ ruleId }: { readonly ruleId: string }) => {
    const versions = await readRuleVersions(store, ruleId);
    if (versions.length === 0) throw unknown(ruleId);
    return {
      ruleId,
      kind: kindOf(ruleId) as RuleKind,
      versions: versions.map((one) => ({
        ruleVersion: one.version,
        ...timesOf(one, clock.nowMs()),
        reason: one.reason,
        createdAt: toSecond(one.createdAtMs),
        definition: one.definition,
      })),
    };
  };
