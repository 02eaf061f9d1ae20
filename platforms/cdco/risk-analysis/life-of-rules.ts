/** The life of rules is that of profiles, with other tables, another check, and ids that are told by another name. */
import { type Clock, toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { checkRule } from './domain/rules/check-rule.ts';
import type { LifeParts } from './life-of-profiles.ts';
import { ruleTables } from './storage/profile-drafts.ts';
import type { StoredRule } from './storage/rules.ts';
import { vocabularies } from './vocabularies.ts';

interface RuleParts extends Pick<Dependencies, 'codeLists'> {
  readonly store: Store;
  readonly clock: Clock;
}

interface AsProfile {
  readonly profileId: string;
  readonly profileVersion: number;
  /** Rules have none. */
  readonly kind?: unknown;
  readonly memberState?: unknown;
}

export const renamed = <Said extends AsProfile>({
  profileId,
  profileVersion,
  kind: _,
  memberState: __,
  ...more
}: Said) => ({
  ...more,
  ruleId: profileId,
  ruleVersion: profileVersion,
});

const checkerOf =
  ({ codeLists, clock }: RuleParts) =>
  (definition: string, id: string) => {
    const today = toDay(clock.nowMs());
    const hasCode = (list: string, code: string) => !codeLists.knows(list) || codeLists.has(list, code, today);
    return { faults: checkRule(id, definition, { vocabularies, hasCode }), warnings: [] };
  };

/** What is refused of profiles, in the words of rules. */
const inRuleWords = (error: unknown): unknown => {
  if (!(error instanceof Refusal)) return error;
  const { code, status, faults } = error;
  if (code === 'RISK_PROFILE_FAULTY') {
    return new Refusal({ code: 'RISK_RULE_FAULTY', status, title: `The rule has ${faults.length} faults.`, faults });
  }
  if (code !== 'RISK_PROFILE_UNKNOWN') return error;
  return new Refusal({ code: 'RISK_RULE_UNKNOWN', status, title: 'There is no rule with this id.' });
};

export const ofRules =
  <Request, Reply>(handle: (request: Request, call: OperationCall) => Promise<Reply>) =>
  async (request: Request, call: OperationCall): Promise<Reply> => {
    try {
      return await handle(request, call);
    } catch (error) {
      throw inRuleWords(error);
    }
  };

export interface WithRule {
  readonly ruleId: string;
}

export const named = <Request extends WithRule>({ ruleId, ...request }: Request) => ({ ...request, profileId: ruleId });

/** When a version begins and ends, and what that makes of it now. */
export const timesOf = ({ fromMs, untilMs }: StoredRule, nowMs: number) => ({
  state: nowMs >= untilMs ? 'retired' : nowMs >= fromMs ? 'active' : 'approved',
  ...(Number.isFinite(fromMs) ? { activeAt: toSecond(fromMs) } : {}),
  ...(Number.isFinite(untilMs) ? { inactiveAt: toSecond(untilMs) } : {}),
});

export const lifeOfRules = (parts: RuleParts): LifeParts => ({
  store: parts.store,
  clock: parts.clock,
  checked: checkerOf(parts),
  tables: ruleTables,
  // What rules do to a declaration is one thing: there is nothing for two of them to say alike.
  overlaps: async () => [],
});
