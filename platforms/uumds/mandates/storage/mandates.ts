/** Mandates as they are read from their rows. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Mandate, MandateWithBase } from '../domain/mandate.ts';
import type { Kind, ScopeProfile, StoredState } from '../domain/words.ts';

export type Queries = Pick<Store, 'query'>;

interface MandateRow {
  readonly mandate_id: string;
  readonly mandator: string;
  readonly reference: string;
  readonly mandatary: string;
  readonly principal: string;
  readonly kind: Kind;
  readonly profile: ScopeProfile;
  readonly scope: readonly string[];
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly may_sub_delegate: boolean;
  readonly based_on: string | null;
  readonly replaces: string | null;
  readonly replaced_by: string | null;
  readonly state: StoredState;
  readonly proposed_at: number;
  readonly changed_at: number;
}

/** One column, so that a mandate and the one that it is based on come in one row; days and times as the domain has them. */
const asJson = (of: string) => `json_build_object('mandate_id', ${of}.mandate_id, 'mandator', ${of}.mandator,
  'reference', ${of}.reference, 'mandatary', ${of}.mandatary, 'principal', ${of}.principal, 'kind', ${of}.kind,
  'profile', ${of}.profile, 'scope', ${of}.scope, 'valid_from', ${of}.valid_from, 'valid_to', ${of}.valid_to,
  'may_sub_delegate', ${of}.may_sub_delegate, 'based_on', ${of}.based_on, 'replaces', ${of}.replaces,
  'replaced_by', ${of}.replaced_by, 'state', ${of}.state,
  'proposed_at', round(extract(epoch from ${of}.proposed_at) * 1000),
  'changed_at', round(extract(epoch from ${of}.changed_at) * 1000))`;

const selected = `select ${asJson('mandate')} as mandate, case when base.mandate_id is null then null else ${asJson('base')} end as base
  from mandate left join mandate as base on base.mandate_id = mandate.based_on`;

const mandateOf = (row: MandateRow): Mandate => ({
  mandateId: row.mandate_id,
  reference: row.reference,
  mandator: row.mandator,
  mandatary: row.mandatary,
  principal: row.principal,
  kind: row.kind,
  profile: row.profile,
  scope: row.scope,
  validFrom: row.valid_from,
  ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  maySubDelegate: row.may_sub_delegate,
  ...(row.based_on === null ? {} : { basedOn: row.based_on }),
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
  state: row.state,
  proposedAtMs: row.proposed_at,
  changedAtMs: row.changed_at,
});

interface Row {
  readonly mandate: MandateRow;
  readonly base: MandateRow | null;
}

const withBase = ({ mandate, base }: Row): MandateWithBase => ({
  mandate: mandateOf(mandate),
  ...(base === null ? {} : { base: mandateOf(base) }),
});

export const readMandate = async (queries: Queries, mandateId: string): Promise<MandateWithBase | undefined> => {
  const [row] = await queries.query<Row>(`${selected} where mandate.mandate_id = $1`, [mandateId]);
  return row === undefined ? undefined : withBase(row);
};

/** More than two operators ever have between them; should they, those in force come first, then the newest. */
const maxBetween = 500;

export interface Pair {
  readonly mandatary: string;
  readonly principal: string;
}

/** The mandates between pairs of mandatary and principal, whatever has become of them. No pair takes the place of another. */
export const readBetween = async (queries: Queries, pairs: readonly Pair[]): Promise<MandateWithBase[]> => {
  const rows = await queries.query<Row>(
    `select found.* from unnest($1::text[], $2::text[]) as asked (mandatary, principal) cross join lateral (
       ${selected} where mandate.mandatary = asked.mandatary and mandate.principal = asked.principal
       order by mandate.state = 'inForce' desc, mandate.mandate_id desc limit ${maxBetween}) as found`,
    [pairs.map(({ mandatary }) => mandatary), pairs.map(({ principal }) => principal)],
  );
  return rows.map(withBase);
};

export interface Page {
  readonly party: string;
  readonly role?: string;
  readonly counterparty?: string;
  readonly state?: string;
  readonly endsBy?: string;
  readonly after?: string;
  readonly today: string;
  readonly limit: number;
}

/** The newest first. */
export const readPage = async (queries: Queries, page: Page): Promise<MandateWithBase[]> => {
  const rows = await queries.query<Row>(
    `${selected} where mandate.mandate_id in (
       select mandate_id from mandate where mandator = $1 and $2::text is distinct from 'mandatary'
       union select mandate_id from mandate where principal = $1 and $2::text is distinct from 'mandatary'
       union select mandate_id from mandate where mandatary = $1 and $2::text is distinct from 'mandator')
     and ($3::text is null or $3 in (mandate.mandator, mandate.mandatary, mandate.principal))
     and ($4::text is null or $4 = case
       when mandate.state in ('proposed', 'inForce') and mandate.valid_to < $5::date then 'expired' else mandate.state end)
     and ($6::text is null or mandate.mandate_id < $6)
     and ($8::text is null or to_char(mandate.valid_to, 'YYYY-MM-DD') <= $8)
     order by mandate.mandate_id desc limit $7`,
    [
      page.party,
      page.role ?? null,
      page.counterparty ?? null,
      page.state ?? null,
      page.today,
      page.after ?? null,
      page.limit,
      page.endsBy ?? null,
    ],
  );
  return rows.map(withBase);
};

export const isEmpty = async (queries: Queries): Promise<boolean> =>
  (await queries.query('select 1 from mandate limit 1')).length === 0;

/** The mandate under that reference, and the proposal as it was said. */
export const readByReference = async (
  queries: Queries,
  mandator: string,
  reference: string,
): Promise<{ readonly mandateId: string; readonly proposal: string } | undefined> => {
  const [row] = await queries.query<{ mandate_id: string; proposal: string }>(
    'select mandate_id, proposal from mandate where mandator = $1 and reference = $2',
    [mandator, reference],
  );
  return row === undefined ? undefined : { mandateId: row.mandate_id, proposal: row.proposal };
};
