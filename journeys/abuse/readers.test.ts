import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readers } from './readers.ts';

describe('readers that face the outside, given anything', () => {
  for (const { name, property } of readers) {
    it(`answer or refuse, soon, and take nothing in two ways: ${name}`, () => {
      fc.assert(property as fc.IProperty<unknown>, { seed: 20_261_122, numRuns: 1000 });
    });
  }
});
