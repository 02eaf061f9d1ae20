import assert from 'node:assert/strict';
import { checkCondition, checkDefinition } from './check-definition.ts';

const fine = { element: 'origin.country', is: { eq: 'CN' } };
const deep = (levels: number): unknown => (levels === 0 ? fine : { not: deep(levels - 1) });

const unreadable: readonly (readonly [string, unknown, RegExp])[] = [
  ['nothing', undefined, /a condition/],
  ['an unknown word', { sometimes: fine }, /item or house/],
  ['no test', { element: 'a', is: {} }, /exactly one of/],
  ['two tests', { element: 'a', is: { eq: 'x', present: true } }, /exactly one of/],
  ['a test of our own', { element: 'a', is: { regex: '(x+)+' } }, /exactly one of/],
  ['a test that every object has', { element: 'a', is: { toString: 'x' } }, /exactly one of/],
  ['a path out of the declaration', { element: 'constructor.name', is: { present: true } }, /names joined by dots/],
  ['a path to the prototype', { element: '__proto__', is: { present: true } }, /names joined by dots/],
  ['a pattern that looks ahead', { element: 'a', is: { pattern: '(?=x)x' } }, /cannot be read/],
  ['a pattern that refers back', { element: 'a', is: { pattern: '(x)\\1' } }, /cannot be read/],
  ['an empty prefix', { element: 'a', is: { prefix: [''] } }, /cannot be read/],
  ['an empty list', { all: [] }, /one condition at least/],
  ['an open range', { element: 'a', is: { range: {} } }, /cannot be read/],
  ['a range of words', { element: 'a', is: { range: { from: 'ten' } } }, /cannot be read/],
  ['an unknown block', { some: 'pallet', where: fine }, /item or house/],
  ['a block without conditions', { some: 'item' }, /a condition/],
  ['a consignment in a goods item', { some: 'item', where: { some: 'house', where: fine } }, /holds no consignments/],
  ['a count without bounds', { count: 'item', where: fine }, /whole numbers/],
  ['a sum without a path', { sum: 'item', from: '1' }, /names joined by dots/],
  ['a sum of floats', { sum: 'item', element: 'a', from: 1 }, /decimal numbers/],
  ['a depth without end', deep(40), /nested deeper/],
];

describe('check of a definition', () => {
  it('finds nothing in what can be read', () => {
    assert.deepEqual(checkCondition({ all: [fine, { count: 'item', where: deep(3), from: 2 }] }), []);
  });

  for (const [what, condition, fault] of unreadable) {
    it(`refuses ${what}`, () => assert.match(checkCondition(condition).join('\n'), fault));
  }

  it('tells all faults at once, with their places', () => {
    const definition = { title: 'x', riskLevel: 'huge', procedures: [], condition: { all: [fine, { not: 7 }] } };
    assert.deepEqual(checkDefinition(definition), [
      '/reason: missing',
      '/riskAreaCode: not a risk area',
      '/riskLevel: not a risk level',
      '/procedures: one at least',
      '/condition/all/1/not: a condition',
    ]);
  });
});
