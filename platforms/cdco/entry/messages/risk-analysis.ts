/**
 * Messages of RiskAnalysisOrchestrationBAS between the common repository and national entry systems, as in the official
 * schemas. They carry risk results: nothing of them leaves the trusted circle.
 */
import { element, many, message, optional } from '../../../../reference-architecture/contract/schema.ts';
import {
  ControlRecommendationsType05,
  ControlRecommendationsType06,
  DoNotLoadDetailsType06,
} from '../../../../reference-architecture/data-model/controls.ts';
import { DocumentIssueDateType } from '../../../../reference-architecture/data-model/dates.ts';
import { RiskAnalystType } from '../../../../reference-architecture/data-model/declarants.ts';
import { MessageHeaderType } from '../../../../reference-architecture/data-model/message-header.ts';
import {
  InvolvedMemberStateType,
  ResponsibleMemberStateType,
} from '../../../../reference-architecture/data-model/places.ts';
import {
  RiskAnalysisType,
  RiskAnalysisType07,
  RiskAnalysisType08,
} from '../../../../reference-architecture/data-model/risk.ts';
import { ReferralRequestDetailsType07 } from '../../../../reference-architecture/data-model/screening.ts';
import { use } from '../../../../reference-architecture/data-model/use.ts';
import {
  FunctionalReferenceContentType,
  MessageFunctionContentType,
} from '../../../../reference-architecture/data-model/values.ts';
import { ics2 } from './namespaces.ts';

const messageFunction = use(MessageFunctionContentType, { list: 'CL727' });

export const IE4N03 = message(
  'IE4N03',
  ics2,
  'Risk analysis is asked of, or has hit in, a Member State',
  element(
    {
      MessageHeader: MessageHeaderType,
      functionalReference: FunctionalReferenceContentType,
      documentIssueDate: DocumentIssueDateType,
      riskAnalysis: RiskAnalysisType,
    },
    { typeName: 'IE4N03Type' },
  ),
);

export const IE4S01 = message(
  'IE4S01',
  ics2,
  'e-Screening assessment of an involved Member State (air, pre-loading)',
  element(
    {
      MessageHeader: MessageHeaderType,
      messageFunction,
      functionalReference: FunctionalReferenceContentType,
      documentIssueDate: DocumentIssueDateType,
      involvedMemberState: InvolvedMemberStateType,
      riskAnalyst: RiskAnalystType,
      riskAnalysis: RiskAnalysisType07,
      controlRecommendations: optional(many(ControlRecommendationsType05, 1, 99999)),
      doNotLoadDetails: optional(use(DoNotLoadDetailsType06, { rules: ['C3052'] })),
      referralRequestDetails: optional(many(ReferralRequestDetailsType07, 1, 9)),
    },
    { typeName: 'IE4S01Type' },
  ),
);

export const IE4S02 = message(
  'IE4S02',
  ics2,
  'Risk analysis result of the responsible Member State',
  element(
    {
      MessageHeader: MessageHeaderType,
      messageFunction,
      functionalReference: FunctionalReferenceContentType,
      documentIssueDate: DocumentIssueDateType,
      responsibleMemberState: ResponsibleMemberStateType,
      riskAnalyst: optional(use(RiskAnalystType, { rules: ['C3011'] })),
      riskAnalysis: many(RiskAnalysisType08, 1, 9),
      controlRecommendations: optional(many(use(ControlRecommendationsType06, { rules: ['C3043'] }), 1, 99999)),
      doNotLoadDetails: optional(use(DoNotLoadDetailsType06, { rules: ['C3044'] })),
    },
    { typeName: 'IE4S02Type' },
  ),
);
