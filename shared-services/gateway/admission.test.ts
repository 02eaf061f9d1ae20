import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createAdmission } from './admission.ts';

const limits = { maxUnderWay: 10, maxUnderWayOfParty: 10, maxWaiting: 3, maxWaitingOfParty: 2, retryAfterMs: 1000 };

describe('admission', () => {
  it('counts a place once, however often it is left', () => {
    const admission = createAdmission(limits);
    const place = admission.place();
    place.leave();
    place.take();
    assert.equal(admission.underWay(), 1);
    place.leave();
    place.leave();
    assert.equal(admission.underWay(), 0);
  });

  it('bounds how many wait, of one party and of all', () => {
    const admission = createAdmission(limits);
    const wait = (party: string) => {
      const place = admission.place();
      place.take();
      try {
        place.wait(party);
      } catch (error) {
        place.leave();
        throw error;
      }
      return place;
    };
    const first = wait('A');
    wait('A');
    assert.throws(() => wait('A'), /THROTTLED/);
    wait('B');
    assert.throws(() => wait('C'), /OVERLOADED/);
    assert.deepEqual([admission.underWay(), admission.waiting()], [0, 3]);
    first.leave();
    wait('A');
  });

  it('bounds how many of one party are under way, so that there is room for the others', () => {
    const admission = createAdmission({ ...limits, maxUnderWayOfParty: 2 });
    const begin = (party: string) => {
      const place = admission.place();
      place.take();
      try {
        place.holdFor(party);
      } catch (error) {
        place.leave();
        throw error;
      }
      return place;
    };
    const [first, second] = [begin('A'), begin('A')];
    assert.throws(() => begin('A'), /THROTTLED/);
    begin('B');
    first.leave();
    first.leave();
    begin('A');
    assert.throws(() => begin('A'), /THROTTLED/);
    second.wait('A');
    begin('A');
    assert.equal(admission.underWay(), 3);
  });

  it('never lets more in than there are places, and in the end has all of them back', () => {
    const action = fc.record({
      of: fc.nat(30),
      what: fc.constantFrom('take', 'wait', 'leave') as fc.Arbitrary<'take' | 'wait' | 'leave'>,
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
        const admission = createAdmission(limits);
        const places = Array.from({ length: 31 }, () => admission.place());
        const state = places.map(() => 'new');
        for (const { of, what } of actions) {
          const allowed = { take: 'new', wait: 'take', leave: state[of] === 'new' ? '' : state[of] }[what];
          if (state[of] !== allowed) continue;
          try {
            places[of]![what]('party');
            state[of] = what;
          } catch {
            // Refused: the place stays as it was.
          }
          assert.ok(admission.underWay() >= 0 && admission.underWay() <= 10 && admission.waiting() <= 2);
        }
        for (const place of places) place.leave();
        assert.deepEqual([admission.underWay(), admission.waiting()], [0, 0]);
      }),
    );
  });
});
