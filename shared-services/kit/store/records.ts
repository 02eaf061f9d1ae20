/** What is written in the same transaction as the business rows: messages to others, and the audit record. */
import type { Circle, Priority } from '../../../reference-architecture/contract/language.ts';
import type { Acceptance, Call } from '../call.ts';

/** A message on its way to a subscriber: an application that acts on an event, or a gateway that delivers to a party. */
export interface Outgoing {
  /** `entry.filingRegistered`, `entry.IE3Q01` */
  readonly name: string;
  /** Application or gateway that takes it. */
  readonly subscriber: string;
  /** Messages with the same key arrive in the order in which they were sent: the MRN. */
  readonly orderingKey: string;
  readonly priority: Priority;
  /** Party for whom a gateway delivers it: an EORI, a Member State. */
  readonly recipient?: string;
  /** Message id that the recipient sees; the same in every repetition. */
  readonly messageId: string;
  readonly conversationId: string;
  readonly traceparent: string;
  readonly content: unknown;
}

/** An outgoing message as the subscriber gets it. */
export interface Delivered extends Outgoing {
  /** Milliseconds since the epoch at which its cause was committed. */
  readonly sentAtMs: number;
}

export type Outcome = 'accepted' | 'refused' | 'failed' | 'done';

/** One line of the audit chain. */
export interface AuditRecord {
  readonly event: string;
  readonly outcome: Outcome;
  /** MRN, mailbox message, profile: what it was about. */
  readonly reference?: string;
  readonly refusalCode?: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly traceparent: string;
  readonly circle: Circle;
  readonly party: string;
  readonly subject: string;
  /** EORI for whom the caller acted, and the mandates by which it might. */
  readonly actingFor?: string;
  readonly mandateIds?: readonly string[];
  readonly protocol: Call['protocol'];
  /** SHA-256 of the exact content that was received or sent. */
  readonly contentSha256?: string;
  readonly personalData?: boolean;
  /** Not written; called after the commit with what was. */
  readonly accepted?: (acceptance: Acceptance) => void;
}

/** Who acts: the holder of the proof, and the official for whom it vouches. */
const actorOf = ({ subject, actingOfficial }: Call['caller']): string =>
  actingOfficial === undefined ? subject : `${subject} for ${actingOfficial}`;

/** The audit record of a call under its operation's audit event. */
export const auditOf = (
  call: Call,
  event: string,
  outcome: Outcome,
  more: { readonly reference?: string; readonly refusalCode?: string; readonly personalData?: boolean } = {},
): AuditRecord => ({
  event,
  outcome,
  conversationId: call.conversationId,
  messageId: call.messageId,
  traceparent: call.traceparent,
  circle: call.caller.circle,
  party: call.caller.party,
  subject: actorOf(call.caller),
  protocol: call.protocol,
  ...(call.actingFor === undefined ? {} : { actingFor: call.actingFor.eori, mandateIds: call.actingFor.mandateIds }),
  ...(call.received === undefined ? {} : { contentSha256: call.received.sha256 }),
  ...(call.accepted === undefined ? {} : { accepted: call.accepted }),
  ...(call.caller.actingOfficial === undefined ? {} : { personalData: true }),
  ...more,
});

/** Tells those who wait for it that their message was accepted; to be called after the commit. */
export const tellAccepted = (records: readonly AuditRecord[], acceptedAtMs: number): void => {
  for (const { accepted, outcome, conversationId, reference } of records) {
    if (accepted === undefined || (outcome !== 'accepted' && outcome !== 'done')) continue;
    accepted({ outcome, acceptedAtMs, conversationId, ...(reference === undefined ? {} : { reference }) });
  }
};
