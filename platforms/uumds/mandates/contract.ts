/** Mandates: who may act for whom, in what, and until when. */
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import {
  type Audience,
  application,
  notification,
  operation,
  type RefusalContract,
  service,
} from '../../../reference-architecture/contract/language.ts';
import type { Message } from '../../../reference-architecture/contract/schema.ts';
import {
  Entitlement,
  EntitlementQuestion,
  Mandate,
  MandateAcceptance,
  MandateAccepted,
  MandateDeclined,
  MandateEnding,
  MandateHistory,
  MandateList,
  MandateListQuery,
  MandateProposal,
  MandateProposed,
  MandateQuery,
  MandateRefusal,
  MandateRevocation,
  MandateRevoked,
  namespace,
  Procedures,
  ProceduresQuery,
} from './messages.ts';

/** An economic operator's own administrator: gives, takes and ends mandates. */
const administrators: Audience = { circle: 'untrusted', profiles: ['administrator'] };
/** Everybody of an economic operator may see by what right it acts, and who acts for it. */
const everybody: Audience = {
  circle: 'untrusted',
  profiles: ['administrator', 'declarant', 'representative', 'carrier', 'it-provider'],
};

const dayMs = 86_400_000;

const unknownMandate = {
  MANDATE_UNKNOWN: { status: 'notFound', title: 'There is no such mandate to which the caller is a party.' },
} as const satisfies Record<string, RefusalContract>;

const unfitMandate = {
  MANDATE_INVALID: { status: 'invalid', title: 'The mandate cannot be given as it stands; each fault is listed.' },
} as const satisfies Record<string, RefusalContract>;

const wrongState = {
  MANDATE_STATE: { status: 'conflict', title: 'The mandate is in a state in which this cannot be done.' },
} as const satisfies Record<string, RefusalContract>;

const wrongSide = {
  MANDATE_NOT_ADDRESSED: { status: 'forbidden', title: 'Only the mandatary may accept or decline the mandate.' },
} as const satisfies Record<string, RefusalContract>;

interface Change<Request extends Message> {
  readonly name: string;
  readonly summary: string;
  readonly request: Request;
  readonly path: string;
  readonly event: string;
  readonly emits: readonly string[];
  readonly refusals: Readonly<Record<string, RefusalContract>>;
  readonly status?: 201;
}

/** What changes a mandate answers with the mandate as it stands then. Sent again, it changes nothing and answers the same. */
const change = <Request extends Message>(of: Change<Request>) =>
  operation<Request, typeof Mandate>({
    summary: of.summary,
    audience: [administrators],
    effect: 'command',
    priority: 'B',
    request: of.request,
    reply: Mandate,
    refusals: { ...commonRefusals, ...of.refusals },
    emits: of.emits,
    audit: { event: of.event, personalData: true },
    retention: 'record',
    deadlineMs: 10_000,
    bpmnTask: `mandates.bpmn#${of.name[0]?.toUpperCase()}${of.name.slice(1)}`,
    rest: { method: 'POST', path: of.path, status: of.status ?? 200 },
    soap: { action: `${namespace}/${of.name}` },
  });

const toOtherParty = <M extends Message>(of: M, summary: string) =>
  notification({
    summary,
    message: of,
    audience: administrators,
    priority: 'B',
    retention: 'record',
    expiresAfterMs: 90 * dayMs,
  });

