/**
 * Header of every message between the common repository and national systems.
 */
import { element, optional } from '../contract/schema.ts';
import {
  ConformanceCampaignContentType,
  MessageIdContentType,
  MessageTimestampContentType,
  PartnerNameContentType,
} from './values.ts';

export const MessageHeaderType = element(
  {
    messageId: MessageIdContentType,
    correlationId: optional(MessageIdContentType),
    replyToMessageId: optional(MessageIdContentType),
    messageTimestamp: MessageTimestampContentType,
    messageSender: PartnerNameContentType,
    messageRecipient: PartnerNameContentType,
    conformanceCampaign: optional(ConformanceCampaignContentType),
  },
  { typeName: 'MessageHeaderType' },
);
