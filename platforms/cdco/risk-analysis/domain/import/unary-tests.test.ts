import assert from 'node:assert/strict';
import fc from 'fast-check';
import { valueOfCell } from './feel-values.ts';
import { CellFault } from './table.ts';
import { conditionOfTests } from './unary-tests.ts';

const read = (text: string) => conditionOfTests(text, 'e');
const is = (test: object) => ({ element: 'e', is: test });

describe('unary tests of FEEL', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['-', undefined],
    ['', undefined],
    ['"HK"', is({ eq: 'HK' })],
    ['"HK", "CN"', is({ in: ['HK', 'CN'] })],
    ['not("HK","CN")', { not: is({ in: ['HK', 'CN'] }) }],
    ['"say \\"gnome\\""', is({ eq: 'say "gnome"' })],
    ['12.5', is({ range: { from: '12.5', to: '12.5' } })],
    ['-3', is({ range: { from: '-3', to: '-3' } })],
    ['>= 10', is({ range: { from: '10' } })],
    ['< 10', is({ range: { to: '9.999999' } })],
    ['> 10', is({ range: { from: '10.000001' } })],
    ['[10..20]', is({ range: { from: '10', to: '20' } })],
    [']10..20[', is({ range: { from: '10.000001', to: '19.999999' } })],
    ['(10 .. 20]', is({ range: { from: '10.000001', to: '20' } })],
    ['< 1, > 5', { any: [is({ range: { to: '0.999999' } }), is({ range: { from: '5.000001' } })] }],
    ['null', is({ absent: true })],
    ['not(null)', { not: is({ absent: true }) }],
    ['true', is({ eq: 'true' })],
    ['> date("2026-11-21")', is({ after: '2026-11-21' })],
    ['(date("2026-01-01")..date("2026-02-01"))', { all: [is({ after: '2026-01-01' }), is({ before: '2026-02-01' })] }],
    ['starts with(?, "8507")', is({ prefix: ['8507'] })],
    ['contains(?, "gnome"), ends with(?, "elf")', { any: [is({ matches: ['*gnome*'] }), is({ matches: ['*elf'] })] }],
  ];
  for (const [text, condition] of cases) it(text || 'nothing', () => assert.deepEqual(read(text), condition));

  for (const text of [
    '"open',
    '= 5',
    '> "a"',
    '>= date("2026-01-01")',
    '[date("2026-01-01")..date("2026-02-01")]',
    '1.2345678',
    '10..20',
    '[10..20',
    'not "HK"',
    'not("HK"',
    '"HK" "CN"',
    '"HK",',
    'matches(?, "a+")',
    'contains(?, "*")',
    'count(?) > 3',
    'if a then b else c',
    '__proto__',
    'constructor(?, "a")',
  ]) {
    it(`refuses ${text}`, () => assert.throws(() => read(text), CellFault));
  }

  it('are refused or read, whatever stands there, and never anything else', () => {
    const signs = fc.constantFrom(
      '"',
      '\\',
      '(',
      ')',
      '[',
      ']',
      '..',
      ',',
      '?',
      '-',
      '<',
      '>=',
      'not',
      '1.5',
      'a',
      ' ',
      'date',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(signs).map((all) => all.join('')),
        ),
        (text) => {
          try {
            read(text);
          } catch (error) {
            assert.ok(error instanceof CellFault, String(error));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('take time as long as they are', () => {
    const timeOf = (count: number) => {
      const text = `not(${Array.from({ length: count }, (_, at) => `"C${at}"`).join(', ')})`;
      const since = performance.now();
      read(text);
      return performance.now() - since;
    };
    timeOf(1000);
    // Four times the text; a hundred times the time would be quadratic, and more.
    assert.ok(timeOf(40_000) < 100 * Math.max(1, timeOf(10_000)));
    assert.throws(() => read(`"${'\\'.repeat(50_000)}`), CellFault);
  });
});

describe('outcomes in DMN', () => {
  for (const [text, value] of [
    ['"high"', 'high'],
    ['true', true],
    ['["F32", "F10"]', ['F32', 'F10']],
    ['[]', []],
    ['-', undefined],
  ] as const) {
    it(text, () => assert.deepEqual(valueOfCell(text), value));
  }
  it('are no numbers and no sums', () => {
    for (const text of ['1', '1 + 1', '["a"', '"a" + "b"']) assert.throws(() => valueOfCell(text), CellFault);
  });
});
