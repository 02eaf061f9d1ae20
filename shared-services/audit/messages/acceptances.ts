/** What a gateway asks for to make receipts again. */
import { element, many, message, optional, text, token } from '../../../reference-architecture/contract/schema.ts';
import { milliseconds, namespace } from './records.ts';

const acceptance = element({
  component: token({ maxLength: 40 }),
  event: token({ maxLength: 100 }),
  messageId: token({ maxLength: 300 }),
  conversationId: token({ maxLength: 64 }),
  subject: text({ maxLength: 300 }),
  acceptedAtMs: milliseconds('Milliseconds since the epoch.'),
  reference: optional(text({ maxLength: 300 })),
  contentSha256: optional(token({ maxLength: 64 })),
});

export const acceptanceQuery = message(
  'AcceptanceQuery',
  namespace,
  'Messages of a party',
  element({
    party: token({ maxLength: 100, description: 'EORI or Member State that sent them.' }),
    messageId: many(token({ maxLength: 300 }), 1, 1000),
  }),
);

export const acceptanceList = message(
  'AcceptanceList',
  namespace,
  'Their first acceptances',
  element({ acceptance: optional(many(acceptance, 0, 1000)) }),
);
