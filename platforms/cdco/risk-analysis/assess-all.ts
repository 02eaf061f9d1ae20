/** Evaluates declarations, and writes assessments and audit records in the caller's transaction. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { concernedIn } from './domain/concerned.ts';
import type { BandSet } from './domain/credibility/bands.ts';
import { disclosureOf } from './domain/disclosure.ts';
import { type Engine, engineVersion } from './domain/engine.ts';
import type { Hit } from './domain/hit.ts';
import { judgeByRules } from './domain/rules/judge.ts';
import type { RuleSet } from './domain/rules/rule-set.ts';
import { stagesVersion } from './domain/stages.ts';
import type { DeclaredRates } from './domain/statistics/declared-rates.ts';
import { summaryOf } from './domain/summary.ts';
import { namesIn, unknownElementsOf } from './domain/unknown-elements.ts';
import type { LiveEngine } from './live-engine.ts';
import type { Standing } from './operator-standing.ts';
import { stagesOf } from './reply-of-stages.ts';
import { readAssessments, type StoredAssessment, writeAssessments } from './storage/assessments.ts';
import { noteSelections } from './storage/campaign-results.ts';
import { vocabularies } from './vocabularies.ts';
import { weighHistory } from './weigh-history.ts';

type Operations = (typeof contract)['services']['RiskAnalysis']['operations'];
export type AssessmentRequest = Content<Operations['assess']['request']>;
export type Assessment = Content<NonNullable<Operations['assess']['reply']>>;

export interface Asked {
  readonly request: AssessmentRequest;
  readonly call: OperationCall;
  /** Of the operators that the declaration names. */
  readonly standing: Standing;
  /** Found before the transaction, in a stage of its own. */
  readonly watchListHits: readonly Hit[];
  readonly watchListSet: string;
  readonly declaredRates: DeclaredRates | undefined;
}

export interface AssessedBy {
  readonly engine: LiveEngine;
  readonly bands: BandSet;
  readonly rules: RuleSet;
  readonly clock: Clock;
}

const known = new Map([...vocabularies].map(([procedure, vocabulary]) => [procedure, namesIn(vocabulary)]));

/** Of a procedure whose elements nobody has described nothing is said. */
const unknownIn = (procedure: string, declaration: unknown): readonly string[] => {
  const names = known.get(procedure);
  return names === undefined ? [] : unknownElementsOf(declaration, names);
};

/** Of first entry: by it risk experts find what is theirs. */
const officeIn = (declaration: unknown): Pick<StoredAssessment, 'office'> => {
  const { customsOfficeOfFirstEntry: named } = (declaration ?? {}) as { customsOfficeOfFirstEntry?: unknown };
  const { referenceNumber: office } = (named ?? {}) as { referenceNumber?: unknown };
  return typeof office === 'string' && office.length <= 35 ? { office } : {};
};

interface Judges {
  readonly engine: Engine;
  readonly see: LiveEngine['see'];
  readonly bands: BandSet;
  readonly rules: RuleSet;
}

/** Evaluates one declaration; pure but for its id and the time. */
const evaluate = (
  { request, watchListHits, watchListSet, declaredRates }: Asked,
  { engine, see, bands, rules }: Judges,
  assessedAt: string,
): StoredAssessment => {
  const { reference, procedure, specificCircumstanceIndicator, onDate, declaration } = request;
  const subject = { declaration, procedure, specificCircumstance: specificCircumstanceIndicator };
  const byProfiles = engine.assess(subject, onDate);
  see(subject);
  const judged = judgeByRules({ reference, procedure, declaration, declaredRates }, rules, bands);
  const hits = [...byProfiles, ...watchListHits, ...judged.hits];
  const versions = { stages: stagesVersion, ruleSet: rules.name, watchListSet };
  return {
    assessmentId: newId(),
    reference,
    procedure,
    specificCircumstance: specificCircumstanceIndicator,
    ...officeIn(declaration),
    onDate,
    engineVersion,
    profileSet: engine.profileSet,
    assessedAt,
    ...summaryOf(hits),
    hits,
    unknownElements: unknownIn(procedure, declaration),
    stages: { ...judged.stages, versions },
    memberStates: concernedIn(declaration, procedure),
  };
};

const unlessEmpty = <Name extends string, One>(name: Name, list: readonly One[]) =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [N in Name]?: One[] };

export const replyOf = (of: StoredAssessment): Assessment => ({
  assessmentId: of.assessmentId,
  reference: of.reference,
  engineVersion: of.engineVersion,
  profileSet: of.profileSet,
  assessedAt: of.assessedAt,
  ...unlessEmpty('areas', of.areas),
  highestLevel: of.highestLevel,
  recommendation: of.recommendation,
  ...unlessEmpty(
    'hits',
    of.hits.map(({ elements, ...hit }) => ({ ...hit, ...unlessEmpty('elements', elements) })),
  ),
  ...unlessEmpty('unknownElements', of.unknownElements),
  disclosure: disclosureOf(of.recommendation),
  ...stagesOf(of.stages),
});

/** What was assessed before keeps its assessment: a repetition changes nothing. */
const keepEarlier = async (
  transaction: Transaction,
  made: readonly StoredAssessment[],
): Promise<readonly StoredAssessment[]> => {
  const written = await writeAssessments(transaction, made);
  const missing = made.filter(({ assessmentId }) => !written.has(assessmentId)).map(({ reference }) => reference);
  if (missing.length === 0) return made;
  const earlier = await readAssessments(transaction, missing);
  return made.map((one) => (written.has(one.assessmentId) ? one : earlier.get(one.reference)!));
};

/** Answers in the order of the requests. */
export const assessAll = async (
  transaction: Transaction,
  asked: readonly Asked[],
  { engine: live, bands, rules, clock }: AssessedBy,
): Promise<readonly Assessment[]> => {
  const assessedAt = toSecond(clock.nowMs());
  // Asked once: profiles may change at any instant, and one batch is judged by one set of them.
  const engine = live.current();
  const evaluated = asked.map((one) => ({
    assessment: evaluate(one, { engine, see: live.see, bands, rules }, assessedAt),
    declaration: one.request.declaration,
    standing: one.standing,
  }));
  const made = await weighHistory(transaction, evaluated, rules.history);
  const kept = await keepEarlier(transaction, made);
  await noteSelections(
    transaction,
    made.filter((one, position) => kept[position] === one),
  );
  transaction.audit(
    ...asked.map(({ request, call }, position) => {
      const { event, personalData = false } = call.operation.operation.audit;
      const outcome = kept[position] === made[position] ? 'accepted' : 'done';
      const conversationId = request.conversationId ?? call.conversationId;
      return auditOf({ ...call, conversationId }, event, outcome, { reference: request.reference, personalData });
    }),
  );
  return kept.map(replyOf);
};
