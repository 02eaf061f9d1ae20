import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEffectiveOn, type Mandate, stateOn, windowOn } from './mandate.ts';
import { storedStates } from './words.ts';

const dayMs = 86_400_000;
const dayOf = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);
/** Days since 1970; two centuries of them. */
const anyDay = fc.integer({ min: 0, max: 73_000 });
const anyWindow = fc.tuple(anyDay, fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }));

const mandate = (more: Partial<Mandate> = {}): Mandate => ({
  mandateId: 'm1',
  reference: 'r',
  mandator: 'BE0000000001',
  mandatary: 'DE000000000000002',
  principal: 'BE0000000001',
  kind: 'directRepresentation',
  profile: 'representative',
  scope: ['entry'],
  validFrom: '2026-01-01',
  maySubDelegate: false,
  state: 'inForce',
  proposedAtMs: 0,
  changedAtMs: 0,
  ...more,
});

const windowed = (from: number, length: number | undefined) => ({
  validFrom: dayOf(from),
  ...(length === undefined ? {} : { validTo: dayOf(from + length) }),
});

describe('the days of a mandate', () => {
  it('are those from the first to the last, both included, whatever they are', () =>
    fc.assert(
      fc.property(anyWindow, anyDay, ([from, length], day) => {
        const expected = day < from ? 'notYet' : length !== undefined && day > from + length ? 'over' : 'open';
        assert.equal(windowOn(windowed(from, length), dayOf(day)), expected);
      }),
    ));

  it('come in this order, and none comes twice', () =>
    fc.assert(
      fc.property(anyWindow, anyDay, anyDay, ([from, length], a, b) => {
        const order = ['notYet', 'open', 'over'];
        const of = (day: number) => order.indexOf(windowOn(windowed(from, length), dayOf(day)));
        assert.ok(of(Math.min(a, b)) <= of(Math.max(a, b)));
      }),
    ));

  it('entitle only while it is in force, and what it is based on as well', () =>
    fc.assert(
      fc.property(
        fc.tuple(anyWindow, fc.constantFrom(...storedStates)),
        fc.tuple(anyWindow, fc.constantFrom(...storedStates)),
        anyDay,
        ([[from, length], state], [[baseFrom, baseLength], baseState], number) => {
          const day = dayOf(number);
          const own = mandate({ ...windowed(from, length), state, basedOn: 'm0' });
          const base = mandate({ ...windowed(baseFrom, baseLength), state: baseState, mandateId: 'm0' });
          const expected = [own, base].every((one) => one.state === 'inForce' && windowOn(one, day) === 'open');
          assert.equal(isEffectiveOn({ mandate: own, base }, day), expected);
        },
      ),
    ));
});

describe('the state of a mandate', () => {
  it('is expired after its last day, unless it ended otherwise before', () => {
    const ended = { validTo: '2026-06-30' };
    for (const [state, told] of [
      ['proposed', 'expired'],
      ['inForce', 'expired'],
      ['declined', 'declined'],
      ['revoked', 'revoked'],
      ['replaced', 'replaced'],
    ] as const) {
      assert.equal(stateOn(mandate({ ...ended, state }), '2026-06-30'), state);
      assert.equal(stateOn(mandate({ ...ended, state }), '2026-07-01'), told);
    }
  });

  it('that is based on another which nobody knows entitles to nothing', () =>
    assert.equal(isEffectiveOn({ mandate: mandate({ basedOn: 'm0' }) }, '2026-02-01'), false));
});
