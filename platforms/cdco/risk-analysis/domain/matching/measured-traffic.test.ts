import assert from 'node:assert/strict';
import type { Test } from '../condition.ts';
import { measureTraffic } from './measured-traffic.ts';

const item = (code: string, mass: string) => ({ hs: code, weight: { grossMass: mass } });
const sample = [
  [item('850760', '1'), item('850650', '5')],
  [item('910200', '10')],
  [item('850760', '100'), { weight: {} }],
  [],
].map((goodsItem, number) => ({
  declaration: { consignmentMasterLevel: { goodsItem } },
  procedure: 'entry',
  specificCircumstance: number === 0 ? 'F10' : 'F32',
}));

describe('measured traffic', () => {
  const traffic = measureTraffic(sample);
  const passing = (element: string, is: Test, negated = false) =>
    traffic.passing('item', { element, is, negated }) * sample.length;

  it('counts rows, values, prefixes, numbers and what is not there', () => {
    assert.equal(traffic.rows('item') * sample.length, 5);
    assert.equal(passing('hs', { eq: '850760' }), 2);
    assert.equal(passing('hs', { in: ['850650', '910200'] }), 2);
    assert.equal(passing('hs', { prefix: ['85'] }), 3);
    assert.equal(passing('hs', { prefix: ['9', '8507'] }), 3);
    assert.equal(passing('hs', { absent: true }), 1);
    assert.equal(passing('hs', { present: true }), 4);
    assert.equal(passing('hs', { prefix: ['85'] }, true), 2);
    assert.equal(passing('weight.grossMass', { range: { from: '5', to: '10' } }), 2);
    assert.equal(passing('weight.grossMass', { range: { from: '5.1' } }), 2);
  });

  it('takes what it never saw for rare, not for impossible', () => {
    assert.ok(passing('hs', { eq: '000000' }) > 0);
    assert.ok(passing('hs', { in: ['1', '2', '3'] }) > passing('hs', { eq: '1' }));
  });
});
