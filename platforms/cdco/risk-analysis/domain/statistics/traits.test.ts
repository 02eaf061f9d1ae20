import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandOf, exactOf } from './bands.ts';
import { traitOf } from './traits.ts';

describe('traits of a line', () => {
  it('puts four bands in each power of ten', () => {
    assert.deepEqual([1, 1.7, 1.8, 9.9, 10, 17].map(bandOf), ['b0', 'b0', 'b1', 'b3', 'b4', 'b4']);
    assert.equal(bandOf(0), '0');
  });

  it('gives equal amounts one word', () => {
    assert.equal(exactOf(12.5), exactOf(Number('12.50')));
    assert.notEqual(exactOf(12.5), exactOf(12.6));
  });

  it('never throws, whatever the amounts are', () => {
    const amounts = fc.option(fc.double(), { nil: undefined });
    fc.assert(
      fc.property(amounts, amounts, (netMassKg, value) => {
        for (const trait of ['massBand', 'unitValueBand', 'netMass', 'value'] as const) {
          assert.equal(typeof traitOf({ netMassKg, value }, trait), 'string');
        }
      }),
    );
  });

  it('has no word for what is missing, and no unit value without a mass', () => {
    assert.equal(traitOf({}, 'hs6'), '');
    assert.equal(traitOf({ netMassKg: 0, value: 5 }, 'unitValueBand'), '');
    assert.equal(traitOf({ hs6: '640411' }, 'heading'), '6404');
  });
});
