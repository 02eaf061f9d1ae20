/** Drafts of profiles in the database, each with all that happened to it. */
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { ProfileKind } from '../domain/kinds.ts';
import type { Step } from '../domain/profile-life/life.ts';
import type { Person } from '../domain/profile-life/person.ts';
import type { Span } from '../domain/profile-life/span.ts';
import { saidBy } from './said-by-profile.ts';

/** Where a kind of drafts is kept; all are made alike. */
export interface LifeTables {
  readonly draft: string;
  readonly step: string;
  readonly version: string;
  readonly retirement: string;
  /** Versions have columns for what their definitions say of kind, owner, campaign and procedures; drafts always have. */
  readonly isSaidBeside: boolean;
}

const tablesOf = (version: string): LifeTables => ({
  draft: `${version}_draft`,
  step: `${version}_draft_step`,
  version,
  retirement: `${version}_retirement`,
  isSaidBeside: version === 'profile',
});
export const profileTables = tablesOf('profile');
export const ruleTables = tablesOf('rule');

export interface NewDraft {
  readonly draftId: string;
  readonly draftedFor: string;
  readonly reference: string;
  readonly profileId: string;
  readonly definition: string;
  readonly reason: string;
  readonly warnings: readonly string[];
}

export interface Ending {
  readonly by: Person;
  readonly atMs: number;
  readonly why: string;
}

export interface StoredDraft extends NewDraft {
  readonly baseVersion: number;
  /** Of a national profile. */
  readonly memberState?: string;
  readonly kind: ProfileKind;
  readonly campaignId?: string;
  readonly steps: readonly Step[];
  /** Of the version that was made of it. */
  readonly span?: Span;
  /** Who ended the profile, where somebody did. */
  readonly ending?: Ending;
}

interface StepRow {
  readonly what: Step['what'];
  readonly subject: string;
  readonly official: string | null;
  readonly at_ms: number;
  readonly why: string;
}

interface Row {
  readonly draft_id: string;
  readonly drafted_for: string;
  readonly reference: string;
  readonly profile_id: string;
  readonly base_version: number;
  readonly definition: string;
  readonly reason: string;
  readonly warnings: string;
  readonly steps: string;
  readonly ending: string | null;
  readonly version: number | null;
  readonly active_at: Date | null;
  readonly inactive_at: Date | null;
  readonly kind: ProfileKind;
  readonly member_state: string | null;
  readonly campaign_id: string | null;
}

const person = ({ subject, official }: StepRow): Person => (official === null ? { subject } : { subject, official });

const stepOf = (row: StepRow): Step => ({ what: row.what, by: person(row), atMs: row.at_ms, why: row.why });

const spanOf = ({ active_at, inactive_at }: Row): Span => ({
  fromMs: active_at?.getTime() ?? Number.NEGATIVE_INFINITY,
  untilMs: inactive_at?.getTime() ?? Number.POSITIVE_INFINITY,
});

const draftOf = (row: Row): StoredDraft => ({
  draftId: row.draft_id,
  draftedFor: row.drafted_for,
  reference: row.reference,
  profileId: row.profile_id,
  baseVersion: row.base_version,
  kind: row.kind,
  ...(row.member_state === null ? {} : { memberState: row.member_state }),
  ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
  definition: row.definition,
  reason: row.reason,
  warnings: JSON.parse(row.warnings) as string[],
  steps: (JSON.parse(row.steps) as StepRow[]).map(stepOf),
  ...(row.version === null ? {} : { span: spanOf(row) }),
  ...(row.ending === null ? {} : { ending: stepOf(JSON.parse(row.ending) as StepRow) }),
});

const stepJson = (of: string, what: string) =>
  `json_build_object('what', ${what}, 'subject', ${of}.subject, 'official', ${of}.official, 'why', ${of}.why,
     'at_ms', (extract(epoch from ${of}.happened_at) * 1000)::bigint)`;

