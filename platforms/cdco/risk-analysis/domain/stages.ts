/** What the stages beside the profiles said of a declaration; stored with its assessment. */
import type { Credibility } from './credibility/judge.ts';
import type { OperatorHistory, ScoreChange } from './history/apply.ts';
import type { RandomSelection } from './rules/by-chance.ts';
import type { DeclaredRates } from './statistics/declared-rates.ts';

/** Of the code of the stages: another version may say something else of the same data. */
export const stagesVersion = '1';

/** What judged beside the profiles, so that the same answer can be had again. */
export interface StageVersions {
  readonly stages: string;
  readonly ruleSet: string;
  readonly watchListSet: string;
}

/** Absent: the assessment is older than the stage, or there was nothing to say. */
export interface Stages {
  readonly credibility?: Credibility;
  readonly history?: {
    /** Whether the register of operators could be asked; where not, no authorisation lowered a score. */
    readonly registerAsked: boolean;
    readonly changes: readonly ScoreChange[];
    /** What was known of the operators then; never told. */
    readonly known?: readonly (readonly [EORI: string, OperatorHistory])[];
  };
  readonly statistics?: DeclaredRates;
  readonly random?: readonly RandomSelection[];
  readonly versions?: StageVersions;
}
