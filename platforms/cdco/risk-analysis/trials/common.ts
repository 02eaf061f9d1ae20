/** What the operations on trials have in common. */
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import { type Fault, Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';

export interface TrialParts {
  readonly store: Store;
  readonly clock: Clock;
}

export const subjectMissing = (path: readonly (string | number)[], message: string) =>
  new Refusal({
    code: 'RISK_TRIAL_SUBJECT',
    status: 'invalid',
    title: 'A draft or profile that is to be tried is not there, or none is named.',
    faults: [{ code: 'RISK_TRIAL_SUBJECT', path: path as Fault['path'], message }],
  });

export const trialUnknown = (id: string) =>
  new Refusal({ code: 'RISK_TRIAL_UNKNOWN', status: 'notFound', title: `There is no trial ${id}.` });

export const trialDiffers = (reference: string) =>
  new Refusal({
    code: 'RISK_TRIAL_DIFFERS',
    status: 'conflict',
    title: `Another trial has the reference ${reference}; it stands.`,
  });
