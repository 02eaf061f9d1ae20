import assert from 'node:assert/strict';
import fc from 'fast-check';
import { remainder } from './check-digit.ts';
import { isMrn, issueMrn, memberStateOfMrn } from './mrn.ts';

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const country = fc.tuple(letter, letter).map((both) => both.join(''));
const serial = fc.integer({ min: 0, max: 99_999_999_999 });
const parts = fc.record({
  year: fc.integer({ min: 2020, max: 2099 }),
  memberState: country,
  serial,
  traderInterface: letter,
  procedure: letter,
});

const replaced = (text: string, position: number, character: string) =>
  text.slice(0, position) + character + text.slice(position + 1);

describe('MRN (R3004)', () => {
  it('has year, country, serial, trader interface, procedure and check digit in their places', () => {
    const mrn = issueMrn({ year: 2026, memberState: 'BE', serial: 42, traderInterface: 'A', procedure: 'T' });
    assert.match(mrn, /^26BE00000000042AT\d$/);
    assert.equal(memberStateOfMrn(mrn), 'BE');
  });

  it('has the check digit of the 1999 administrative arrangement', () => {
    // By hand: 9 x 1 + 9 x 2 + 15 x 4 + 30 x 8 = 327, and 327 = 29 x 11 + 8.
    assert.equal(remainder('99ES'), 8);
    assert.equal(remainder('B'), 1);
    assert.equal(remainder('L'), 1);
    assert.equal(remainder('V'), 1);
    assert.equal(remainder('Z'), 38 % 11);
  });

  it('is recognised however it was issued', () => {
    fc.assert(fc.property(parts, (of) => isMrn(issueMrn(of))));
  });

  it('differs for different serials, and takes the largest', () => {
    fc.assert(
      fc.property(parts, serial, (of, other) => {
        fc.pre(of.serial !== other);
        assert.notEqual(issueMrn(of), issueMrn({ ...of, serial: other }));
      }),
    );
    assert.ok(isMrn(issueMrn({ year: 2026, memberState: 'DE', serial: 99_999_999_999n })));
  });

  it('shows every exchanged digit, but for remainders 0 and 10, which share the check digit 0', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 10 }), fc.constantFrom(...'0123456789'), (of, place, digit) => {
        const mrn = issueMrn(of);
        const position = place + 4;
        fc.pre(mrn[position] !== digit);
        const wrong = replaced(mrn, position, digit);
        const remainders = [remainder(mrn.slice(0, 17)), remainder(wrong.slice(0, 17))];
        assert.notEqual(remainders[0], remainders[1]);
        assert.equal(
          isMrn(wrong),
          remainders.every((one) => one % 10 === 0),
        );
      }),
    );
  });

  it('shows every wrong check digit', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(...'0123456789'), (of, digit) => {
        const mrn = issueMrn(of);
        assert.equal(isMrn(replaced(mrn, 17, digit)), mrn[17] === digit);
      }),
    );
  });

  it('is not another structure', () => {
    const good = issueMrn({ year: 2026, memberState: 'BE', serial: 1 });
    for (const text of ['', good.slice(1), `${good}0`, good.toLowerCase(), ` ${good.slice(1)}`])
      assert.equal(isMrn(text), false, text);
  });

  it('is not issued from parts that do not fit', () => {
    const good = { year: 2026, memberState: 'BE', serial: 1 };
    for (const wrong of [
      { year: 26 },
      { year: 2026.5 },
      { memberState: 'be' },
      { memberState: 'BEL' },
      { serial: -1 },
      { serial: 1.5 },
      { serial: 100_000_000_000 },
      { traderInterface: '1' },
      { procedure: '' },
    ])
      assert.throws(() => issueMrn({ ...good, ...wrong }), RangeError);
  });
});
