import assert from 'node:assert/strict';
import type { Condition, Test } from '../condition.ts';
import { implies, testImplies } from './implies.ts';

const at = (element: string, is: Test): Condition => ({ element, is });
const hs = (prefix: string): Condition => ({ some: 'item', where: at('code', { prefix: [prefix] }) });

describe('whether a condition holds wherever another does', () => {
  it('is seen of values, prefixes, ranges and groups', () => {
    const yes: (readonly [Test, Test])[] = [
      [{ eq: 'CN' }, { in: ['CN', 'HK'] }],
      [{ in: ['NO', 'IS'] }, { inGroup: 'EEA' }],
      [{ eq: '850760' }, { prefix: ['8507'] }],
      [{ prefix: ['850760', '850650'] }, { prefix: ['85'] }],
      [{ range: { from: '10', to: '20.0' } }, { range: { from: '9.99', to: '20' } }],
      [{ range: { from: '10' } }, { present: true }],
      [{ matches: ['*gun*'] }, { matches: ['*gun*'] }],
      [{ absent: true }, { absent: true }],
    ];
    for (const [one, other] of yes) assert.ok(testImplies(one, other), JSON.stringify([one, other]));
  });

  it('is not said where it does not hold, or cannot be seen', () => {
    const no: (readonly [Test, Test])[] = [
      [{ in: ['CN', 'US'] }, { in: ['CN', 'HK'] }],
      [{ inGroup: 'EEA' }, { inGroup: 'EU' }],
      [{ prefix: ['85'] }, { prefix: ['8507'] }],
      [{ range: { from: '10' } }, { range: { from: '10', to: '20' } }],
      [{ absent: true }, { present: true }],
      [{ present: true }, { eq: 'CN' }],
      [{ matches: ['*gun*'] }, { matches: ['*g*'] }],
      [{ eq: 'CN' }, { matches: ['*N'] }],
    ];
    for (const [one, other] of no) assert.ok(!testImplies(one, other), JSON.stringify([one, other]));
  });

  it('follows all, any, not and blocks', () => {
    const narrow: Condition = { all: [hs('8507'), at('office', { eq: 'BE000001' })] };
    assert.ok(implies(narrow, hs('85')));
    assert.ok(implies(narrow, { any: [hs('93'), hs('85')] }));
    assert.ok(implies({ any: [hs('8507'), hs('8506')] }, hs('85')));
    assert.ok(implies({ not: hs('85') }, { not: hs('8507') }));
    assert.ok(implies({ count: 'item', where: at('code', { eq: '1' }), from: 3 }, { count: 'item', from: 2 }));
    assert.ok(!implies(hs('85'), narrow));
    assert.ok(!implies({ not: hs('8507') }, { not: hs('85') }));
    assert.ok(
      !implies({ some: 'house', where: at('code', { eq: '1' }) }, { some: 'item', where: at('code', { eq: '1' }) }),
    );
    const everyOne: Condition = { element: 'code', is: { eq: '1' }, every: true };
    assert.ok(implies(everyOne, at('code', { in: ['1', '2'] })));
    assert.ok(!implies(at('code', { eq: '1' }), everyOne));
  });
});
