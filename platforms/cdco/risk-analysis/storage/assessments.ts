/** Assessments in the database: one row per reference, many rows per statement. */
import { toSecond } from '../../../../shared-services/kit/clock.ts';
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Hit } from '../domain/hit.ts';
import type { Stages } from '../domain/stages.ts';
import type { AreaScore, Summary } from '../domain/summary.ts';

export interface StoredAssessment extends Summary {
  readonly assessmentId: string;
  readonly reference: string;
  readonly procedure: string;
  readonly specificCircumstance: string;
  /** Customs office of first entry. */
  readonly office?: string;
  readonly onDate: string;
  readonly engineVersion: string;
  readonly profileSet: string;
  /** To the second. */
  readonly assessedAt: string;
  readonly hits: readonly Hit[];
  /** Pointers to elements that no criterion can ask of. */
  readonly unknownElements: readonly string[];
  readonly stages: Stages;
  /** That the declaration concerns. */
  readonly memberStates: readonly string[];
}

interface Row {
  readonly reference: string;
  readonly assessment_id: string;
  readonly procedure: string;
  readonly specific_circumstance: string;
  readonly on_date: string;
  readonly engine_version: string;
  readonly profile_set: string;
  readonly assessed_at: Date;
  readonly highest_level: Summary['highestLevel'];
  readonly recommendation: Summary['recommendation'];
  readonly areas: string;
  readonly hits: string;
  readonly unknown_elements: string;
  readonly stages: string;
  readonly member_states: string;
}

/** In one order everywhere: two batches with the same references wait for each other instead of locking each other out. */
const inOrder = (a: StoredAssessment, b: StoredAssessment): number =>
  a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0;

/** Writes those whose reference is new, and answers which these were. Of two with the same reference the first is written. */
export const writeAssessments = async (
  transaction: Transaction,
  assessments: readonly StoredAssessment[],
): Promise<ReadonlySet<string>> => {
  const rows = assessments.toSorted(inOrder);
  const written = await transaction.query<{ assessment_id: string }>(
    `insert into assessment (reference, assessment_id, procedure, specific_circumstance, on_date, engine_version, profile_set,
       assessed_at, highest_level, recommendation, areas, hits, unknown_elements, stages, member_states, office)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[],
       $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
     on conflict (reference) do nothing returning assessment_id`,
    [
      rows.map((row) => row.reference),
      rows.map((row) => row.assessmentId),
      rows.map((row) => row.procedure),
      rows.map((row) => row.specificCircumstance),
      rows.map((row) => row.onDate),
      rows.map((row) => row.engineVersion),
      rows.map((row) => row.profileSet),
      rows.map((row) => row.assessedAt),
      rows.map((row) => row.highestLevel),
      rows.map((row) => row.recommendation),
      rows.map((row) => JSON.stringify(row.areas)),
      rows.map((row) => JSON.stringify(row.hits)),
      rows.map((row) => JSON.stringify(row.unknownElements)),
      rows.map((row) => JSON.stringify(row.stages)),
      rows.map((row) => row.memberStates.join(' ')),
      rows.map((row) => row.office ?? null),
    ],
  );
  return new Set(written.map(({ assessment_id }) => assessment_id));
};

const assessmentOf = (row: Row): StoredAssessment => ({
  assessmentId: row.assessment_id,
  reference: row.reference,
  procedure: row.procedure,
  specificCircumstance: row.specific_circumstance,
  onDate: row.on_date,
  engineVersion: row.engine_version,
  profileSet: row.profile_set,
  assessedAt: toSecond(row.assessed_at.getTime()),
  highestLevel: row.highest_level,
  recommendation: row.recommendation,
  areas: JSON.parse(row.areas) as AreaScore[],
  hits: JSON.parse(row.hits) as Hit[],
  unknownElements: JSON.parse(row.unknown_elements) as string[],
  stages: JSON.parse(row.stages) as Stages,
  memberStates: row.member_states.split(' ').filter((one) => one !== ''),
});

export const readAssessments = async (
  from: Pick<Store, 'query'>,
  references: readonly string[],
): Promise<ReadonlyMap<string, StoredAssessment>> => {
  const rows = await from.query<Row>(
    `select reference, assessment_id, procedure, specific_circumstance, on_date::text, engine_version, profile_set,
       assessed_at, highest_level, recommendation, areas, hits, unknown_elements, stages, member_states
     from assessment where reference = any($1::text[])`,
    [references],
  );
  return new Map(rows.map((row) => [row.reference, assessmentOf(row)]));
};
