import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEori, remarkOn } from './eori.ts';
import { seedOperators } from './seed-operators.ts';

describe('EORI number', () => {
  it('is a country and up to 15 signs without spaces', () => {
    for (const good of ['BE0000000001', 'DE000000000000002', 'GB1', 'XI123456789012345'])
      assert.equal(isEori(good), true, good);
    for (const bad of ['', 'BE', 'be0000000001', 'B10000000001', 'BE 000', 'BE1234567890123456', 'BE0000000001\n']) {
      assert.equal(isEori(bad), false, JSON.stringify(bad));
    }
  });

  it('is never refused for the form that its country uses: only remarked upon', () => {
    assert.match(remarkOn('BE123') ?? '', /BE/);
    assert.equal(remarkOn('BE0000000001'), undefined);
    assert.equal(remarkOn('ZZ1'), undefined);
    fc.assert(fc.property(fc.string(), (text) => remarkOn(text) === undefined || text.length >= 2));
  });

  it('is well formed, and once only, in what is seeded', () => {
    for (const { EORI, name } of seedOperators) {
      assert.equal(isEori(EORI), true, EORI);
      assert.match(name, /^Invented /);
    }
    assert.equal(new Set(seedOperators.map(({ EORI }) => EORI)).size, seedOperators.length);
  });
});
