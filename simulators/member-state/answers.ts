/** Findings as the messages of the official service: IE4S01 of an involved, IE4S02 of the responsible Member State. */

import { nationalSystemName, repositoryName } from '../../platforms/cdco/entry/domain/member-state-messages.ts';
import type { IE4S01, IE4S02 } from '../../platforms/cdco/entry/messages/risk-analysis.ts';
import type { Content } from '../../reference-architecture/contract/schema.ts';
import type { Answer } from './behaviour.ts';
import type { TransportDocument } from './declaration.ts';
import type { Finding } from './screening.ts';

export interface Subject {
  readonly country: string;
  readonly MRN: string;
  /** Under which the repository asked for the analysis. */
  readonly requestReference: string;
  /** 2026-11-21T12:10:00Z */
  readonly now: string;
}

/** The same for a repeated request: the repository takes each message id of a sender once. */
export const messageIdOf = ({ requestReference }: Pick<Subject, 'requestReference'>, type: string): string =>
  `${requestReference}-${type}`;

const headerOf = (subject: Subject, type: string) => ({
  messageId: messageIdOf(subject, type),
  messageTimestamp: subject.now,
  messageSender: nationalSystemName(subject.country),
  messageRecipient: repositoryName,
});

const riskAnalyst = {
  name: 'Duty analyst (invented)',
  communication: [{ identifier: 'risk@customs.example', type: 'EM' }],
};

/** CL737: 0 nothing found, 1 risk found [M]. */
const resultCode = (answer: Answer): string => (answer === 'noRisk' ? '0' : '1');

const named = ({ documentNumber, type }: TransportDocument) => ({ documentNumber, type });

/** What is not to be loaded; without a document, all of it. */
const doNotLoad = ({ documents }: Finding) =>
  documents.length === 0 ? {} : { transportDocument: documents.map(named) };

/** Place of control FPE: first place of entry. */
const controls = ({ documents }: Finding) => {
  const houses = documents.filter(({ level }) => level === 'house');
  const master = documents.find(({ level }) => level === 'master');
  return [
    {
      placeOfControl: 'FPE',
      controlSubject: {
        consignmentMasterLevel: {
          ...(houses.length === 0
            ? {}
            : {
                consignmentHouseLevel: houses.map((house, index) => ({
                  sequenceNumber: index + 1,
                  transportDocumentHouseLevel: named(house),
                })),
              }),
          ...(master === undefined ? {} : { transportDocumentMasterLevel: named(master) }),
        },
      },
    },
  ];
};

const maxReferrals = 9;

/** At most 17 characters: country, number, and the end of the MRN. */
const referralReference = ({ country, MRN }: Subject, number: number): string => `${country}${number}${MRN.slice(4)}`;

const wish = {
  RFI: 'State what the goods are made of.',
  RFS: 'Screen the consignment as high-risk cargo or mail.',
} as const;

const referral = (requestType: keyof typeof wish, subject: Subject, number: number, document?: TransportDocument) => ({
  referralRequestReference: referralReference(subject, number),
  requestType,
  ...(document?.level === 'house' ? { transportDocumentHouseLevel: named(document) } : {}),
  ...(document?.level === 'master' ? { transportDocumentMaster: named(document) } : {}),
  additionalInformation: [{ text: wish[requestType] }],
});

const referrals = (requestType: keyof typeof wish, subject: Subject, { documents }: Finding) => {
  const about = documents.length === 0 ? [undefined] : documents.slice(0, maxReferrals);
  return { referralRequestDetails: about.map((document, at) => referral(requestType, subject, at + 1, document)) };
};

/** What each answer adds to IE4S01. */
const detailsOf = (subject: Subject, finding: Finding) => {
  switch (finding.answer) {
    case 'requestForInformation':
      return referrals('RFI', subject, finding);
    case 'requestForScreening':
      return referrals('RFS', subject, finding);
    case 'doNotLoad':
      return { doNotLoadDetails: doNotLoad(finding) };
    case 'control':
      return { controlRecommendations: controls(finding) };
    default:
      return {};
  }
};

/** e-Screening assessment. Category and type E: e-screening. */
export const screeningAnswer = (subject: Subject, finding: Finding): Content<typeof IE4S01> => ({
  MessageHeader: headerOf(subject, 'IE4S01'),
  messageFunction: '9',
  functionalReference: subject.MRN,
  documentIssueDate: { DateTime: subject.now },
  involvedMemberState: { country: subject.country },
  riskAnalyst,
  riskAnalysis: {
    riskAnalysisRequestReference: subject.requestReference,
    category: 'E',
    riskAnalysisResult: [
      {
        riskAnalysisType: 'E',
        resultCode: resultCode(finding.answer),
        dateAndTimeOfCompletion: { DateTime: subject.now },
      },
    ],
  },
  ...detailsOf(subject, finding),
});

/** Result of risk analysis; it names no referral, for those are asked for in IE4S01. */
export const analysisResult = (subject: Subject, finding: Finding): Content<typeof IE4S02> => ({
  MessageHeader: headerOf(subject, 'IE4S02'),
  messageFunction: '9',
  functionalReference: subject.MRN,
  documentIssueDate: { DateTime: subject.now },
  responsibleMemberState: { country: subject.country },
  riskAnalyst,
  riskAnalysis: [
    {
      riskAnalysisRequestReference: subject.requestReference,
      category: 'F',
      riskAnalysisResult: [{ riskAnalysisType: 'F', resultCode: resultCode(finding.answer) }],
    },
  ],
  ...(finding.answer === 'doNotLoad' ? { doNotLoadDetails: doNotLoad(finding) } : {}),
  ...(finding.answer === 'control' ? { controlRecommendations: controls(finding) } : {}),
});
