import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';

const namespace = 'urn:portorium:audit:1';

const conversation = element({
  conversationId: token({ maxLength: 64, description: 'Conversation whose records are wanted.' }),
});

const record = element({
  recordedAt: dateTime({ description: 'When the transaction of the record began.' }),
  component: token({ maxLength: 40 }),
  event: token({ maxLength: 100, description: 'What happened: an audit event of the catalogue.' }),
  outcome: token({ maxLength: 20, description: 'accepted, refused, failed or done.' }),
  reference: optional(text({ maxLength: 100, description: 'What it was about: an MRN, a message.' })),
  refusalCode: optional(token({ maxLength: 100 })),
  messageId: token({ maxLength: 300 }),
  traceparent: token({ maxLength: 60 }),
  circle: token({ maxLength: 20 }),
  party: text({ maxLength: 100, description: 'EORI, Member State, platform or application.' }),
  subject: text({ maxLength: 300, description: 'Subject of the token or certificate.' }),
  actingFor: optional(
    token({ maxLength: 17, description: 'EORI of the party for whom it acted, where not for itself.' }),
  ),
  mandateId: optional(many(token({ maxLength: 36, description: 'Mandate by which it acted for another.' }), 1, 8)),
  protocol: token({ maxLength: 20 }),
  contentSha256: optional(token({ maxLength: 64, description: 'SHA-256 of the exact content received.' })),
  sealed: flag({ description: 'The record is linked into the chain; it is within a second of its commit.' }),
});

const trail = element({ record: optional(many(record, 0, 1000)) });

const proof = element({
  blocks: integer({ maximum: Number.MAX_SAFE_INTEGER }),
  records: integer({ maximum: Number.MAX_SAFE_INTEGER }),
  holds: flag({ description: 'Every block was recomputed from its records and holds.' }),
  firstBrokenBlock: optional(token({ maxLength: 30 })),
  reason: optional(text({ maxLength: 300 })),
});

const acceptance = element({
  component: token({ maxLength: 40 }),
  event: token({ maxLength: 100 }),
  messageId: token({ maxLength: 300 }),
  conversationId: token({ maxLength: 64 }),
  subject: text({ maxLength: 300 }),
  acceptedAtMs: integer({ maximum: Number.MAX_SAFE_INTEGER, description: 'Milliseconds since the epoch.' }),
  reference: optional(text({ maxLength: 300 })),
  contentSha256: optional(token({ maxLength: 64 })),
});

const askedMessages = element({
  party: token({ maxLength: 100, description: 'EORI or Member State that sent them.' }),
  messageId: many(token({ maxLength: 300 }), 1, 1000),
});

const administrators = [{ circle: 'administrators', profiles: ['auditor', 'operator'] }] as const;

/** The audit chain: written by every component in the transaction of its effect, linked by hash, read by auditors. */
export const contract = application({
  name: 'audit',
  platform: 'shared-services',
  title: 'Audit chain',
  description: 'Append-only, hash-linked records of every operation, found by conversation.',
  owner: 'Shared services: audit',
  version: '1.0.0',
  services: {
    AuditTrail: service({
      title: 'Audit trail',
      namespace,
      version: '1',
      operations: {
        consultTrail: operation({
          summary: 'All records of one conversation, in their order.',
          audience: administrators,
          effect: 'query',
          priority: 'C',
          request: message('ConversationQuery', namespace, 'Conversation', conversation),
          reply: message('Trail', namespace, 'Audit trail', trail),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'audit.trail.consult', personalData: true },
          retention: 'none',
          deadlineMs: 10_000,
          bpmnTask: 'audit.bpmn#ConsultTrail',
          rest: { method: 'GET', path: '/audit/conversations/{conversationId}' },
        }),
        proveChain: operation({
          summary: 'Recomputes the whole chain from its records.',
          audience: administrators,
          effect: 'query',
          priority: 'C',
          request: message('ChainQuery', namespace, 'Nothing', element({})),
          reply: message('ChainProof', namespace, 'Proof of the chain', proof),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'audit.chain.prove' },
          retention: 'none',
          deadlineMs: 120_000,
          bpmnTask: 'audit.bpmn#ProveChain',
          rest: { method: 'GET', path: '/audit/chain' },
        }),
      },
    }),
    Acceptances: service({
      title: 'Acceptances of messages, for their receipts',
      namespace: `${namespace}:acceptances`,
      version: '1',
      internal: true,
      operations: {
        listAcceptances: operation({
          summary: 'Which of these messages of a party were accepted, and when first.',
          audience: [{ circle: 'central', profiles: ['speed2ng', 'ccn2ng'] }],
          effect: 'query',
          priority: 'B',
          request: message('AcceptanceQuery', namespace, 'Messages of a party', askedMessages),
          reply: message(
            'AcceptanceList',
            namespace,
            'Their first acceptances',
            element({ acceptance: optional(many(acceptance, 0, 1000)) }),
          ),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'audit.acceptance.list' },
          retention: 'none',
          deadlineMs: 2000,
          bpmnTask: 'receipts.bpmn#ListAcceptances',
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
