/** What a decision is taken on. */

/** Before loading a filing may still be stopped or screened; after that, goods are on their way and can be controlled. */
export type Stage = 'preLoading' | 'preArrival';

export interface Assessment {
  readonly highestLevel: string;
  /** none, control, requestForInformation, requestForScreening or doNotLoad: the gravest of all hits. */
  readonly recommendation: string;
}

export interface MemberStateResult {
  readonly memberState: string;
  /** involved or responsible; the responsible one is that of the office of first entry. */
  readonly role: string;
  /** 0: no risk found; anything else: risk found [M]. */
  readonly resultCode: string;
  readonly riskLevel?: string;
  readonly doNotLoad?: boolean;
  /** RFI: information is asked for; RFS: screening. */
  readonly referral?: { readonly type: string };
  readonly controlRecommendation?: { readonly placeOfControl: string };
}

export interface Facts {
  readonly stage: Stage;
  readonly assessment: Assessment;
  readonly memberStateResults: readonly MemberStateResult[];
  /** All involved Member States have answered, or their time is over. */
  readonly allInvolvedAnswered: boolean;
  /** Referrals that the trader has answered: the same is not asked twice. */
  readonly answeredReferrals: readonly string[];
}

export type Outcome = 'release' | 'requestForInformation' | 'requestForScreening' | 'doNotLoad' | 'control' | 'wait';

/** From the lightest to the gravest. `wait` stands apart: it says nothing of the goods. */
export const gravity: Readonly<Record<Stage, readonly Outcome[]>> = {
  preLoading: ['release', 'control', 'requestForInformation', 'requestForScreening', 'doNotLoad'],
  preArrival: ['release', 'requestForInformation', 'control'],
};

export const isResponsible = ({ role }: MemberStateResult): boolean => role === 'responsible';

export const responsibleOf = ({ memberStateResults }: Facts): MemberStateResult | undefined =>
  memberStateResults.find(isResponsible);

/** The result finds no risk and asks for nothing. */
export const isClear = (result: MemberStateResult): boolean =>
  result.resultCode === '0' &&
  result.doNotLoad !== true &&
  result.referral === undefined &&
  result.controlRecommendation === undefined;
