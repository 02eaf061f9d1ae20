/** What the responsible Member State makes of its own finding and those of the others. Pure. */

import type { IE4S01 } from '../../platforms/cdco/entry/messages/risk-analysis.ts';
import type { Content } from '../../reference-architecture/contract/schema.ts';
import type { Answer } from './behaviour.ts';
import type { TransportDocument } from './declaration.ts';
import { type Finding, gravestOf } from './screening.ts';

type Assessment = Content<typeof IE4S01>;

const answerIn = (assessment: Assessment): Answer => {
  const types = (assessment.referralRequestDetails ?? []).map(({ requestType }) => requestType);
  if (assessment.doNotLoadDetails !== undefined) return 'doNotLoad';
  if (assessment.controlRecommendations !== undefined) return 'control';
  if (types.includes('RFS')) return 'requestForScreening';
  if (types.includes('RFI')) return 'requestForInformation';
  return assessment.riskAnalysis.riskAnalysisResult.some(({ resultCode = '0' }) => resultCode !== '0')
    ? 'risk'
    : 'noRisk';
};

const documentsIn = ({ doNotLoadDetails, controlRecommendations }: Assessment): TransportDocument[] => {
  const houses = (controlRecommendations ?? []).flatMap(
    ({ controlSubject }) => controlSubject.consignmentMasterLevel.consignmentHouseLevel ?? [],
  );
  const named = [
    ...(doNotLoadDetails?.transportDocument ?? []),
    ...houses.map(({ transportDocumentHouseLevel }) => transportDocumentHouseLevel),
  ];
  return named.flatMap((document) =>
    document?.documentNumber === undefined || document.type === undefined
      ? []
      : [{ level: 'house' as const, documentNumber: document.documentNumber, type: document.type }],
  );
};

/** Another Member State's assessment as a finding of ours. */
export const findingIn = (assessment: Assessment): Finding => ({
  answer: answerIn(assessment),
  documents: documentsIn(assessment),
});

const concluding: ReadonlySet<Answer> = new Set(['doNotLoad', 'control', 'risk']);

/**
 * What is to be said in IE4S02, if anything. A result without risk would clear the goods, whatever the others asked for; so
 * a Member State that has nothing grave to say leaves the decision to the assessments.
 *
 * @param own absent: not answered yet, and nothing is concluded before
 */
export const conclusionOf = (own: Finding | undefined, others: readonly Finding[]): Finding | undefined => {
  if (own === undefined) return undefined;
  const grave = [own, ...others].filter(({ answer }) => concluding.has(answer));
  return grave.length === 0 ? undefined : gravestOf(grave);
};
