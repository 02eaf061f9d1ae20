import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { receiptMessages, receiptUnknown } from '../../reference-architecture/contract/receipt.ts';
import {
  dateTime,
  element,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';
import { exchangeAdministration } from '../../shared-services/gateway/exchange/administration.ts';

const receiptNamespace = 'urn:portorium:exchange:receipts:1';
const namespace = 'urn:portorium:exchange:1';

const messageId = token({ maxLength: 291, description: 'Identifies the message; the same in every repetition.' });

const facts = {
  messageId,
  type: token({ maxLength: 60, description: 'Official message id: IE4N03.' }),
  MRN: optional(
    text({ maxLength: 35, description: 'What the message is about; messages about the same MRN come in order.' }),
  ),
  priority: token({ maxLength: 1, pattern: '[ABC]', description: 'Priority class: A is served first.' }),
  conversationId: token({ maxLength: 64 }),
  queuedAt: dateTime(),
  expiresAt: dateTime({ description: 'Not acknowledged by then, it is a dead letter.' }),
};

const listed = element(facts, { typeName: 'ListedMessageType' });
const whole = element(
  {
    ...facts,
    xml: text({
      description:
        'The message as the official XML document; its root element is the message itself, IE4N03, without the wrapper of SOAP.',
    }),
  },
  { typeName: 'ExchangeMessageType' },
);

const limit = optional(
  integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 unless said otherwise.' }),
);
const waitSeconds = optional(
  integer({ maximum: 60, description: 'How long to wait for a message when there is none.' }),
);

const nationalSystems = [{ circle: 'trusted', profiles: ['national-entry-system'] }] as const;

const unknownMessage = {
  EXCHANGE_MESSAGE_UNKNOWN: { status: 'notFound', title: 'There is no such message for this Member State.' },
} as const;

/** The gateway of the trusted circle: durable exchange with the systems of Member States. */
export const contract = application({
  name: 'ccn2ng',
  platform: 'ccn2ng',
  title: 'CCN2ng exchange',
  description:
    'Store and forward between central applications and Member States: in order per MRN, at least once, by priority.',
  owner: 'Platforms: CCN2ng',
  version: '1.0.0',
  services: {
    Exchange: service({
      title: 'Exchange with Member States',
      serviceLevel: 'gold',
      namespace,
      version: '1',
      soap: { versions: ['1.2'], path: '/soap/v1/exchange' },
      operations: {
        listMessages: operation({
          summary: 'Messages that wait for this Member State: by priority, then age; of each MRN only the oldest.',
          audience: nationalSystems,
          effect: 'query',
          priority: 'B',
          request: message('ListMessages', namespace, 'Wish to see what waits', element({ limit, waitSeconds })),
          reply: message('MessageList', namespace, 'What waits', element({ message: optional(many(listed, 0, 100)) })),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'ccn2ng.exchange.list' },
          retention: 'none',
          deadlineMs: 70_000,
          bpmnTask: 'exchange.bpmn#ListMessages',
          rest: { method: 'GET', path: '/exchange/messages' },
          soap: { action: 'urn:portorium:exchange:1:listMessages' },
        }),
        fetchMessage: operation({
          summary: 'One message, with its content as official XML.',
          audience: nationalSystems,
          effect: 'query',
          priority: 'B',
          request: message('FetchMessage', namespace, 'Wish for a message', element({ messageId })),
          reply: message('ExchangeMessage', namespace, 'A message', whole),
          refusals: { ...commonRefusals, ...unknownMessage },
          emits: [],
          audit: { event: 'ccn2ng.exchange.fetch', personalData: true },
          retention: 'none',
          deadlineMs: 10_000,
          bpmnTask: 'exchange.bpmn#FetchMessage',
          rest: { method: 'GET', path: '/exchange/messages/{messageId}' },
          soap: { action: 'urn:portorium:exchange:1:fetchMessage' },
        }),
        acknowledgeMessage: operation({
          summary: 'Says that a message was taken over; it is not offered again. Saying it twice does no harm.',
          audience: nationalSystems,
          effect: 'command',
          priority: 'B',
          request: message('AcknowledgeMessage', namespace, 'Acknowledgement', element({ messageId })),
          reply: message(
            'MessageAcknowledged',
            namespace,
            'The acknowledgement is kept',
            element({ messageId, acknowledgedAt: dateTime() }),
          ),
          refusals: { ...commonRefusals, ...unknownMessage },
          emits: [],
          audit: { event: 'ccn2ng.exchange.acknowledge' },
          retention: 'transport',
          deadlineMs: 10_000,
          bpmnTask: 'exchange.bpmn#AcknowledgeMessage',
          rest: { method: 'POST', path: '/exchange/messages/{messageId}/acknowledgement' },
          soap: { action: 'urn:portorium:exchange:1:acknowledgeMessage' },
        }),
        receiveMessages: operation({
          summary:
            'Messages as they come; each is sent again until it is acknowledged. REST answers with those that wait.',
          audience: nationalSystems,
          effect: 'query',
          priority: 'B',
          request: message('ReceiveMessages', namespace, 'Wish to receive', element({ limit, waitSeconds })),
          reply: message(
            'ExchangeMessages',
            namespace,
            'Messages',
            element({ message: optional(many(whole, 0, 100)) }),
          ),
          streams: true,
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'ccn2ng.exchange.receive', personalData: true },
          retention: 'none',
          deadlineMs: 70_000,
          bpmnTask: 'exchange.bpmn#ReceiveMessages',
          rest: { method: 'GET', path: '/exchange/stream' },
        }),
      },
    }),
    Administration: exchangeAdministration,
    Receipts: service({
      title: 'Receipts of messages',
      namespace: receiptNamespace,
      version: '1',
      soap: { versions: ['1.2'], path: '/soap/v1/exchange/receipts' },
      operations: {
        fetchReceipt: operation({
          summary: 'The signed receipt of a message that the caller sent, made again from the audit chain.',
          audience: nationalSystems,
          effect: 'query',
          priority: 'C',
          ...receiptMessages(receiptNamespace),
          refusals: { ...commonRefusals, ...receiptUnknown },
          emits: [],
          audit: { event: 'ccn2ng.receipt.fetch' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'receipts.bpmn#FetchReceiptOfMemberState',
          rest: { method: 'GET', path: '/exchange/receipts/{messageId}' },
          soap: { action: `${receiptNamespace}:fetchReceipt` },
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
