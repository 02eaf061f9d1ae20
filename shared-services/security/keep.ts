/** What comes round: what is over is ended, what is old is forgotten. */
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { proposalMs } from './domain/response.ts';
import { quietMs } from './domain/rules.ts';
import { forgetEvents } from './storage/events.ts';
import { closeQuiet, forgetIncidents } from './storage/incidents.ts';
import { forgetReporters } from './storage/reporters.ts';
import { endResponses } from './storage/responses.ts';
import { forgetTraffic } from './storage/traffic.ts';

export interface Bounds {
  readonly days: number;
  readonly rows: number;
}

export const defaultBounds: Bounds = { days: 90, rows: 2_000_000 };

export const endWhatIsOver = async (store: Store, clock: Clock): Promise<void> => {
  const nowMs = clock.nowMs();
  await closeQuiet(store, nowMs - quietMs, nowMs);
  await endResponses(store, nowMs, nowMs - proposalMs);
};

export const forgetWhatIsOld = async (store: Store, { days, rows }: Bounds): Promise<void> => {
  await forgetEvents(store, days, rows);
  await forgetIncidents(store, days);
  await forgetReporters(store);
  await forgetTraffic(store);
};
