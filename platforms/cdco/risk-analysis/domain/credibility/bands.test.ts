import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Band, bandSetOf, cellsOf, findBand } from './bands.ts';
import { createBandBuilder, type Observation } from './build-bands.ts';
import { quantileNames, quantileShares } from './measures.ts';
import { cleaned, quantileOf, quantilesOf } from './quantiles.ts';

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const positive = fc.integer({ min: 1, max: 1_000_000 });

const observation: fc.Arbitrary<Observation> = fc.record({
  code: fc.constantFrom('850760', '85076000', '85076010', '850710', '851713', '610910'),
  origin: fc.option(fc.constantFrom('CN', 'TR'), { nil: undefined }),
  value: fc.option(positive, { nil: undefined }),
  netMass: fc.option(positive, { nil: undefined }),
  supplementaryUnits: fc.option(positive, { nil: undefined }),
});

const builtOf = (observations: readonly Observation[], minimumSupport = 1): readonly Band[] => {
  const builder = createBandBuilder();
  for (const one of observations) builder.add(one);
  return builder.finish(minimumSupport);
};

describe('quantiles', () => {
  it('are what counting says: the smallest value that so many do not exceed', () =>
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 300 }), (values) => {
        const sorted = ascending(values);
        for (const share of Object.values(quantileShares)) {
          const counted = sorted.find(
            (one) => values.filter((other) => other <= one).length * 1000 >= share * values.length,
          );
          assert.equal(quantileOf(sorted, share), counted);
        }
      }),
    ));

  it('rise, and are values that were seen', () =>
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1 }), (values) => {
        const quantiles = quantilesOf(ascending(values));
        const found = quantileNames.map((name) => quantiles[name]);
        assert.deepEqual(found, ascending(found));
        assert.ok(found.every((one) => values.includes(one)));
      }),
    ));

  it('are taken without what a factor of a thousand has spoilt, and with all else', () => {
    const usual = Array.from({ length: 99 }, (_, step) => 10 + step / 10);
    const spoilt = [...usual, 0.012, 15_000, 14_000];
    assert.deepEqual(cleaned(ascending(spoilt)), usual);
    assert.deepEqual(cleaned(usual), usual);
  });
});

describe('bands', () => {
  it('are the same whatever the order of the cases', () =>
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (observations) => {
        assert.deepEqual(builtOf(observations.toReversed()), builtOf(observations));
      }),
    ));

  it('equal quantiles of the cases of their cell, computed one cell at a time', () =>
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (observations) => {
        for (const band of builtOf(observations).filter(({ measure }) => measure === 'valuePerKilogram')) {
          const values = observations
            .filter(
              ({ code, origin }) => code.startsWith(band.code) && (band.origin === undefined || origin === band.origin),
            )
            .flatMap(({ value, netMass }) => (value && netMass ? [value / netMass] : []));
          const kept = cleaned(ascending(values));
          assert.deepEqual([band.support, band.quantiles], [kept.length, quantilesOf(kept)]);
        }
      }),
    ));

  it('of too few cases are not made', () =>
    assert.deepEqual(builtOf([{ code: '850760', value: 1, netMass: 1 }], 2), []));

  it('are looked for from CN8 by origin to the chapter', () => {
    assert.deepEqual(cellsOf({ code: '85076010', origin: 'CN' }), [
      ['85076010', 'CN'],
      ['850760', 'CN'],
      ['850760'],
      ['8507'],
      ['85'],
    ]);
    assert.deepEqual(cellsOf({ code: '850760', origin: 'CN' })[0], ['850760', 'CN']);
    assert.deepEqual(cellsOf({ code: '850760' }), [['850760'], ['8507'], ['85']]);
  });

  it('found are the finest with enough support: none finer has it, and there is none only where none has', () =>
    fc.assert(
      fc.property(
        fc.array(observation, { maxLength: 40 }),
        observation,
        fc.integer({ min: 1, max: 12 }),
        (seen, asked, support) => {
          const bands = builtOf(seen);
          const found = findBand(bandSetOf(1, 'EUR', bands), 'valuePerKilogram', asked, support);
          const enough = cellsOf(asked).map(([code, origin]) =>
            bands.find(
              (band) =>
                band.measure === 'valuePerKilogram' &&
                band.code === code &&
                band.origin === origin &&
                band.support >= support,
            ),
          );
          assert.deepEqual(
            found,
            enough.find((band) => band !== undefined),
          );
        },
      ),
    ));
});
