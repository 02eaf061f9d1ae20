/** Checks that need no statistics: what a declaration says in one place, held against what it says in another. */
import { elementsOf, evidenceOf } from '../evidence.ts';
import type { Scope } from '../scope.ts';
import { valuesAt } from '../values.ts';
import type { CheckTest } from './check.ts';
import { contradictsItself } from './container-number.ts';
import type { Goods } from './goods.ts';
import { figure } from './measures.ts';
import type { Verdict } from './verdict.ts';

export const judgeMasses = (
  { fromPercent, toPercent }: Extract<CheckTest, { readonly kind: 'netShareOfGross' }>,
  { netMass, grossMass }: Goods,
): Verdict => {
  if (netMass === undefined) return { unjudged: 'noNetMass' };
  if (grossMass === undefined || grossMass.number === 0) return { unjudged: 'noGrossMass' };
  // Compared as products of what was declared: equal masses are equal, whatever a quotient would be rounded to.
  const [net, gross] = [netMass.number * 100, grossMass.number];
  const tooLittle = fromPercent !== undefined && net < gross * fromPercent;
  const tooMuch = toPercent !== undefined && net > gross * toPercent;
  if (!tooLittle && !tooMuch) return 'passed';
  const bound = tooMuch ? `more than ${toPercent} %` : `less than ${fromPercent} %`;
  const explanation = `net mass ${figure(netMass.number)} kg is ${bound} of gross mass ${figure(gross)} kg`;
  return { failed: { elements: [netMass.at, grossMass.at], explanation } };
};

const equipment = ['transportEquipment', 'containerIdentificationNumber'];

export const judgeContainers = (declaration: Scope): Verdict => {
  const wrong = [...declaration.house, ...declaration.item]
    .flatMap(({ node, pointer }) => valuesAt(node, equipment, pointer))
    .filter(({ value }) => contradictsItself(String(value)));
  if (wrong.length === 0) return 'passed';
  const explanation = `${wrong.length} container numbers have a check digit that is not theirs (ISO 6346)`;
  return { failed: { elements: elementsOf(wrong), explanation } };
};

export const judgeCombination = (
  { condition }: Extract<CheckTest, { readonly kind: 'combination' }>,
  declaration: Scope,
): Verdict => {
  const evidence = evidenceOf(condition, declaration);
  if (evidence === undefined) return 'passed';
  return { failed: { elements: elementsOf(evidence), explanation: 'what is declared there cannot be together' } };
};
