import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nextKeySignsFromMs, publishedKeys, retiredKeys, type SigningKey } from './key-ring.ts';

const key = (kid: string, signsFromMs: number): SigningKey => ({ jwk: { kid, kty: 'RSA' }, signsFromMs });
const policy = { signsForMs: 1000, publishedBeforeMs: 100, keptForMs: 300 };
const idsOf = (keys: readonly SigningKey[]) => keys.map(({ jwk }) => jwk.kid).join('');

describe('the ring of signing keys', () => {
  const keys = [key('a', 0), key('c', 2000), key('b', 1000)];

  it('signs with the newest whose time has come, and publishes the others', () => {
    assert.deepEqual(
      [0, 999, 1000, 1999, 2000].map((nowMs) => idsOf(publishedKeys(keys, nowMs))),
      ['acb', 'acb', 'bca', 'bca', 'cba'],
    );
    assert.throws(() => publishedKeys([key('a', 5)], 4), /signs yet/);
  });

  it('has one order, whichever the folder gives', () => {
    const same = [key('x', 0), key('y', 0)];
    assert.equal(idsOf(publishedKeys(same, 0)), idsOf(publishedKeys(same.toReversed(), 0)));
  });

  it('publishes the next key before the one that signs ends', () => {
    assert.equal(nextKeySignsFromMs([key('a', 0)], 899, policy), undefined);
    assert.equal(nextKeySignsFromMs([key('a', 0)], 900, policy), 1000);
    assert.equal(
      nextKeySignsFromMs([key('a', 0)], 5000, policy),
      5100,
      'after a long sleep it is published first, too',
    );
    assert.equal(nextKeySignsFromMs([key('a', 0), key('b', 1000)], 950, policy), undefined);
  });

  it('keeps a key as long as anything that it signed is valid', () => {
    assert.equal(idsOf(retiredKeys(keys, 1299, policy)), '');
    assert.equal(idsOf(retiredKeys(keys, 1300, policy)), 'a');
    assert.equal(idsOf(retiredKeys(keys, 9999, policy)), 'ba', 'never the newest');
  });
});
