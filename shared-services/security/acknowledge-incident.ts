import type { Clock } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { changeIncident } from './change-incident.ts';

export const acknowledgeIncident = (parts: { readonly store: Store; readonly clock: Clock }) =>
  changeIncident('acknowledged', parts);
