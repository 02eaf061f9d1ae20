import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Test } from './condition.ts';
import { decimalOf, decimalText } from './decimal.ts';
import { compileTest } from './operators.ts';
import type { Value } from './values.ts';

type Asked = Exclude<Test, { readonly absent: true }>;

const cases: readonly (readonly [Asked, readonly Value[], readonly Value[]])[] = [
  [{ eq: '4' }, ['4', 4], ['04', '', 5, true]],
  [{ in: ['CN', 'HK'] }, ['CN', 'HK'], ['cn', 'C', 'CNX']],
  [{ prefix: ['8507', '91'] }, ['850760', '8507', '91'], ['850', '185070', '']],
  [
    { range: { from: '0.1', to: '10' } },
    ['0.1', '10', '10.000000', 5],
    ['0.099999', '10.000001', '-1', 'ten', '', '1e1'],
  ],
  [{ range: { from: '9007199254740993' } }, ['9007199254740993'], ['9007199254740992']],
  [{ range: { to: '150' } }, ['150.00', '0'], ['150.01']],
  [{ present: true }, ['', 0, false], []],
  [{ matches: ['*lithium*batter*'] }, ['LITHIUM  ion Batteries', 'lithiumbatter'], ['battery of lithium', 'lithium']],
  [{ matches: ['parts'] }, ['Parts', 'PARTS'], ['spare parts', 'parts ']],
  [{ matches: ['a*b*a'] }, ['aba', 'a-b-a'], ['ab', 'aa', 'ab a b']],
  [{ matches: ['aa*aa'] }, ['aaaa'], ['aaa']],
  [{ matches: ['a.c', '(x+)+y'] }, ['a.c', '(x+)+y'], ['abc', 'xxy']],
  [{ before: '2026-01-01T00:00:00Z' }, ['2025-12-31T23:59:59Z'], ['2026-01-01T00:00:00Z', '2025-12-31']],
  [{ after: '2026-01-01' }, ['2026-01-02'], ['2026-01-01', '2027-01-01T00:00:00Z', 2027]],
];

describe('operators', () => {
  for (const [test, pass, fail] of cases) {
    it(`${JSON.stringify(test)} takes ${JSON.stringify(pass)}, not ${JSON.stringify(fail)}`, () => {
      const passes = compileTest(test);
      assert.deepEqual([pass.filter(passes), fail.filter(passes)], [pass, []]);
    });
  }

  it('read a wildcard as a regular expression would', () => {
    const letters = (of: string) => fc.array(fc.constantFrom(...of), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
        fc.pre(pattern !== '');
        const expected = new RegExp(`^${pattern.replace(/\*+/g, '.*')}$`).test(text);
        assert.equal(compileTest({ matches: [pattern] })(text), expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('take a pattern that would ruin a backtracking matcher at once', () => {
    const passes = compileTest({ matches: [`${'*a'.repeat(40)}*b`] });
    const startedAt = process.hrtime.bigint();
    assert.equal(passes('a'.repeat(50_000)), false);
    assert.ok(process.hrtime.bigint() - startedAt < 10_000_000_000n);
  });
});

describe('decimal', () => {
  it('keeps every digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 29n), max: 10n ** 29n }), (millionths) => {
        assert.equal(decimalOf(decimalText(millionths)), millionths);
      }),
    );
  });
});
