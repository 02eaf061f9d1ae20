/** Each trader has its share; who sends more waits, and the others do not notice. */
import type { Throttle } from '../../../shared-services/gateway/throttle.ts';
import type { Authenticated, Identified, Throttled } from '../stages.ts';

export interface ThrottleParts {
  readonly throttle: Throttle;
}

export const throttleCaller =
  ({ throttle }: ThrottleParts) =>
  async <S extends Identified & Authenticated>(stage: S): Promise<S & Throttled> => {
    await throttle.take(stage.caller.party);
    return { ...stage, throttled: true };
  };
