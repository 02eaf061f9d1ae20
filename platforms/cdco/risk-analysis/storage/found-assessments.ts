/** Assessments as they are looked for: by what hit them, by place and by time. */
import { toSecond } from '../../../../shared-services/kit/clock.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Hit } from '../domain/hit.ts';
import type { AreaScore, Summary } from '../domain/summary.ts';
import { union } from '../domain/visibility.ts';

export interface FoundAssessment extends Summary {
  readonly reference: string;
  readonly procedure: string;
  readonly specificCircumstance: string;
  readonly assessedAt: string;
  readonly assessedAtMs: number;
  readonly areas: readonly AreaScore[];
  readonly hits: readonly Hit[];
  readonly office?: string;
}

interface Row {
  readonly reference: string;
  readonly procedure: string;
  readonly specific_circumstance: string;
  readonly assessed_at: Date;
  readonly highest_level: Summary['highestLevel'];
  readonly recommendation: Summary['recommendation'];
  /** JSON */
  readonly areas: string;
  readonly hits: string;
  readonly office: string | null;
}

const foundOf = (row: Row): FoundAssessment => ({
  reference: row.reference,
  procedure: row.procedure,
  specificCircumstance: row.specific_circumstance,
  assessedAt: toSecond(row.assessed_at.getTime()),
  assessedAtMs: row.assessed_at.getTime(),
  highestLevel: row.highest_level,
  recommendation: row.recommendation,
  areas: JSON.parse(row.areas) as AreaScore[],
  hits: JSON.parse(row.hits) as Hit[],
  ...(row.office === null ? {} : { office: row.office }),
});

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

/** The 31st of February is read as a day of March: it is none. */
const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

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

/** @param memberState of the reader: others than those whom a declaration concerns do not find it */
export const findAssessments = async (
  from: Pick<Store, 'query'>,
  wanted: Wanted,
  memberState: string,
  limit: number,
): Promise<readonly FoundAssessment[]> => {
  const { conditions, values } = askedOf(wanted);
  if (memberState !== union) {
    values.push(memberState);
    conditions.push(`$${values.length} = any(string_to_array(member_states, ' '))`);
  }
  const rows = await from.query<Row>(
    `select reference, procedure, specific_circumstance, assessed_at, highest_level, recommendation, areas, hits, office
     from assessment ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
     order by assessed_at desc, reference desc limit $${values.length + 1}`,
    [...values, limit],
  );
  return rows.map(foundOf);
};
