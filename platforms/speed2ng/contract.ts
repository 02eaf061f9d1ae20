/** SPEED2ng's own operations: the mailboxes in which traders find what the platform has to tell them. */
import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import {
  type Audience,
  application,
  event,
  operation,
  type RefusalContract,
  type SpeaksFor,
  service,
} from '../../reference-architecture/contract/language.ts';
import { receiptMessages, receiptUnknown } from '../../reference-architecture/contract/receipt.ts';
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  token,
} from '../../reference-architecture/contract/schema.ts';

const namespace = 'urn:portorium:mailbox:1';
const receiptNamespace = 'urn:portorium:mailbox:receipts:1';

const traders: Audience = {
  circle: 'untrusted',
  profiles: ['declarant', 'representative', 'carrier', 'administrator', 'it-provider'],
};

const unknownMessage = {
  MAILBOX_MESSAGE_UNKNOWN: { status: 'notFound', title: 'There is no such message in the mailbox of the caller.' },
} as const satisfies Record<string, RefusalContract>;

const expiredMessage = {
  MAILBOX_MESSAGE_EXPIRED: { status: 'notFound', title: 'The message has expired before it was acknowledged.' },
} as const satisfies Record<string, RefusalContract>;

const messageId = token({ maxLength: 291, description: 'Identifies the message; the same in every repetition.' });

/** Read for another, by its mandate: revoked, and the mailbox is closed to the caller from the next message on. */
const actingFor = optional(
  token({
    maxLength: 17,
    pattern: '[A-Z]{2}[A-Z0-9]{1,15}',
    description: 'EORI of the party whose mailbox it is, where the caller acts for another; needs a mandate in force.',
  }),
);
const speaksFor: SpeaksFor = { principal: '/actingFor' };

const facts = {
  messageId,
  type: token({ maxLength: 60, description: 'Official message id: IE3Q01.' }),
  MRN: optional(token({ maxLength: 35, description: 'Declaration that the message is about.' })),
  priority: token({ maxLength: 1, pattern: '[ABC]', description: 'Priority class: A is to be read first.' }),
  conversationId: token({ maxLength: 64, description: 'Conversation that the message belongs to.' }),
  sentAt: dateTime({ description: 'When its cause was committed.' }),
  expiresAt: dateTime({ description: 'Until when it is kept for a caller who does not acknowledge it.' }),
};

/**
 * Whatever message it is, under its official name. JSON has an object with that one property, XML the element itself; the
 * schema of the content is that of the notification in its own application's contract.
 */
const anyMessage = {
  ...element({}, { description: 'The message: one element with its official name.' }),
  additionalProperties: true,
};

