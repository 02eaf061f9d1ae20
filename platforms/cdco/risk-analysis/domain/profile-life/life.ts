/**
 * The life of a version of a profile: draft, checked, approved by another person, active from an instant on, retired; or
 * rejected. What happened is a list that only grows; the state follows from it and the time.
 */
import { mayBeSame, type Person } from './person.ts';
import type { Span } from './span.ts';

export const states = ['draft', 'checked', 'approved', 'active', 'retired', 'rejected'] as const;
export type State = (typeof states)[number];

export const happenings = ['drafted', 'checked', 'approved', 'rejected'] as const;
export type Happening = (typeof happenings)[number];

export interface Step {
  readonly what: Happening;
  readonly by: Person;
  readonly atMs: number;
  readonly why: string;
}

/** Why something cannot be done now. */
export type Obstacle = 'samePerson' | 'decided' | 'unchecked';

const follows: Readonly<Record<Happening, readonly Happening[]>> = {
  drafted: ['checked', 'rejected'],
  checked: ['approved', 'rejected'],
  approved: [],
  rejected: [],
};

/** @param steps in the order in which they happened; the first is the draft */
export const obstacleTo = (steps: readonly Step[], what: Happening, by: Person): Obstacle | undefined => {
  const last = steps.at(-1)!.what;
  if (follows[last].length === 0) return 'decided';
  if (!follows[last].includes(what)) return 'unchecked';
  return what === 'approved' && mayBeSame(steps[0]!.by, by) ? 'samePerson' : undefined;
};

const byTime = ({ fromMs, untilMs }: Span, nowMs: number): State =>
  nowMs >= untilMs ? 'retired' : nowMs >= fromMs ? 'active' : 'approved';

/** @param span of the version that was made of it; from when until when it is held */
export const stateOf = (steps: readonly Step[], span: Span | undefined, nowMs: number): State => {
  const { what } = steps.at(-1)!;
  if (what === 'drafted') return 'draft';
  if (what !== 'approved') return what;
  return span === undefined ? 'approved' : byTime(span, nowMs);
};
