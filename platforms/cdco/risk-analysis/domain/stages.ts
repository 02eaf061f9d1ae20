/** What the stages beside the profiles said of a declaration; stored with its assessment. */
import type { Credibility } from './credibility/judge.ts';
import type { ScoreChange } from './history/apply.ts';

/** Absent: the assessment is older than the stage, or there was nothing to say. */
export interface Stages {
  readonly credibility?: Credibility;
  readonly history?: {
    /** Whether the register of operators could be asked; where not, no authorisation lowered a score. */
    readonly registerAsked: boolean;
    readonly changes: readonly ScoreChange[];
  };
}
