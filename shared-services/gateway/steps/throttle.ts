/** Each party has its share, and of it each credential: who sends more waits, and the others do not notice. */
import type { Metrics } from '../../kit/metrics.ts';
import type { Throttle } from '../throttle.ts';
import type { Arrived, Authenticated, Throttled } from './stages.ts';

export interface ThrottleParts {
  /** By party: EORI, Member State. */
  readonly throttle: Throttle;
  /** By what the party proves itself with: a certificate, an account. Absent: there is no share of its own. */
  readonly credentialThrottle?: Throttle;
  readonly metrics: Metrics;
}

const taken = async (throttle: Throttle | undefined, key: string, by: string, metrics: Metrics): Promise<void> => {
  try {
    await throttle?.take(key);
  } catch (error) {
    metrics.turnedAway(by);
    throw error;
  }
};

const held = ({ place }: Arrived, party: string, metrics: Metrics): void => {
  try {
    place.holdFor(party);
  } catch (error) {
    metrics.turnedAway('places');
    throw error;
  }
};

export const throttleCaller =
  ({ throttle, credentialThrottle, metrics }: ThrottleParts) =>
  async <S extends Arrived & Authenticated>(stage: S): Promise<S & Throttled> => {
    const { party, subject } = stage.caller;
    held(stage, party, metrics);
    // The narrower first: a system that runs wild must not use up what is left to the others of its party.
    await taken(credentialThrottle, `${party} ${subject}`.slice(0, 200), 'credential', metrics);
    await taken(throttle, party, 'party', metrics);
    return { ...stage, throttled: true };
  };
