/** Each party has its share; who sends more waits, and the others do not notice. */
import type { Throttle } from '../throttle.ts';
import type { Authenticated, Throttled } from './stages.ts';

export interface ThrottleParts {
  readonly throttle: Throttle;
}

export const throttleCaller =
  ({ throttle }: ThrottleParts) =>
  async <S extends Authenticated>(stage: S): Promise<S & Throttled> => {
    await throttle.take(stage.caller.party);
    return { ...stage, throttled: true };
  };
