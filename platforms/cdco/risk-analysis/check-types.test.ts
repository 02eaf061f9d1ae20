import assert from 'node:assert/strict';
import { checkTypes } from './domain/check-types.ts';
import type { Condition } from './domain/condition.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { vocabularies } from './vocabularies.ts';

const countries = new Set(['CN', 'HK', 'BE']);
const hasCode = (list: string, code: string) => list !== 'CL718' || countries.has(code);

const faultsOf = (condition: Condition, procedures: readonly string[] = ['entry']) =>
  checkTypes({ ...seedProfiles[0]!.definition, procedures, condition }, vocabularies, hasCode);

const item = (where: Condition): Condition => ({ some: 'item', where });

const refused: readonly (readonly [what: string, Condition, pointer: string, problem: RegExp])[] = [
  [
    'an element that no declaration has',
    { all: [{ element: 'activeBorderTransportMeans.colour', is: { eq: 'red' } }] },
    '/condition/all/0/element',
    /a declaration has no element activeBorderTransportMeans.colour/,
  ],
  [
    'an element of another block',
    item({ element: 'consignor.name', is: { present: true } }),
    '/condition/where/element',
    /a goods item has no element/,
  ],
  [
    'a code that the list does not have',
    { element: 'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country', is: { in: ['CN', 'ZZ'] } },
    '/condition/is/in/1',
    /ZZ is no code of CL718/,
  ],
  [
    'another unit',
    item({ element: 'weight.grossMass', is: { range: { to: '5', unit: 't' } } }),
    '/condition/where/is/range/unit',
    /t is not the unit: the element is in kg/,
  ],
  [
    'a range of texts',
    item({ element: 'commodity.descriptionOfGoods', is: { range: { from: '1' } } }),
    '/condition/where/is/range',
    /cannot be asked of a text/,
  ],
  [
    'a group that is none',
    { element: 'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country', is: { inGroup: 'NATO' } },
    '/condition/is/inGroup',
    /NATO is no group/,
  ],
  [
    'a sum of texts',
    { sum: 'item', element: 'commodity.descriptionOfGoods', from: '1' },
    '/condition/element',
    /is no number/,
  ],
  [
    'a code of another length',
    item({ element: 'commodity.commodityCode.combinedNomenclatureCode', is: { eq: '123' } }),
    '/condition/where/is/eq',
    /longer than the 2 signs/,
  ],
];

describe('types of a definition', () => {
  for (const [what, condition, pointer, problem] of refused) {
    it(`refuse ${what}, and say where`, () => {
      const faults = faultsOf(condition);
      assert.deepEqual(
        faults.map((one) => one.pointer),
        [pointer],
      );
      assert.match(faults[0]!.problem, problem);
    });
  }

  it('refuse a procedure that is none', () => {
    assert.deepEqual(faultsOf(item({ element: 'weight.grossMass', is: { present: true } }), ['entry', 'piracy']), [
      { pointer: '/procedures/1', problem: 'piracy is no procedure' },
    ]);
  });

  it('take the units, groups and derived elements that there are', () => {
    const condition = item({
      all: [
        { element: 'weight.grossMass', is: { range: { to: '5', unit: 'kg' } } },
        { element: 'derived.valuePerKilogram', is: { range: { from: '5' } } },
        { element: 'countryOfOrigin.country', is: { inGroup: 'EU' } },
      ],
    });
    assert.deepEqual(faultsOf(condition), []);
  });
});
