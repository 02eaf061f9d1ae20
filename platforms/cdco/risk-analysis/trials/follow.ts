/**
 * What happens after an answer: it was given and is not touched. Assessments wait in a queue with a bound and are looked at in
 * short turns between which others work; those that find it full are left out, and counted.
 */
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import type { Assessment, AssessmentRequest } from '../assess-all.ts';

export interface Followed {
  readonly request: AssessmentRequest;
  readonly answer: Assessment;
}

/** Whoever looks. One that fails harms neither the others nor the next turn. */
export type Follower = (followed: Followed) => void;

const mostWaiting = 4096;
const turnMs = 1;
/** A repetition is answered with what was stored: its time is that of the first. */
const freshForMs = 10_000;
const mostRemembered = 8192;

export interface Following {
  saw(requests: readonly AssessmentRequest[], answers: readonly Assessment[], nowMs: number): void;
  waiting(): number;
  /** Resolves when nothing waits any more. */
  emptied(): Promise<void>;
}

export const createFollowing = (
  followers: readonly Follower[],
  log: Logger,
  leftOut: (assessments: number) => void,
): Following => {
  const queue: Followed[] = [];
  const remembered = new Set<string>();
  let working: Promise<void> | undefined;

  const isFresh = ({ assessmentId, assessedAt }: Assessment, nowMs: number): boolean => {
    if (nowMs - Date.parse(assessedAt) > freshForMs || remembered.has(assessmentId)) return false;
    if (remembered.size >= mostRemembered) remembered.delete(remembered.values().next().value!);
    remembered.add(assessmentId);
    return true;
  };

  const tell = (followed: Followed) => {
    for (const follower of followers) {
      try {
        follower(followed);
      } catch (error) {
        log.warn({ err: error, reference: followed.answer.reference }, 'what follows an assessment failed');
      }
    }
  };

  const work = async () => {
    while (queue.length > 0) {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      const untilMs = performance.now() + turnMs;
      let looked = 0;
      while (looked < queue.length && performance.now() < untilMs) {
        tell(queue[looked]!);
        looked += 1;
      }
      queue.splice(0, looked);
    }
    working = undefined;
  };

  return {
    saw: (requests, answers, nowMs) => {
      for (const [position, answer] of answers.entries()) {
        if (!isFresh(answer, nowMs)) continue;
        if (queue.length >= mostWaiting) leftOut(1);
        else queue.push({ request: requests[position]!, answer });
      }
      if (queue.length > 0) working ??= work();
    },
    waiting: () => queue.length,
    emptied: async () => working,
  };
};
