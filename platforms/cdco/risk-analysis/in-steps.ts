import { setImmediate as others } from 'node:timers/promises';

/** Works in steps: nobody else waits longer than for one of them. */
export const inSteps = async <Result>(work: Generator<void, Result>): Promise<Result> => {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await others();
  }
};

/** Without a pause. */
export const atOnce = <Result>(work: Generator<void, Result>): Result => {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};
