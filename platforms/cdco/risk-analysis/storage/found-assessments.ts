/** Assessments as they are looked for: by what hit them, by place and by time. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Summary } from '../domain/summary.ts';

export interface FoundRow {
  readonly reference: string;
  readonly procedure: string;
  readonly specific_circumstance: string;
  readonly assessed_at: Date;
  readonly highest_level: Summary['highestLevel'];
  readonly recommendation: Summary['recommendation'];
  /** JSON */
  readonly areas: string;
  readonly hits: number;
  readonly profiles: string[];
  readonly office: string | null;
}

export interface Wanted {
  readonly fromDay?: string;
  readonly toDay?: string;
  readonly profileId?: string;
  readonly riskAreaCode?: string;
  readonly level?: string;
  readonly recommendation?: string;
  readonly office?: string;
  readonly referenceStart?: string;
  readonly onlyHits?: boolean;
  readonly before?: string;
}

const startsWith = (text: string): string => `${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const cursorIn = (before: string): readonly [Date, string] => {
  const [ms = '', ...reference] = before.split(' ');
  const at = new Date(Number(ms));
  // A cursor that nobody was given leads to an empty page, not to an error of the database.
  return [Number.isNaN(at.getTime()) ? new Date(0) : at, reference.join(' ')];
};

interface Asked {
  readonly conditions: string[];
  readonly values: unknown[];
}

const isDay = (text: string): boolean => !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

const askedOf = (wanted: Wanted): Asked => {
  const asked: Asked = { conditions: [], values: [] };
  const add = (condition: (place: string) => string, value: unknown): void => {
    if (value === undefined) return;
    asked.values.push(value);
    asked.conditions.push(condition(`$${asked.values.length}`));
  };
  const { fromDay, toDay, profileId, riskAreaCode, office, referenceStart } = wanted;
  const keys = [profileId, riskAreaCode === undefined ? undefined : `area:${riskAreaCode}`].filter(Boolean);
  add((at) => `assessed_at >= ${at}::date`, fromDay !== undefined && isDay(fromDay) ? fromDay : undefined);
  add((at) => `assessed_at < ${at}::date + 1`, toDay !== undefined && isDay(toDay) ? toDay : undefined);
  add((at) => `hit_keys(hits) @> ${at}::text[]`, keys.length === 0 ? undefined : keys);
  add((at) => `highest_level = ${at}`, wanted.level);
  add((at) => `recommendation = ${at}`, wanted.recommendation);
  add((at) => `office like ${at}`, office === undefined ? undefined : startsWith(office));
  add((at) => `reference like ${at}`, referenceStart === undefined ? undefined : startsWith(referenceStart));
  if (wanted.onlyHits === true || keys.length > 0) asked.conditions.push(`highest_level <> 'none'`);
  if (wanted.before !== undefined) {
    const [at, reference] = cursorIn(wanted.before);
    asked.values.push(at, reference);
    asked.conditions.push(`(assessed_at, reference) < ($${asked.values.length - 1}, $${asked.values.length})`);
  }
  return asked;
};

export const findAssessments = (
  from: Pick<Store, 'query'>,
  wanted: Wanted,
  limit: number,
): Promise<readonly FoundRow[]> => {
  const { conditions, values } = askedOf(wanted);
  return from.query<FoundRow>(
    `select reference, procedure, specific_circumstance, assessed_at, highest_level, recommendation, areas, office,
       json_array_length(hits::json) as hits,
       array(select key from unnest(hit_keys(hits)) key where key not like 'area:%' order by key) as profiles
     from assessment ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
     order by assessed_at desc, reference desc limit $${values.length + 1}`,
    [...values, limit],
  );
};
