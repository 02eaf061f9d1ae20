import type { Clock } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { changeIncident } from './change-incident.ts';

export const closeIncident = (parts: { readonly store: Store; readonly clock: Clock }) =>
  changeIncident('closed', parts);
