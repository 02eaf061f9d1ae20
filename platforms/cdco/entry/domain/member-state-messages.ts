/** Messages of the official service that tell a Member State that its analysis is asked for. */
import type { Content } from '../../../../reference-architecture/contract/schema.ts';
import type { IE4N03 } from '../messages/risk-analysis.ts';

/** Name of the common repository in message headers (PartnerNameContentType, at most 14 characters) [M]. */
export const repositoryName = 'EU.CR';

/** `NES.BE`: the national entry system of a Member State in message headers [M]. */
export const nationalSystemName = (memberState: string): string => `NES.${memberState}`;

/** Reference under which one Member State analyses one declaration (an..35). */
export const screeningReference = (MRN: string, memberState: string): string => `${MRN}-${memberState}`;

export interface ScreeningRequest {
  readonly MRN: string;
  readonly memberState: string;
  readonly responsibleMemberState: string;
  readonly messageId: string;
  readonly now: string;
}

/** IE4N03: risk analysis of a declaration is asked of an involved Member State. The declaration itself is consulted (IE4Q10). */
export const screeningRequest = (of: ScreeningRequest): Content<typeof IE4N03> => ({
  MessageHeader: {
    messageId: of.messageId,
    messageTimestamp: of.now,
    messageSender: repositoryName,
    messageRecipient: nationalSystemName(of.memberState),
  },
  functionalReference: of.MRN,
  documentIssueDate: { DateTime: of.now },
  riskAnalysis: {
    riskAnalysisRequestReference: screeningReference(of.MRN, of.memberState),
    involvedMemberState: { country: of.memberState },
    responsibleMemberState: { country: of.responsibleMemberState },
  },
});

/** The same message for another recipient: the responsible Member State sees what the others answered. */
export const forwarded = <T extends { readonly MessageHeader: Content<typeof IE4N03>['MessageHeader'] }>(
  message: T,
  memberState: string,
  messageId: string,
  now: string,
): T => ({
  ...message,
  MessageHeader: {
    ...message.MessageHeader,
    messageId,
    correlationId: message.MessageHeader.messageId,
    messageTimestamp: now,
    messageSender: repositoryName,
    messageRecipient: nationalSystemName(memberState),
  },
});
