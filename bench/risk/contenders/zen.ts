/** `@gorules/zen-engine`: a decision table with the hit policy `collect`, in two forms. */
import type { Condition, Test } from '../../../platforms/cdco/risk-analysis/domain/condition.ts';
import type { Profile } from '../../../platforms/cdco/risk-analysis/domain/profile.ts';
import { type Contender, limitsOf } from '../contender.ts';
import { flatOf, isList, nameOf } from '../flat.ts';
import { peer } from '../peers.ts';

interface Decision {
  evaluate(context: unknown): Promise<{ readonly result: readonly { readonly id: string }[] }>;
}
interface Zen {
  readonly ZenEngine: new () => { createDecision(content: object): Decision };
}

const listed = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(', ')}]`;

const ofTest = (at: string, name: string, test: Test): string => {
  if ('eq' in test || 'in' in test) {
    const among = 'eq' in test ? `== '${test.eq}'` : `in ${listed(test.in)}`;
    return isList(name) ? `some(${at}${name}, # ${among})` : `${at}${name} ${among}`;
  }
  if ('prefix' in test) {
    const byLength = Map.groupBy(test.prefix, ({ length }) => length);
    const parts = [...byLength].map(([length, starts]) => `${at}hs${length} in ${listed(starts)}`);
    return parts.length === 1 ? parts[0]! : `(${parts.join(' or ')})`;
  }
  if ('range' in test) {
    const { from, to } = test.range;
    return from === undefined ? `${at}${name} <= ${to}` : `${at}${name} >= ${from}`;
  }
  if (!('matches' in test)) throw new Error('seeded profiles do not ask this');
  return test.matches.map((pattern) => `contains(${at}${name}, '${pattern.replaceAll('*', '')}')`).join(' or ');
};

const expressionOf = (condition: Condition, at = ''): string => {
  if ('all' in condition) return condition.all.map((one) => expressionOf(one, at)).join(' and ');
  if ('any' in condition) return `(${condition.any.map((one) => `(${expressionOf(one, at)})`).join(' or ')})`;
  if ('not' in condition) return `not (${expressionOf(condition.not, at)})`;
  if ('is' in condition) return ofTest(at, nameOf(condition.element), condition.is);
  if (!('some' in condition)) throw new Error('seeded profiles do not ask this');
  return `some(${condition.some}s, ${expressionOf(condition.where, '#.')})`;
};

/** Cells of a profile by column. */
const cellsOf = (profile: Profile): Readonly<Record<string, string>> => {
  const { from, to, dataSets } = limitsOf(profile);
  const { condition } = profile.definition;
  const parts = 'all' in condition ? condition.all : [condition];
  const column = (block: string) =>
    parts
      .filter((one) => ('some' in one ? one.some : 'declaration') === block)
      .map((one) => expressionOf(one))
      .join(' and ');
  return {
    validity: `day >= ${from} and day <= ${to}`,
    dataSet: dataSets === undefined ? '' : `dataSet in ${listed(dataSets)}`,
    declaration: column('declaration'),
    house: column('house'),
    item: column('item'),
  };
};

const tableOf = (profiles: readonly Profile[], columns: (profile: Profile) => Readonly<Record<string, string>>) => ({
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
    {
      id: 'table',
      name: 'table',
      type: 'decisionTableNode',
      position: { x: 1, y: 0 },
      content: {
        hitPolicy: 'collect',
        inputs: Object.keys(columns(profiles[0]!)).map((id) => ({ id, name: id })),
        outputs: [{ id: 'id', name: 'id', field: 'id' }],
        rules: profiles.map((profile) => ({ _id: profile.id, ...columns(profile), id: `'${profile.id}'` })),
      },
    },
    { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
  ],
  edges: [
    { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
    { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
  ],
});

const zenWith = (name: string, columns: (profile: Profile) => Readonly<Record<string, string>>): Contender => ({
  name,
  load: async (profiles) => {
    const { ZenEngine } = peer<Zen>('@gorules/zen-engine');
    const decision = new ZenEngine().createDecision(tableOf(profiles, columns));
    await decision.evaluate({});
    return {
      textOf: (declaration) => JSON.stringify(flatOf(declaration)),
      evaluate: async (parsed) => (await decision.evaluate(parsed)).result.map(({ id }) => id),
    };
  },
});

const joined = (profile: Profile): string =>
  Object.values(cellsOf(profile))
    .filter((cell) => cell !== '')
    .join(' and ');

export const zenColumns = zenWith('zen-columns', cellsOf);
export const zenExpression = zenWith('zen-expression', (profile) => ({ expression: joined(profile) }));
