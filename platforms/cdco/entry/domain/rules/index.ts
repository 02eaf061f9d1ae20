/** All rules and conditions that are checked when a filing is taken, and the check itself. */
import type { Fault } from '../../../../../shared-services/kit/refusal.ts';
import type { Filing, FilingName } from '../../messages/filings.ts';
import { viewOf } from '../filing-view.ts';
import { documentRules } from './documents.ts';
import { equipmentRules } from './equipment.ts';
import { goodsRules } from './goods.ts';
import { partyRules } from './parties.ts';
import { placeRules } from './places.ts';
import { routeRules } from './route.ts';
import { all, type Rule, type RuleContext } from './rule.ts';
import { tradeRules } from './trade.ts';
import { transportRules } from './transport.ts';

export type { Rule, RuleContext } from './rule.ts';

export const rules: readonly Rule[] = [
  ...documentRules,
  ...equipmentRules,
  ...goodsRules,
  ...partyRules,
  ...placeRules,
  ...routeRules,
  ...tradeRules,
  ...transportRules,
];

const rulesOf: ReadonlyMap<FilingName, readonly Rule[]> = new Map(
  all.map((name) => [name, rules.filter((rule) => rule.appliesTo.includes(name))]),
);

/** IE3N99 tells this many errors of one message at most (interface control document). */
export const maxFaults = 999;

/**
 * @param filing valid against its schema
 * @returns every fault, at most `maxFaults`; none when all rules and conditions hold
 */
export const checkFiling = (name: FilingName, filing: Filing, context: RuleContext): readonly Fault[] =>
  rulesOf
    .get(name)!
    .flatMap((rule) => rule.check(viewOf(filing), context))
    .slice(0, maxFaults);