// A version ends when the profile does, or when a newer one takes its place.
const select = (definition: string, tables: LifeTables) => `
  select draft.draft_id, drafted_for, reference, profile_id, base_version, ${definition} as definition, draft.reason, warnings,
    draft.kind, draft.member_state, draft.campaign_id,
    step.all as steps, made.version, made.active_at, least(made.inactive_at, newer.active_at) as inactive_at,
    (select ${stepJson('ended', `'retired'`)}::text from ${tables.retirement} ended
      where ended.profile_id = draft.profile_id and ended.inactive_at = made.inactive_at limit 1) as ending
  from ${tables.draft} draft
  cross join lateral (
    select json_agg(${stepJson('one', 'one.what')} order by one.number)::text as all, max(one.version) as version,
      (array_agg(one.what order by one.number desc))[1] as last
    from ${tables.step} one where one.draft_id = draft.draft_id) step
  left join ${tables.version} made on made.id = draft.profile_id and made.version = step.version
  left join lateral (
    select min(active_at) as active_at from ${tables.version}
    where id = made.id and version > made.version and (inactive_at is null or inactive_at > active_at)) newer on true`;

/** Undefined: there is none. */
export const readDraft = async (
  from: Pick<Store, 'query'>,
  draftId: string,
  tables = profileTables,
): Promise<StoredDraft | undefined> => {
  const [row] = await from.query<Row>(`${select('draft.definition', tables)} where draft.draft_id = $1`, [draftId]);
  return row && draftOf(row);
};

/** Until the transaction ends, nobody else decides about it. */
export const lockDraft = async (
  transaction: Transaction,
  draftId: string,
  tables = profileTables,
): Promise<StoredDraft | undefined> => {
  await transaction.query(`select from ${tables.draft} where draft_id = $1 for update`, [draftId]);
  return readDraft(transaction, draftId, tables);
};

export const readDraftOf = async (
  from: Pick<Store, 'query'>,
  draftedFor: string,
  reference: string,
  tables = profileTables,
): Promise<StoredDraft | undefined> => {
  const [row] = await from.query<Row>(
    `${select('draft.definition', tables)} where drafted_for = $1 and reference = $2`,
    [draftedFor, reference],
  );
  return row && draftOf(row);
};

/** The newest first, without their definitions; those whose last step is one of these. */
export const readDrafts = async (
  store: Store,
  last: readonly string[],
  memberState: string,
  tables = profileTables,
): Promise<readonly StoredDraft[]> => {
  const rows = await store.query<Row>(
    `${select(`''`, tables)} where step.last = any($1::text[]) and coalesce(draft.member_state, $2) = $2 order by draft.number desc`,
    [last, memberState],
  );
  return rows.map(draftOf);
};

/** False: there is one with this reference. */
export const insertDraft = async (
  transaction: Transaction,
  draft: NewDraft,
  tables = profileTables,
): Promise<boolean> => {
  const said = saidBy(draft.definition);
  const rows = await transaction.query(
    `insert into ${tables.draft} (draft_id, drafted_for, reference, profile_id, base_version, definition, reason, warnings,
       kind, member_state, campaign_id, procedures)
     select $1, $2, $3, $4, coalesce((select max(version) from ${tables.version} where id = $4), 0), $5, $6, $7, $8, $9, $10, $11
     on conflict (drafted_for, reference) do nothing returning draft_id`,
    [
      draft.draftId,
      draft.draftedFor,
      draft.reference,
      draft.profileId,
      toSeal(`${tables.draft}.definition`, [draft.draftId], draft.definition),
      draft.reason,
      JSON.stringify(draft.warnings),
      ...[said.kind, said.memberState, said.campaignId, said.procedures],
    ],
  );
  return rows.length > 0;
};

/** @param version that an approval made */
export const addStep = (
  transaction: Transaction,
  draftId: string,
  { what, by, atMs, why }: Step,
  version?: number,
  tables = profileTables,
) =>
  transaction.query(
    `insert into ${tables.step} (draft_id, number, what, subject, official, happened_at, why, version)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from ${tables.step} where draft_id = $1`,
    [draftId, what, by.subject, by.official ?? null, new Date(atMs).toISOString(), why, version ?? null],
  );
