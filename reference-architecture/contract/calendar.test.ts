import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOnCalendar } from './calendar.ts';

describe('a date', () => {
  it('is one of the calendar', () => {
    for (const text of ['2026-11-21', '2024-02-29', '2026-12-31T23:59:59Z', '2026-01-01T00:00:00+01:00']) {
      assert.equal(isOnCalendar(text), true, text);
    }
  });
  it('is refused when there is no such day or time', () => {
    for (const text of [
      '2026-99-99T00:00:00Z',
      '0000-01-01',
      '2026-02-29',
      '2026-04-31T10:00:00Z',
      '2026-11-00',
      '2026-11-21T24:00:00Z',
      '2026-11-21T10:60:00Z',
    ]) {
      assert.equal(isOnCalendar(text), false, text);
    }
  });
  it('agrees with the clock of the runtime', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }),
        (date) => isOnCalendar(date.toISOString()),
      ),
    );
  });
});
