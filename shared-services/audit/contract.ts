import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { acceptanceList, acceptanceQuery } from './messages/acceptances.ts';
import { evidence, evidenceQuery } from './messages/evidence.ts';
import {
  chainProof,
  checkpointList,
  checkpointListQuery,
  checkpointQuery,
  checkpointReply,
  consistencyProof,
  consistencyQuery,
  exportPage,
  exportQuery,
  inclusionProof,
  inclusionQuery,
} from './messages/proofs.ts';
import { conversationQuery, eventList, foundTrail, namespace, nothing, trail, trailQuery } from './messages/records.ts';

const readers = [{ circle: 'administrators', profiles: ['auditor', 'operator', 'security-officer'] }] as const;
const auditors = [{ circle: 'administrators', profiles: ['auditor'] }] as const;

const query = {
  effect: 'query',
  priority: 'C',
  emits: [],
  retention: 'none',
  deadlineMs: 10_000,
  refusals: commonRefusals,
} as const;

const proof = {
  ...query,
  audience: readers,
  bpmnTask: 'audit.bpmn#ProveChain',
  refusals: {
    ...commonRefusals,
    AUDIT_RECORD_UNKNOWN: { status: 'notFound', title: 'There is no such record on the trail.' },
    AUDIT_NOT_SEALED: { status: 'conflict', title: 'The record is not sealed yet; ask again in a second.' },
    AUDIT_SIZE_UNKNOWN: { status: 'notFound', title: 'There is no checkpoint of this size, or none yet.' },
  },
} as const;

/** The audit log: written by every component in the transaction of its effect, sealed into a Merkle tree, read by auditors. */
export const contract = application({
  name: 'audit',
  platform: 'shared-services',
  title: 'Audit log',
  description: 'Append-only records of every operation in a Merkle tree with signed checkpoints, searched and proven.',
  owner: 'Shared services: audit',
  version: '2.0.0',
  services: {
    AuditTrail: service({
      title: 'Audit trail',
      namespace,
      version: '1',
      operations: {
        consultTrail: operation({
          ...query,
          summary: 'All records of one conversation, in their order.',
          audience: readers,
          request: conversationQuery,
          reply: trail,
          audit: { event: 'audit.trail.consult', personalData: true },
          bpmnTask: 'audit.bpmn#ConsultTrail',
          rest: { method: 'GET', path: '/audit/conversations/{conversationId}' },
        }),
        searchTrail: operation({
          ...query,
          summary: 'Records by time, party, reference, event, component, outcome and refusal, newest first.',
          audience: readers,
          request: trailQuery,
          reply: foundTrail,
          audit: { event: 'audit.trail.search', personalData: true },
          bpmnTask: 'audit.bpmn#ConsultTrail',
          rest: { method: 'GET', path: '/audit/records' },
        }),
        listEvents: operation({
          ...query,
          summary: 'Every audit event that the contracts know, with the operation that writes it.',
          audience: readers,
          request: nothing('AuditEventQuery'),
          reply: eventList,
          audit: { event: 'audit.event.list' },
          bpmnTask: 'audit.bpmn#ConsultTrail',
          rest: { method: 'GET', path: '/audit/events' },
        }),
        exportTrail: operation({
          ...query,
          summary: 'The log from a leaf on, as the lines that `portorium audit verify` reads.',
          audience: auditors,
          request: exportQuery,
          reply: exportPage,
          audit: { event: 'audit.trail.export', personalData: true },
          bpmnTask: 'audit.bpmn#ConsultTrail',
          rest: { method: 'GET', path: '/audit/export' },
          deadlineMs: 60_000,
        }),
        proveInclusion: operation({
          ...proof,
          summary:
            'Proves that a record is in the log: its bytes, the way to the root, the signed checkpoint, the keys.',
          request: inclusionQuery,
          reply: inclusionProof,
          audit: { event: 'audit.inclusion.prove', personalData: true },
          rest: { method: 'GET', path: '/audit/records/{position}/inclusion' },
        }),
        proveConsistency: operation({
          ...proof,
          summary: 'Proves that a later tree has everything of an earlier one, unchanged and in the same order.',
          request: consistencyQuery,
          reply: consistencyProof,
          audit: { event: 'audit.consistency.prove' },
          rest: { method: 'GET', path: '/audit/consistency' },
        }),
        consultCheckpoint: operation({
          ...proof,
          summary: 'A signed checkpoint, the newest unless said, with cosignatures, keys, witnesses and what waits.',
          request: checkpointQuery,
          reply: checkpointReply,
          audit: { event: 'audit.checkpoint.consult' },
          rest: { method: 'GET', path: '/audit/checkpoint' },
        }),
        listCheckpoints: operation({
          ...query,
          summary: 'Signed checkpoints with their cosignatures, newest first.',
          audience: readers,
          request: checkpointListQuery,
          reply: checkpointList,
          audit: { event: 'audit.checkpoint.list' },
          bpmnTask: 'audit.bpmn#ProveChain',
          rest: { method: 'GET', path: '/audit/checkpoints' },
        }),
        proveChain: operation({
          ...proof,
          summary: 'Recomputes the whole log from its records.',
          request: nothing('ChainQuery'),
          reply: chainProof,
          audit: { event: 'audit.chain.prove' },
          deadlineMs: 120_000,
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
          ...query,
          summary: 'Which of these messages of a party were accepted, and when first.',
          audience: [{ circle: 'central', profiles: ['speed2ng', 'ccn2ng'] }],
          priority: 'B',
          request: acceptanceQuery,
          reply: acceptanceList,
          audit: { event: 'audit.acceptance.list' },
          deadlineMs: 2000,
          bpmnTask: 'receipts.bpmn#ListAcceptances',
        }),
      },
    }),
    Evidence: service({
      title: 'Proofs for the archive',
      namespace: `${namespace}:evidence`,
      version: '1',
      internal: true,
      operations: {
        proveConversations: operation({
          ...proof,
          summary: 'All records of conversations with the proofs that they are in the log, against one checkpoint.',
          audience: [{ circle: 'central', profiles: ['shared-services'] }],
          request: evidenceQuery,
          reply: evidence,
          audit: { event: 'audit.conversation.prove', personalData: true },
          deadlineMs: 20_000,
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
