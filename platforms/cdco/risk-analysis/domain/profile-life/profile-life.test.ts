import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf, leadMs } from './activation.ts';
import { type Happening, happenings, obstacleTo, type Step, stateOf } from './life.ts';
import { mayBeSame, type Person } from './person.ts';
import { holdsAt, switchesAfter } from './span.ts';

const person: fc.Arbitrary<Person> = fc.record(
  { subject: fc.constantFrom('a', 'b', 'c'), official: fc.constantFrom('x', 'y') },
  { requiredKeys: ['subject'] },
);

/** Whatever is tried, only what has no obstacle happens. */
const lived = (tried: readonly (readonly [Happening, Person])[], drafter: Person): Step[] => {
  const steps: Step[] = [{ what: 'drafted', by: drafter, atMs: 0, why: 'drafted' }];
  for (const [what, by] of tried) {
    if (obstacleTo(steps, what, by) === undefined) steps.push({ what, by, atMs: steps.length, why: what });
  }
  return steps;
};

const tries = fc.array(fc.tuple(fc.constantFrom(...happenings), person), { maxLength: 12 });

describe('the life of a profile version', () => {
  it('has at most one decision, after the check, and an approval is by another person', () => {
    fc.assert(
      fc.property(tries, person, (tried, drafter) => {
        const steps = lived(tried, drafter);
        const approvals = steps.filter(({ what }) => what === 'approved');
        const decisions = steps.filter(({ what }) => what === 'approved' || what === 'rejected');
        assert.ok(decisions.length <= 1);
        if (decisions.length === 1) assert.equal(steps.at(-1), decisions[0]);
        for (const { by } of approvals) {
          assert.ok(!mayBeSame(by, drafter));
          assert.equal(steps.at(-2)?.what, 'checked');
        }
      }),
    );
  });

  it('is approved by somebody sometimes', () => {
    const steps = lived(
      [
        ['checked', { subject: 'a' }],
        ['approved', { subject: 'a' }],
        ['approved', { subject: 'b' }],
      ],
      { subject: 'a' },
    );
    assert.deepEqual(
      steps.map(({ what, by }) => `${what} ${by.subject}`),
      ['drafted a', 'checked a', 'approved b'],
    );
  });

  it('goes by the clock after its approval: approved, active, retired', () => {
    const steps = lived(
      [
        ['checked', { subject: 'a' }],
        ['approved', { subject: 'b' }],
      ],
      { subject: 'a' },
    );
    const span = { fromMs: 1000, untilMs: 2000 };
    assert.deepEqual(
      [999, 1000, 1999, 2000].map((nowMs) => stateOf(steps, span, nowMs)),
      ['approved', 'active', 'active', 'retired'],
    );
    assert.equal(stateOf(steps.slice(0, 1), undefined, 0), 'draft');
    assert.equal(stateOf(steps.slice(0, 2), undefined, 0), 'checked');
  });
});

describe('people', () => {
  it('are the same in both directions, and to themselves', () => {
    fc.assert(fc.property(person, person, (one, other) => mayBeSame(one, other) === mayBeSame(other, one)));
    fc.assert(fc.property(person, (one) => mayBeSame(one, one)));
  });

  it('are officials before they are systems; a system without an official is not a second person', () => {
    assert.ok(mayBeSame({ subject: 'a', official: 'x' }, { subject: 'b', official: 'x' }));
    assert.ok(!mayBeSame({ subject: 'a', official: 'x' }, { subject: 'a', official: 'y' }));
    assert.ok(mayBeSame({ subject: 'a', official: 'x' }, { subject: 'a' }));
    assert.ok(!mayBeSame({ subject: 'a' }, { subject: 'b' }));
  });
});

describe('the instant of activation', () => {
  const instants = fc.integer({ min: 0, max: 4e12 });

  it('is a whole second, not before the wish, and early enough known everywhere', () => {
    fc.assert(
      fc.property(instants, fc.option(instants, { nil: undefined }), (nowMs, wishedMs) => {
        const instant = instantOf(nowMs, wishedMs);
        assert.equal(instant % 1000, 0);
        assert.ok(instant >= nowMs + leadMs && instant >= (wishedMs ?? 0));
        assert.ok(instant < Math.max(nowMs + leadMs, wishedMs ?? 0) + 1000);
      }),
    );
    assert.ok(leadMs < 60_000);
  });

  it('is the only time at which what is held changes', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
      .map(([fromMs, untilMs]) => ({ fromMs, untilMs }));
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 0, max: 9 }), (spans, atMs) => {
        const switches = switchesAfter(spans, atMs);
        const held = (when: number) => spans.map((one) => holdsAt(one, when)).join();
        for (let next = atMs + 1; next < 12; next += 1) {
          if (!switches.includes(next)) assert.equal(held(next), held(next - 1));
        }
      }),
    );
  });
});
