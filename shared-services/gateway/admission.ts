/**
 * Bounds the work under way, so that overload is felt at the door and not in memory. When it gets full, class C waits
 * outside first, then B; class A is taken as long as there is any room.
 */
import type { Priority } from '../../reference-architecture/contract/language.ts';
import { refuse } from './refusals.ts';

export interface AdmissionLimits {
  /** Requests under way at once. */
  readonly maxUnderWay: number;
  /** Of these, for one party: what it begins and breaks off, or sends slowly, must not leave the others without. */
  readonly maxUnderWayOfParty: number;
  /** Callers that wait for news at once; they cost a connection and nothing else. */
  readonly maxWaiting: number;
  /** Of these, for one party. */
  readonly maxWaitingOfParty: number;
  /** What a refused caller is told to wait. */
  readonly retryAfterMs: number;
}

export const defaultAdmissionLimits: AdmissionLimits = {
  maxUnderWay: 1024,
  maxUnderWayOfParty: 384,
  maxWaiting: 10_000,
  maxWaitingOfParty: 16,
  retryAfterMs: 2000,
};

/** One request's place. Each is left once, however often it is said. */
export interface Place {
  /** Called first. @throws {Refusal} there is no room for anybody */
  take(): void;
  /** Called when it is known whose the request is. @throws {Refusal} too many of this party are under way */
  holdFor(party: string): void;
  /** Called when the operation is known. @throws {Refusal} there is no room for this class */
  assertRoomFor(priority: Priority): void;
  /** Gives the place to others while the caller waits for news. @throws {Refusal} too many wait already, or too many of this party */
  wait(party: string): void;
  leave(): void;
}

export interface Admission {
  /** A place for one request; it counts from when it is taken. */
  place(): Place;
  readonly underWay: () => number;
  readonly waiting: () => number;
}

/** Share of the places that a class may find taken before it is refused. */
const shareOf: Readonly<Record<Priority, number>> = { A: 1, B: 0.8, C: 0.5 };

/** How many there are of each; nobody is remembered who has none. */
const createTally = () => {
  const counts = new Map<string, number>();
  return {
    of: (party: string) => counts.get(party) ?? 0,
    change: (party: string, by: 1 | -1) => {
      const count = (counts.get(party) ?? 0) + by;
      if (count === 0) counts.delete(party);
      else counts.set(party, count);
    },
  };
};

const createWaiting = ({ maxWaiting, maxWaitingOfParty, retryAfterMs }: AdmissionLimits) => {
  const tally = createTally();
  let waiting = 0;
  const change = (party: string, by: 1 | -1) => {
    waiting += by;
    tally.change(party, by);
  };
  return {
    count: () => waiting,
    begin: (party: string): (() => void) => {
      if (waiting >= maxWaiting) throw refuse('OVERLOADED', { retryAfterMs });
      if (tally.of(party) >= maxWaitingOfParty) throw refuse('THROTTLED', { retryAfterMs });
      change(party, 1);
      return () => change(party, -1);
    },
  };
};

export const createAdmission = (limits: AdmissionLimits = defaultAdmissionLimits): Admission => {
  const { maxUnderWay, maxUnderWayOfParty, retryAfterMs } = limits;
  let underWay = 0;
  const ofParty = createTally();
  const waiting = createWaiting(limits);
  const overloaded = () => refuse('OVERLOADED', { retryAfterMs });

  const place = (): Place => {
    let leave = () => {};
    return {
      take: () => {
        if (underWay >= maxUnderWay) throw overloaded();
        underWay += 1;
        leave = () => {
          underWay -= 1;
        };
      },
      holdFor: (party) => {
        if (ofParty.of(party) >= maxUnderWayOfParty) throw refuse('THROTTLED', { retryAfterMs });
        ofParty.change(party, 1);
        const free = leave;
        leave = () => {
          ofParty.change(party, -1);
          free();
        };
      },
      assertRoomFor: (priority) => {
        // The place itself is counted already.
        if (underWay - 1 >= maxUnderWay * shareOf[priority]) throw overloaded();
      },
      wait: (party) => {
        const stopWaiting = waiting.begin(party);
        leave();
        leave = stopWaiting;
      },
      leave: () => {
        leave();
        leave = () => {};
      },
    };
  };
  return { place, underWay: () => underWay, waiting: waiting.count };
};
