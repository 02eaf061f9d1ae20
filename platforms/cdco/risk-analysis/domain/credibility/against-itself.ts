/** Checks that need no statistics: what a declaration says in one place, held against what it says in another. */
import { elementsOf, evidenceOf } from '../evidence.ts';
import type { Scope } from '../scope.ts';
import { valuesAt } from '../values.ts';
import type { CheckTest } from './check.ts';
import { contradictsItself } from './container-number.ts';
import { declaredAt, type Goods } from './goods.ts';
import { figure } from './measures.ts';
import type { Verdict } from './verdict.ts';

type MassTest = Extract<CheckTest, { readonly kind: 'netShareOfGross' }>;

export const judgeMasses = ({ fromPercent, toPercent }: MassTest, goods: Goods): Verdict => {
  const { netMass, grossMass } = goods;
  if (netMass === undefined) return 'noNetMass';
  if (grossMass === undefined || grossMass === 0) return 'noGrossMass';
  // Compared as products of what was declared: equal masses are equal, whatever a quotient would be rounded to.
  const tooLittle = fromPercent !== undefined && netMass * 100 < grossMass * fromPercent;
  const tooMuch = toPercent !== undefined && netMass * 100 > grossMass * toPercent;
  if (!tooLittle && !tooMuch) return 'passed';
  const bound = tooMuch ? `more than ${toPercent} %` : `less than ${fromPercent} %`;
  return () => ({
    elements: declaredAt(goods, ['netMass', 'grossMass']),
    explanation: `net mass ${figure(netMass)} kg is ${bound} of gross mass ${figure(grossMass)} kg`,
  });
};

const equipment = ['transportEquipment', 'containerIdentificationNumber'];

export const judgeContainers = (declaration: Scope): Verdict => {
  const wrong = [...declaration.house, ...declaration.item]
    .flatMap(({ node, pointer }) => valuesAt(node, equipment, pointer))
    .filter(({ value }) => contradictsItself(String(value)));
  if (wrong.length === 0) return 'passed';
  const explanation = `${wrong.length} container numbers have a check digit that is not theirs (ISO 6346)`;
  return () => ({ elements: elementsOf(wrong), explanation });
};

export const judgeCombination = (
  { condition }: Extract<CheckTest, { readonly kind: 'combination' }>,
  declaration: Scope,
): Verdict => {
  const evidence = evidenceOf(condition, declaration);
  if (evidence === undefined) return 'passed';
  return () => ({ elements: elementsOf(evidence), explanation: 'what is declared there cannot be together' });
};
