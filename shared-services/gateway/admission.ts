/**
 * Bounds the work under way, so that overload is felt at the door and not in memory. When it gets full, class C waits
 * outside first, then B; class A is taken as long as there is any room.
 */
import type { Priority } from '../../reference-architecture/contract/language.ts';
import { refuse } from './refusals.ts';

export interface AdmissionLimits {
  /** Requests under way at once. */
  readonly maxUnderWay: number;
  /** Callers that wait for news at once; they cost a connection and nothing else. */
  readonly maxWaiting: number;
  /** What a refused caller is told to wait. */
  readonly retryAfterMs: number;
}

export const defaultAdmissionLimits: AdmissionLimits = { maxUnderWay: 1024, maxWaiting: 10_000, retryAfterMs: 2000 };

/** One request's place. Each is left once, however often it is said. */
export interface Place {
  /** Called when the operation is known. @throws {Refusal} there is no room for this class */
  assertRoomFor(priority: Priority): void;
  /** Gives the place to others while the caller waits for news. @throws {Refusal} too many wait already */
  wait(): void;
  leave(): void;
}

export interface Admission {
  /** @throws {Refusal} there is no room for anybody */
  enter(): Place;
  readonly underWay: () => number;
  readonly waiting: () => number;
}

/** Share of the places that a class may find taken before it is refused. */
const shareOf: Readonly<Record<Priority, number>> = { A: 1, B: 0.8, C: 0.5 };

export const createAdmission = (limits: AdmissionLimits = defaultAdmissionLimits): Admission => {
  const { maxUnderWay, maxWaiting, retryAfterMs } = limits;
  let underWay = 0;
  let waiting = 0;
  const overloaded = () => refuse('OVERLOADED', { retryAfterMs });

  const enter = (): Place => {
    if (underWay >= maxUnderWay) throw overloaded();
    underWay += 1;
    let state: 'working' | 'waiting' | 'gone' = 'working';
    return {
      assertRoomFor: (priority) => {
        // The place itself is counted already.
        if (underWay - 1 >= maxUnderWay * shareOf[priority]) throw overloaded();
      },
      wait: () => {
        if (state !== 'working') return;
        if (waiting >= maxWaiting) throw overloaded();
        state = 'waiting';
        underWay -= 1;
        waiting += 1;
      },
      leave: () => {
        if (state === 'working') underWay -= 1;
        if (state === 'waiting') waiting -= 1;
        state = 'gone';
      },
    };
  };
  return { enter, underWay: () => underWay, waiting: () => waiting };
};
