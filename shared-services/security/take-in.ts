/** Events are written, and incidents opened or gone on with, in one transaction. */
import type { Transaction } from '../kit/store/store.ts';
import { judge } from './domain/correlate.ts';
import type { SecurityEvent } from './domain/event.ts';
import { severityAt } from './domain/severity.ts';
import { writeEvents } from './storage/events.ts';
import { goingOn, goOn, type Key, openIncident, windowOf } from './storage/incidents.ts';

const keyOf = ({ kind, sourceKind, source }: Key): string => JSON.stringify([kind, sourceKind, source]);

const correlate = async (transaction: Transaction, events: readonly SecurityEvent[], nowMs: number): Promise<void> => {
  const [key] = events as readonly [SecurityEvent];
  const row = await goingOn(transaction, key);
  const window = await windowOf(transaction, key, nowMs);
  const severity = judge(key.kind, window, row && severityAt(row.severity));
  if (severity === undefined) return;
  if (row === undefined) return openIncident(transaction, key, window, severity, nowMs);
  const added = events.reduce((sum, { count }) => sum + count, 0);
  await goOn(transaction, row, { events: added, window, severity }, nowMs);
};

export const takeIn = async (
  transaction: Transaction,
  events: readonly SecurityEvent[],
  nowMs: number,
): Promise<void> => {
  await writeEvents(transaction, events);
  for (const ofOne of Map.groupBy(events, keyOf).values()) await correlate(transaction, ofOne, nowMs);
};
