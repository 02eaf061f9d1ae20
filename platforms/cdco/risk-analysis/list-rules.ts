import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { kindOf, type RuleKind } from './domain/rules/rule.ts';
import { timesOf } from './life-of-rules.ts';
import { readRuleVersions } from './storage/rules.ts';

const titleOf = (definition: string): string => (JSON.parse(definition) as { readonly title: string }).title;

export const listRules =
  (store: Store, clock: Clock) =>
  async ({ kind }: { readonly kind?: string | undefined }) => {
    const newest = new Map((await readRuleVersions(store)).map((rule) => [rule.id, rule]));
    const wanted = [...newest.values()].filter(({ id }) => kind === undefined || kindOf(id) === kind);
    const rules = wanted.map((rule) => ({
      ruleId: rule.id,
      kind: kindOf(rule.id) as RuleKind,
      ruleVersion: rule.version,
      title: titleOf(rule.definition),
      ...timesOf(rule, clock.nowMs()),
      definition: rule.definition,
    }));
    return rules.length === 0 ? {} : { rules };
  };