export const ListMessages = message(
  'ListMessages',
  namespace,
  'Wish to see what is in the mailbox',
  element({
    limit: optional(integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 unless said otherwise.' })),
    waitSeconds: optional(
      integer({
        maximum: 60,
        description: 'How long to wait for a message when there is none. Not with `after`, nor with `actingFor`.',
      }),
    ),
    after: optional(
      token({ maxLength: 291, description: 'Go on after this message, in the same order: the next page of a list.' }),
    ),
    actingFor,
  }),
);

export const MessageList = message(
  'MessageList',
  namespace,
  'What is in the mailbox: by priority, then age',
  element({
    message: optional(many(element(facts, { typeName: 'ListedMessageType' }), 1, 100)),
    more: flag({ description: 'There are more than are listed here.' }),
  }),
);

export const FetchMessage = message(
  'FetchMessage',
  namespace,
  'Wish for one message',
  element({ messageId, actingFor }),
);

export const MailboxMessage = message(
  'MailboxMessage',
  namespace,
  'A message, with its content',
  element({ ...facts, content: anyMessage }, { typeName: 'MailboxMessageType' }),
);

export const AcknowledgeMessage = message(
  'AcknowledgeMessage',
  namespace,
  'The message is in safe hands: it need not be kept',
  element({ messageId, actingFor }),
);

export const Acknowledged = message(
  'Acknowledged',
  namespace,
  'The message is no longer listed',
  element({ messageId, acknowledgedAt: dateTime({ description: 'When it was acknowledged first.' }) }),
);

export const MessageExpired = message(
  'MessageExpired',
  namespace,
  'A message that nobody acknowledged in time',
  element({
    messageId,
    notification: token({ maxLength: 100, description: 'Notification in the contract of the sender: entry.IE3Q01.' }),
    recipient: token({ maxLength: 17, description: 'EORI of the party whose mailbox it was in.' }),
    MRN: optional(token({ maxLength: 35 })),
  }),
);

export const contract = application({
  name: 'speed2ng',
  platform: 'speed2ng',
  title: 'SPEED2ng mailboxes',
  description: 'Keeps what the platform has to tell a trader until the trader has it: by priority, then age.',
  owner: 'Platforms: SPEED2ng',
  version: '1.0.0',
  services: {
    Mailbox: service({
      title: 'Mailboxes of traders',
      serviceLevel: 'gold',
      namespace,
      version: '1',
      soap: { versions: ['1.1', '1.2'], path: '/soap/v1/mailbox' },
      operations: {
        listMessages: operation({
          summary: 'What waits in the mailbox of the caller, class A first; can wait for news.',
          audience: [traders],
          effect: 'query',
          priority: 'B',
          request: ListMessages,
          reply: MessageList,
          refusals: { ...commonRefusals, ...unknownMessage },
          emits: [],
          audit: { event: 'speed2ng.mailbox.list' },
          retention: 'none',
          deadlineMs: 65_000,
          bpmnTask: 'mailbox.bpmn#ListMessages',
          rest: { method: 'GET', path: '/mailbox/messages' },
          soap: { action: `${namespace}:listMessages` },
          speaksFor,
        }),
        fetchMessage: operation({
          summary: 'One message of the mailbox, with its content. It stays until it is acknowledged.',
          audience: [traders],
          effect: 'query',
          priority: 'A',
          request: FetchMessage,
          reply: MailboxMessage,
          refusals: { ...commonRefusals, ...unknownMessage, ...expiredMessage },
          emits: [],
          audit: { event: 'speed2ng.mailbox.fetch', personalData: true },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'mailbox.bpmn#FetchMessage',
          rest: { method: 'GET', path: '/mailbox/messages/{messageId}' },
          soap: { action: `${namespace}:fetchMessage` },
          speaksFor,
        }),
        acknowledgeMessage: operation({
          summary: 'The caller has the message: it is no longer listed. Saying so again changes nothing.',
          audience: [traders],
          effect: 'command',
          priority: 'A',
          request: AcknowledgeMessage,
          reply: Acknowledged,
          refusals: { ...commonRefusals, ...unknownMessage },
          emits: [],
          audit: { event: 'speed2ng.mailbox.acknowledge' },
          retention: 'transport',
          deadlineMs: 5_000,
          bpmnTask: 'mailbox.bpmn#AcknowledgeMessage',
          rest: { method: 'POST', path: '/mailbox/messages/{messageId}/acknowledgement' },
          soap: { action: `${namespace}:acknowledgeMessage` },
          speaksFor,
        }),
      },
    }),
    Receipts: service({
      title: 'Receipts of messages',
      namespace: receiptNamespace,
      version: '1',
      soap: { versions: ['1.1', '1.2'], path: '/soap/v1/mailbox/receipts' },
      operations: {
        fetchReceipt: operation({
          summary: 'The signed receipt of a message that the caller sent, made again from the audit chain.',
          audience: [traders],
          effect: 'query',
          priority: 'C',
          ...receiptMessages(receiptNamespace),
          refusals: { ...commonRefusals, ...receiptUnknown },
          emits: [],
          audit: { event: 'speed2ng.receipt.fetch' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'receipts.bpmn#FetchReceiptOfTrader',
          rest: { method: 'GET', path: '/mailbox/receipts/{messageId}' },
          soap: { action: `${receiptNamespace}:fetchReceipt` },
        }),
      },
    }),
  },
  events: {
    messageExpired: event({ summary: 'A message expired in a mailbox: its sender may act.', message: MessageExpired }),
  },
  notifications: {},
  subscribes: [],
});
