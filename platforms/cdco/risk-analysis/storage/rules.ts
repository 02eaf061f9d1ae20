/** Versions of rules in the database, and the sets of them that were in force together. */
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Span } from '../domain/profile-life/span.ts';
import { contentOf, type Rule } from '../domain/rules/rule.ts';
import type { RuleSet, RuleVersion } from '../domain/rules/rule-set.ts';

export interface TimedRule extends Span {
  readonly rule: Rule;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly definition: string;
  readonly active_at: Date | null;
  readonly inactive_at: Date | null;
}

const ruleOf = ({ id, version, definition }: Pick<Row, 'id' | 'version' | 'definition'>): Rule =>
  ({ ...JSON.parse(definition), id, version }) as Rule;

/** Those too that are approved for later, and those that have ended. */
export const loadRules = async (from: Pick<Store, 'query'>): Promise<readonly TimedRule[]> => {
  const rows = await from.query<Row>(
    `select id, version, definition, active_at, inactive_at from rule where state = 'active' order by id, version`,
  );
  return rows.map((row) => ({
    rule: ruleOf(row),
    fromMs: row.active_at?.getTime() ?? Number.NEGATIVE_INFINITY,
    untilMs: row.inactive_at?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
};

export const ruleRevision = async (from: Pick<Store, 'query'>): Promise<string> => {
  const [row] = await from.query<{ revision: string }>('select revision from rule_revision');
  return row?.revision ?? '0';
};

/** Each rule whose id is not there in any version: those that the platform learns to ship later are seeded too. */
export const seedRulesWhenMissing = async (store: Store, rules: readonly Rule[], fromDay: string): Promise<void> => {
  await store.query(
    `insert into rule (id, version, valid_from, state, definition, reason)
     select id, version, $4::date, 'active', definition, 'Shipped with the platform.'
     from unnest($1::text[], $2::integer[], $3::text[]) as given (id, version, definition)
     where not exists (select from rule where rule.id = given.id) on conflict do nothing`,
    [
      rules.map(({ id }) => id),
      rules.map(({ version }) => version),
      rules.map((rule) => toSeal('rule.definition', [rule.id, rule.version], JSON.stringify(contentOf(rule)))),
      fromDay,
    ],
  );
};

/** By `id/version`. Of two processes that make a seed at once, the first one's is kept by both. */
export const keepSeeds = async (
  store: Store,
  versions: readonly RuleVersion[],
  newSeed: () => string,
): Promise<ReadonlyMap<string, string>> => {
  await store.query(
    `insert into random_seed (rule_id, version, seed) select * from unnest($1::text[], $2::integer[], $3::text[])
     on conflict do nothing`,
    [
      versions.map(({ id }) => id),
      versions.map(({ version }) => version),
      versions.map(({ id, version }) => toSeal('random_seed.seed', [id, version], newSeed())),
    ],
  );
  return readSeeds(store);
};

export const readSeeds = async (from: Pick<Store, 'query'>): Promise<ReadonlyMap<string, string>> => {
  const rows = await from.query<{ rule_id: string; version: number; seed: string }>('select * from random_seed');
  return new Map(rows.map(({ rule_id, version, seed }) => [`${rule_id}/${version}`, seed]));
};

/** Before it is used: an assessment names the set that made it. */
export const recordRuleSet = async (store: Store, { name, versions }: RuleSet): Promise<void> => {
  await store.query('insert into rule_set (id, versions) values ($1, $2) on conflict do nothing', [
    name,
    JSON.stringify(versions),
  ]);
};

/** Undefined: there was no such set. */
export const readRulesOfSet = async (
  from: Pick<Store, 'query'>,
  name: string,
): Promise<readonly Rule[] | undefined> => {
  const [set] = await from.query<{ versions: string }>('select versions from rule_set where id = $1', [name]);
  if (set === undefined) return undefined;
  const versions = JSON.parse(set.versions) as readonly RuleVersion[];
  const rows = await from.query<Row>(
    `select id, version, definition from rule
     where (id, version) in (select * from unnest($1::text[], $2::integer[]))`,
    [versions.map(({ id }) => id), versions.map(({ version }) => version)],
  );
  return rows.map(ruleOf);
};

export interface StoredRule extends Span, RuleVersion {
  /** JSON. */
  readonly definition: string;
  readonly reason: string;
  readonly createdAtMs: number;
}

/** In order of id and version; a version ends where the next one begins. Of one rule, or of all. */
export const readRuleVersions = async (from: Pick<Store, 'query'>, id?: string): Promise<readonly StoredRule[]> => {
  const rows = await from.query<Row & { readonly reason: string; readonly created_at: Date }>(
    `select id, version, definition, reason, created_at, active_at, least(inactive_at, (select min(active_at) from rule newer
       where newer.id = one.id and newer.version > one.version
         and (one.inactive_at is null or one.inactive_at > newer.active_at))) as inactive_at
     from rule one where state = 'active' and ($1::text is null or id = $1) order by id, version`,
    [id ?? null],
  );
  return rows.map(({ id: ruleId, version, definition, reason, created_at, active_at, inactive_at }) => ({
    ...{ id: ruleId, version, definition, reason, createdAtMs: created_at.getTime() },
    fromMs: active_at?.getTime() ?? Number.NEGATIVE_INFINITY,
    untilMs: inactive_at?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
};
