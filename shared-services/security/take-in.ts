/** Events are written, and incidents opened or gone on with, in one transaction. */
import type { Transaction } from '../kit/store/store.ts';
import { judge, type Window } from './domain/correlate.ts';
import type { SecurityEvent } from './domain/event.ts';
import { severityAt } from './domain/severity.ts';
import { writeEvents } from './storage/events.ts';
import { type GoneOn, goOnAll, type IncidentRow, openIncident } from './storage/incidents.ts';
import { goingOn, keyTextOf, windowsOf } from './storage/windows.ts';

interface Of {
  readonly events: readonly SecurityEvent[];
  readonly window: Window;
  readonly row: IncidentRow | undefined;
}

/** What an incident goes on with; a new one is opened. */
const correlate = (transaction: Transaction, { events, window, row }: Of, nowMs: number): readonly GoneOn[] => {
  const [key] = events as readonly [SecurityEvent];
  const severity = judge(key.kind, window, row && severityAt(row.severity));
  if (severity === undefined) return [];
  if (row !== undefined) return [{ row, window, severity, events: events.reduce((sum, { count }) => sum + count, 0) }];
  openIncident(transaction, key, window, severity, nowMs);
  return [];
};

export const takeIn = async (
  transaction: Transaction,
  events: readonly SecurityEvent[],
  nowMs: number,
): Promise<void> => {
  if (events.length === 0) return;
  await writeEvents(transaction, events);
  const bySource = Map.groupBy(events, keyTextOf);
  const keys = [...bySource.values()].map(([first]) => first!);
  const windows = await windowsOf(transaction, keys, nowMs);
  const standing = await goingOn(transaction, keys);
  const goneOn = [...bySource].flatMap(([key, ofOne]) => {
    const window = windows.get(key);
    return window === undefined ? [] : correlate(transaction, { events: ofOne, window, row: standing.get(key) }, nowMs);
  });
  if (goneOn.length > 0) await goOnAll(transaction, goneOn, nowMs);
};
