/** What the answers of Member States amount to, in the words of `decisions`. */
import type { Content } from '../../../../reference-architecture/contract/schema.ts';
import type { IE4S01, IE4S02 } from '../messages/risk-analysis.ts';

/** `requestType` of a referral that asks for information, or for screening (CL735; RFI and RFS seen). */
export type ReferralType = 'RFI' | 'RFS';

export interface MemberStateResult {
  readonly memberState: string;
  readonly role: 'involved' | 'responsible';
  /** CL737: 0 no risk found, 1 risk found [M]. */
  readonly resultCode: string;
  readonly riskLevel?: string;
  readonly doNotLoad?: boolean;
  readonly referral?: { readonly type: ReferralType };
  readonly controlRecommendation?: { readonly placeOfControl: string };
}

interface Result {
  readonly resultCode?: string;
  readonly riskLevel?: string;
}

/** The gravest of several results: a hit outweighs any number of analyses without one. */
const gravest = (results: readonly Result[]): Pick<MemberStateResult, 'resultCode' | 'riskLevel'> => {
  const worst = results.toSorted((a, b) => (b.resultCode ?? '0').localeCompare(a.resultCode ?? '0'))[0];
  return {
    resultCode: worst?.resultCode ?? '0',
    ...(worst?.riskLevel === undefined ? {} : { riskLevel: worst.riskLevel }),
  };
};

const isReferral = (type: string): type is ReferralType => type === 'RFI' || type === 'RFS';

const recommended = (recommendations: readonly { readonly placeOfControl: string }[] | undefined) => {
  const first = recommendations?.[0];
  return first === undefined ? {} : { controlRecommendation: { placeOfControl: first.placeOfControl } };
};

/** IE4S01 of an involved Member State. */
export const involvedResult = (memberState: string, answer: Content<typeof IE4S01>): MemberStateResult => {
  const types = (answer.referralRequestDetails ?? []).map((referral) => referral.requestType).filter(isReferral);
  // Screening asks for more than information does.
  const type = types.includes('RFS') ? 'RFS' : types[0];
  return {
    memberState,
    role: 'involved',
    ...gravest(answer.riskAnalysis.riskAnalysisResult),
    ...(answer.doNotLoadDetails === undefined ? {} : { doNotLoad: true }),
    ...(type === undefined ? {} : { referral: { type } }),
    ...recommended(answer.controlRecommendations),
  };
};

/** IE4S02 of the responsible Member State. */
export const responsibleResult = (memberState: string, answer: Content<typeof IE4S02>): MemberStateResult => ({
  memberState,
  role: 'responsible',
  ...gravest(answer.riskAnalysis.flatMap((analysis) => analysis.riskAnalysisResult)),
  ...(answer.doNotLoadDetails === undefined ? {} : { doNotLoad: true }),
  ...recommended(answer.controlRecommendations),
});
