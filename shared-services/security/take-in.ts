/** Events are written, and incidents opened or gone on with, in one transaction. */
import type { Transaction } from '../kit/store/store.ts';
import { judge, type Window } from './domain/correlate.ts';
import type { SecurityEvent } from './domain/event.ts';
import { severityAt } from './domain/severity.ts';
import { writeEvents } from './storage/events.ts';
import { goingOn, goOn, type IncidentRow, keyTextOf, openIncident, windowsOf } from './storage/incidents.ts';

interface Of {
  readonly events: readonly SecurityEvent[];
  readonly window: Window;
  readonly row: IncidentRow | undefined;
}

const correlate = async (transaction: Transaction, { events, window, row }: Of, nowMs: number): Promise<void> => {
  const [key] = events as readonly [SecurityEvent];
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
  if (events.length === 0) return;
  await writeEvents(transaction, events);
  const bySource = Map.groupBy(events, keyTextOf);
  const keys = [...bySource.values()].map(([first]) => first!);
  const windows = await windowsOf(transaction, keys, nowMs);
  const standing = await goingOn(transaction, keys);
  for (const [key, ofOne] of bySource) {
    const window = windows.get(key);
    if (window !== undefined) await correlate(transaction, { events: ofOne, window, row: standing.get(key) }, nowMs);
  }
};
