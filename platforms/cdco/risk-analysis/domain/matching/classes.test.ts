import assert from 'node:assert/strict';
import fc from 'fast-check';
import { absentClass, createClasses, otherClass } from './classes.ts';

const text = fc.array(fc.constantFrom('8', '5', '0', 'C', 'é'), { maxLength: 8 }).map((all) => all.join(''));
const nonEmpty = text.filter((one) => one !== '');

describe('classes of values', () => {
  it('tell values apart exactly as the tests that mention them do', () => {
    const mentions = fc.record({ values: fc.uniqueArray(nonEmpty), prefixes: fc.uniqueArray(nonEmpty) });
    fc.assert(
      fc.property(mentions, fc.array(text), ({ values, prefixes }, declared) => {
        const classes = createClasses({ values: new Set(values), prefixes: new Set(prefixes) });
        const isIn = (id: number, span: readonly [number, number] | undefined) => id >= span![0] && id < span![1];
        for (const one of [...declared, ...values, ...prefixes]) {
          const id = classes.of(one);
          assert.notEqual(id, absentClass);
          for (const value of values) assert.equal(isIn(id, classes.spanOfValue(value)), one === value);
          for (const start of prefixes) assert.equal(isIn(id, classes.spanOfPrefix(start)), one.startsWith(start));
          assert.equal(classes.of(one), id);
          for (let at = 0; at <= one.length; at += 1) {
            assert.equal(classes.ofParts(one.slice(0, at), one.slice(at)), id);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lead from a value to its prefixes, the longest first', () => {
    const classes = createClasses({ values: new Set(['85076000']), prefixes: new Set(['85', '8507']) });
    const up: number[] = [];
    for (let at = classes.of('85076000'); at !== -1; at = classes.parent[at]!) up.push(at);
    const [long, short] = [classes.spanOfPrefix('8507')![0], classes.spanOfPrefix('85')![0]];
    assert.deepEqual(up.slice(1), [long, short, otherClass]);
  });

  it('of codes of eight digits are remembered, and none takes the class of another', () => {
    const classes = createClasses({ values: new Set(), prefixes: new Set(['850760', '8507']) });
    const expected = (code: string) => classes.of(code);
    for (let turn = 0; turn < 2; turn += 1) {
      for (let number = 85_070_000; number < 85_110_000; number += 7) {
        const code = String(number);
        assert.equal(classes.ofParts(code.slice(0, 6), code.slice(6)), expected(code));
      }
    }
  });
});
