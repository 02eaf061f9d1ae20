/** What the windows of several sources hold, and which incidents go on, with one statement each. */
import type { Transaction } from '../../kit/store/store.ts';
import type { Window } from '../domain/correlate.ts';
import { ruleOf } from '../domain/rules.ts';
import { severityAt } from '../domain/severity.ts';
import type { IncidentRow, Key } from './incidents.ts';

/** Of several at once. */
export const keyTextOf = ({ kind, sourceKind, source }: Key): string => JSON.stringify([kind, sourceKind, source]);

const columnsOf = (keys: readonly Key[]): unknown[][] => [
  keys.map(({ kind }) => kind),
  keys.map(({ sourceKind }) => sourceKind),
  keys.map(({ source }) => source),
];

/** Those that are not closed, locked; by `keyTextOf`. */
export const goingOn = async (
  transaction: Transaction,
  keys: readonly Key[],
): Promise<ReadonlyMap<string, IncidentRow>> => {
  const rows = await transaction.query<IncidentRow>(
    `select * from incident where (kind, source_kind, source) in (select * from unnest($1::text[], $2::text[], $3::text[]))
       and state <> 'closed' for update`,
    columnsOf(keys),
  );
  return new Map(rows.map((row) => [keyTextOf({ ...row, sourceKind: row.source_kind }), row]));
};

/** What was part of an incident that is closed does not open another. */
const countWindows = `
  select wanted.kind, wanted.source_kind, wanted.source, coalesce(sum(event.count), 0) as events,
    count(distinct event.partner) as partners, count(distinct event.credential) as credentials,
    count(distinct event.address) as addresses, coalesce(max(event.severity), 0) as severity
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as wanted (kind, source_kind, source, since)
  left join event on event.kind = wanted.kind and event.source_kind = wanted.source_kind
    and event.source = wanted.source and event.at > wanted.since and event.taken_at > coalesce((
      select max(closed_at) from incident where incident.kind = wanted.kind
        and incident.source_kind = wanted.source_kind and incident.source = wanted.source), '-infinity')
  group by 1, 2, 3`;

type Counts = Readonly<Record<'events' | 'partners' | 'credentials' | 'addresses', string>>;
type WindowRow = Counts & Pick<IncidentRow, 'kind' | 'source_kind' | 'source' | 'severity'>;

export const windowsOf = async (
  transaction: Transaction,
  keys: readonly Key[],
  nowMs: number,
): Promise<ReadonlyMap<string, Window>> => {
  const since = keys.map(({ kind }) => new Date(nowMs - ruleOf(kind).windowMs));
  const rows = await transaction.query<WindowRow>(countWindows, [...columnsOf(keys), since]);
  return new Map(
    rows.map((row) => [
      keyTextOf({ ...row, sourceKind: row.source_kind }),
      {
        events: Number(row.events),
        partners: Number(row.partners),
        credentials: Number(row.credentials),
        addresses: Number(row.addresses),
        severity: severityAt(row.severity),
      },
    ]),
  );
};
