/** Rows as they are told. */
import { toSecond } from '../kit/clock.ts';
import { severityAt } from './domain/severity.ts';
import type { EventRow } from './storage/events.ts';
import type { IncidentRow, StepRow } from './storage/incidents.ts';

type Given<T> = { [Name in keyof T]: Exclude<T[Name], null> };

/** What is null was not there. */
export const given = <T extends object>(row: T): Partial<Given<T>> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as never;

export const instantOf = (date: Date): string => toSecond(date.getTime());

export const eventView = (row: EventRow) => {
  const { id, at, platform, kind, code, severity, count, conversation_id: conversationId } = row;
  const { partner, credential, address, country, protocol, operation, detail } = row;
  return {
    ...{ id, at: instantOf(at), platform, kind, code, severity: severityAt(severity), count },
    ...given({ partner, credential, address, country, protocol, operation, conversationId, detail }),
  };
};

export const incidentView = (row: IncidentRow) => ({
  incidentId: row.id,
  kind: row.kind,
  sourceKind: row.source_kind,
  source: row.source,
  severity: severityAt(row.severity),
  state: row.state,
  openedAt: instantOf(row.opened_at),
  lastSeenAt: instantOf(row.last_seen_at),
  events: Number(row.events),
  partners: row.partners,
  credentials: row.credentials,
  addresses: row.addresses,
  ...given({
    acknowledgedBy: row.acknowledged_by,
    closedBy: row.closed_by,
    closedAt: row.closed_at && instantOf(row.closed_at),
  }),
});

export const stepView = ({ at, step, by_subject: by, note }: StepRow) => ({
  at: instantOf(at),
  step,
  ...given({ by, note }),
});

export const listed = <T>(name: string, all: readonly T[]): Record<string, T[]> =>
  all.length === 0 ? {} : { [name]: [...all] };