export const contract = application({
  name: 'mandates',
  platform: 'uumds',
  title: 'Mandates',
  description:
    'Which economic operator may act for which other, as direct or indirect representative or as technical sender, in which procedures and until when; and whether a message may be sent for another.',
  owner: 'Platforms: UUM&DS',
  version: '1.0.0',
  services: {
    Mandates: service({
      title: 'Mandates of economic operators',
      namespace,
      version: '1',
      soap: { versions: ['1.1', '1.2'], path: '/soap/v1/mandates' },
      operations: {
        grantMandate: change({
          name: 'grantMandate',
          summary: 'Propose a mandate to another economic operator. It counts once that one has accepted it.',
          request: MandateProposal,
          path: '/mandates',
          event: 'mandates.mandate.propose',
          emits: ['mandates.MandateProposed'],
          refusals: {
            ...unfitMandate,
            MANDATE_REFERENCE_USED: {
              status: 'conflict',
              title: 'The caller has used this reference for another mandate.',
            },
          },
          status: 201,
        }),
        acceptMandate: change({
          name: 'acceptMandate',
          summary: 'Accept a mandate as its mandatary: it is in force from its first day on.',
          request: MandateAcceptance,
          path: '/mandates/{mandateId}/acceptance',
          event: 'mandates.mandate.accept',
          emits: ['mandates.MandateAccepted'],
          refusals: { ...unknownMandate, ...unfitMandate, ...wrongState, ...wrongSide },
        }),
        declineMandate: change({
          name: 'declineMandate',
          summary: 'Decline a mandate as its mandatary.',
          request: MandateRefusal,
          path: '/mandates/{mandateId}/refusal',
          event: 'mandates.mandate.decline',
          emits: ['mandates.MandateDeclined'],
          refusals: { ...unknownMandate, ...wrongState, ...wrongSide },
        }),
        revokeMandate: change({
          name: 'revokeMandate',
          summary: 'End a mandate, from either side. The next message that needs it is refused, at every gateway.',
          request: MandateRevocation,
          path: '/mandates/{mandateId}/revocation',
          event: 'mandates.mandate.revoke',
          emits: ['mandates.MandateRevoked'],
          refusals: { ...unknownMandate, ...wrongState },
        }),
        listMandates: operation({
          summary: 'The mandates that the caller gave or was given, the newest first.',
          audience: [everybody],
          effect: 'query',
          priority: 'C',
          request: MandateListQuery,
          reply: MandateList,
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'mandates.mandate.list' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'mandates.bpmn#ListMandates',
          rest: { method: 'GET', path: '/mandates' },
          soap: { action: `${namespace}/listMandates` },
        }),
        consultMandate: operation({
          summary: 'One mandate with all that happened to it: who, when, why.',
          audience: [everybody],
          effect: 'query',
          priority: 'C',
          request: MandateQuery,
          reply: MandateHistory,
          refusals: { ...commonRefusals, ...unknownMandate },
          emits: [],
          audit: { event: 'mandates.mandate.consult', personalData: true },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'mandates.bpmn#ConsultMandate',
          rest: { method: 'GET', path: '/mandates/{mandateId}' },
          soap: { action: `${namespace}/consultMandate` },
        }),
        listProcedures: operation({
          summary: 'What a mandate can cover: the operations that are offered to traders, and to which profiles.',
          audience: [everybody],
          effect: 'query',
          priority: 'C',
          request: ProceduresQuery,
          reply: Procedures,
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'mandates.procedure.list' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'mandates.bpmn#ListProcedures',
          rest: { method: 'GET', path: '/mandate-procedures' },
          soap: { action: `${namespace}/listProcedures` },
        }),
      },
    }),
    Entitlements: service({
      title: 'Entitlements, as gateways ask for them',
      namespace: `${namespace}:entitlement`,
      version: '1',
      internal: true,
      operations: {
        checkMandate: operation({
          summary: 'Whether a caller may send a message that speaks for another, now; and by which mandates.',
          audience: [{ circle: 'central', profiles: ['speed2ng'] }],
          effect: 'query',
          priority: 'A',
          request: EntitlementQuestion,
          reply: Entitlement,
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'mandates.entitlement.check', refusalsOnly: true },
          retention: 'none',
          deadlineMs: 2_000,
          bpmnTask: 'mandates.bpmn#CheckMandate',
        }),
      },
    }),
  },
  events: {},
  notifications: {
    MandateProposed: toOtherParty(MandateProposed, 'To the mandatary: a mandate is proposed to it.'),
    MandateAccepted: toOtherParty(MandateAccepted, 'To the mandator: its mandate was accepted.'),
    MandateDeclined: toOtherParty(MandateDeclined, 'To the mandator: its mandate was declined.'),
    MandateRevoked: toOtherParty(MandateRevoked, 'To the other party: the mandate was revoked.'),
    MandateEnding: toOtherParty(MandateEnding, 'To both parties: the mandate ends in 30 days, and again in 7 days.'),
  },
  subscribes: [],
});
