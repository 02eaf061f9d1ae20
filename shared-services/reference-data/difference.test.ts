import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { HeldCode, StatedCode } from './code-list.ts';
import { type Difference, dayBefore, differenceOf, type StoredCode } from './difference.ts';

const apply = (stored: readonly StoredCode[], { insert, close, supersede }: Difference): StoredCode[] => {
  const ends = new Map(close.map(({ id, validTo }) => [id, validTo]));
  const kept = stored
    .filter(({ id }) => !supersede.includes(id))
    .map((period) => ({ ...period, validTo: ends.get(period.id) ?? period.validTo }));
  return [...kept, ...insert.map((code) => ({ ...code, id: randomUUID() }))];
};

const period = (code: string, description: string, validFrom: string, validTo: string | null = null): StoredCode => ({
  id: `${code}${validFrom}`,
  code,
  description,
  validFrom,
  validTo,
  attributes: {},
});

const stated = (code: string, description: string, validFrom?: string): StatedCode => ({
  code,
  description,
  ...(validFrom === undefined ? {} : { validFrom }),
});

const full = { mode: 'full', validFrom: '2026-11-21' } as const;

describe('the difference that an import makes', () => {
  it('ends a code that a full import no longer names, the day before', () => {
    const made = differenceOf([period('A', 'a', '2000-01-01'), period('B', 'b', '2000-01-01')], {
      ...full,
      stated: [stated('A', 'a')],
    });
    assert.deepEqual(made.close, [{ id: 'B2000-01-01', validTo: '2026-11-20' }]);
    assert.deepEqual(made.counts, { added: 0, changed: 0, closed: 1, unchanged: 1 });
    assert.deepEqual([made.insert, made.supersede], [[], []]);
  });

  it('leaves a code alone that a partial import does not name', () => {
    const made = differenceOf([period('B', 'b', '2000-01-01')], {
      ...full,
      mode: 'partial',
      stated: [stated('A', 'a')],
    });
    assert.deepEqual(made.counts, { added: 1, changed: 0, closed: 0, unchanged: 0 });
    assert.deepEqual(made.close, []);
  });

  it('keeps what a code said before as its history', () => {
    const made = differenceOf([period('A', 'old', '2000-01-01')], { ...full, stated: [stated('A', 'new')] });
    const [before, after] = apply([period('A', 'old', '2000-01-01')], made);
    assert.deepEqual([before?.description, before?.validTo], ['old', '2026-11-20']);
    assert.deepEqual([after?.description, after?.validFrom, after?.validTo], ['new', '2026-11-21', null]);
  });

  it('takes back what begins later than the import speaks from', () => {
    const made = differenceOf([period('A', 'x', '2026-11-21')], { ...full, stated: [stated('A', 'y', '2020-01-01')] });
    assert.deepEqual(made.supersede, ['A2026-11-21']);
    assert.equal(made.counts.changed, 1);
  });

  it('does not count what ended long ago as closed again', () => {
    const made = differenceOf([period('A', 'a', '2000-01-01', '2010-12-31')], { ...full, stated: [] });
    assert.deepEqual(made.counts, { added: 0, changed: 0, closed: 0, unchanged: 0 });
  });

  it('opens a code again that had ended', () => {
    const made = differenceOf([period('A', 'a', '2000-01-01', '2010-12-31')], { ...full, stated: [stated('A', 'a')] });
    assert.deepEqual(made.close, []);
    assert.equal(made.insert[0]?.validFrom, '2026-11-21');
  });

  it('knows the day before across months and leap years', () => {
    assert.deepEqual(['2024-03-01', '2026-01-01'].map(dayBefore), ['2024-02-29', '2025-12-31']);
  });

  const days = fc
    .integer({ min: 0, max: 60 })
    .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
  const codes = fc.uniqueArray(
    fc.record(
      {
        code: fc.constantFrom('A', 'B', 'C'),
        description: fc.constantFrom('x', 'y'),
        validFrom: days,
      },
      { requiredKeys: ['code', 'description'] },
    ),
    { selector: ({ code }) => code },
  );
  const imports = fc.array(fc.record({ stated: codes, validFrom: days, mode: fc.constantFrom('full', 'partial') }), {
    maxLength: 6,
  });

  const overlap = (one: HeldCode, other: HeldCode) =>
    one.validFrom <= (other.validTo ?? '9999') && other.validFrom <= (one.validTo ?? '9999');

  it('never leaves two periods of one code on the same day, and each period ends after it begins', () => {
    fc.assert(
      fc.property(imports, (all) => {
        const held = all.reduce<StoredCode[]>((state, one) => apply(state, differenceOf(state, one)), []);
        for (const [index, one] of held.entries()) {
          assert.ok(one.validTo === null || one.validTo >= one.validFrom);
          assert.ok(!held.slice(index + 1).some((other) => other.code === one.code && overlap(one, other)));
        }
      }),
    );
  });

  it('is empty when the same import is made again', () => {
    fc.assert(
      fc.property(imports, codes, days, (all, again, validFrom) => {
        const held = all.reduce<StoredCode[]>((state, one) => apply(state, differenceOf(state, one)), []);
        const one = { stated: again, validFrom, mode: 'full' as const };
        const after = apply(held, differenceOf(held, one));
        const second = differenceOf(after, one);
        assert.deepEqual([second.insert, second.close, second.supersede], [[], [], []]);
      }),
    );
  });
});
