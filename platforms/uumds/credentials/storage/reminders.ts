/** Credentials in use that end soon, each as often as there are leads. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

export type EndingKind = 'seal' | 'apiClient' | 'apiClientCertificate';

export interface Ending {
  readonly kind: EndingKind;
  readonly eori: string;
  /** What the operator calls the system; of a seal whose it is. */
  readonly name: string;
  readonly clientId?: string;
  readonly fingerprint256?: string;
  readonly endsAtMs: number;
}

export interface Round {
  readonly atMs: number;
  readonly leadDays: readonly number[];
  readonly limit: number;
}

interface Row {
  readonly kind: EndingKind;
  readonly eori: string;
  readonly name: string;
  readonly client_id: string | null;
  readonly fingerprint256: string | null;
  readonly ends_at: Date;
}

/** What is used, and has no successor that is used beside it; with the time since which it is there. */
const inUse = `
  select 'seal' as kind, eori, subject as name, null as client_id, fingerprint256, usable_until as ends_at, registered_at as since,
    fingerprint256 as credential
  from seal where state in ('registered', 'active') and usable_until between $1 and $2
    and not exists (select 1 from seal as next where next.replaces = seal.fingerprint256 and next.state <> 'revoked')
  union all
  select 'apiClient', eori, name, client_id, null, valid_until, registered_at, client_id
  from api_client where state = 'active' and valid_until between $1 and $2
  union all
  select 'apiClientCertificate', eori, name, client_id, encode(decode(rpad(translate(thumbprint, '-_', '+/'), 44, '='), 'base64'), 'hex'),
    not_after, added_at, client_id || ' ' || thumbprint
  from api_client_key join api_client using (client_id)
  where state = 'active' and kind = 'certificate' and retires_at is null and not_after between $1 and $2`;

const dayMs = 86_400_000;

const endingOf = (row: Row): Ending => ({
  ...{ kind: row.kind, eori: row.eori, name: row.name, endsAtMs: row.ends_at.getTime() },
  ...(row.client_id === null ? {} : { clientId: row.client_id }),
  ...(row.fingerprint256 === null ? {} : { fingerprint256: row.fingerprint256 }),
});

/** Notes those that come due, and says which; of what was told by another process nothing. */
export const noteDue = async (transaction: Transaction, { atMs, leadDays, limit }: Round): Promise<Ending[]> => {
  const untilMs = atMs + Math.max(...leadDays) * dayMs;
  const rows = await transaction.query<Row>(
    `with due as (
       select used.*, lead from (${inUse}) as used cross join unnest($3::integer[]) as lead
       where ends_at <= $1::timestamptz + make_interval(days => lead) and since < ends_at - make_interval(days => lead)
         and not exists (select 1 from credential_reminder as told where told.kind = used.kind
           and told.credential = used.credential and told.ends_at = used.ends_at and told.lead_days = lead)
       order by ends_at, credential limit $4),
     told as (
       insert into credential_reminder (kind, credential, ends_at, lead_days, told_at)
       select kind, credential, ends_at, lead, $1 from due on conflict do nothing returning kind, credential)
     select distinct due.kind, eori, name, client_id, fingerprint256, ends_at
     from due join told on told.kind = due.kind and told.credential = due.credential order by ends_at`,
    [new Date(atMs), new Date(untilMs), leadDays, limit],
  );
  return rows.map(endingOf);
};
