/** `json-rules-engine`: flat facts; rows are searched by an operator of ours, which is to its advantage. */
import type { Condition } from '../../../platforms/cdco/risk-analysis/domain/condition.ts';
import type { Profile } from '../../../platforms/cdco/risk-analysis/domain/profile.ts';
import { type Contender, limitsOf } from '../contender.ts';
import { closureOf, flatOf, nameOf, type Row } from '../flat.ts';
import { peer } from '../peers.ts';

type Operator = (fact: unknown, value: (fact: unknown) => boolean) => boolean;
interface RulesEngine {
  addOperator(name: string, operator: Operator): void;
  addRule(rule: object): void;
  run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>;
}
interface JsonRules {
  readonly Engine: new (rules: [], options: object) => RulesEngine;
}

const factOf = (condition: Condition): object => {
  if ('all' in condition) return { all: condition.all.map(factOf) };
  if ('any' in condition) return { any: condition.any.map(factOf) };
  if ('not' in condition) return { not: factOf(condition.not) };
  if ('some' in condition) {
    const holds = closureOf(condition.where);
    return {
      fact: `${condition.some}s`,
      operator: 'passes',
      value: (rows: unknown) => (rows as readonly Row[]).some(holds),
    };
  }
  if (!('is' in condition)) throw new Error('seeded profiles do not ask this');
  const name = nameOf(condition.element);
  const holds = closureOf(condition);
  return { fact: name, operator: 'passes', value: (fact: unknown) => holds({ [name]: fact }) };
};

const ruleOf = (profile: Profile): object => {
  const { from, to, dataSets } = limitsOf(profile);
  return {
    conditions: {
      all: [
        { fact: 'day', operator: 'greaterThanInclusive', value: from },
        { fact: 'day', operator: 'lessThanInclusive', value: to },
        ...(dataSets === undefined ? [] : [{ fact: 'dataSet', operator: 'in', value: dataSets }]),
        factOf(profile.definition.condition),
      ],
    },
    event: { type: profile.id },
  };
};

export const jsonRules: Contender = {
  name: 'json-rules-engine',
  load: (profiles) => {
    const { Engine } = peer<JsonRules>('json-rules-engine');
    const made = new Engine([], { allowUndefinedFacts: true });
    made.addOperator('passes', (fact, value) => value(fact));
    for (const profile of profiles) made.addRule(ruleOf(profile));
    return {
      textOf: (declaration) => JSON.stringify(flatOf(declaration)),
      evaluate: async (parsed) => (await made.run(parsed as object)).events.map(({ type }) => type),
    };
  },
};
