/** What a receipt says. Pure: the same facts always give the same claims, so that a repetition gets the same receipt. */
import { createHash } from 'node:crypto';
import type { PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import { givenName } from '../message-name.ts';
import type { Signer } from './sign.ts';

export interface ReceiptFacts {
  readonly placed: PlacedOperation;
  readonly circle: string;
  /** EORI of a trader, country code of a Member State. */
  readonly party: string;
  /** Subject of the proof; only its hash is told. */
  readonly subject: string;
  /** As the platform knows the message, with party and operation. */
  readonly messageId: string;
  readonly conversationId: string;
  readonly acceptedAtMs: number;
  /** Hexadecimal; absent where the message had no body. */
  readonly sha256?: string;
  /** What it was about, as it stands on the audit chain. */
  readonly reference?: string;
}

/** Whose receipts these are. */
export interface ReceiptIssuer {
  /** The operator of the platform, as receipts name it. */
  readonly name: string;
  readonly gateway: string;
  readonly signer: Signer;
}

const mrnForm = /^\d{2}[A-Z]{2}[A-Z0-9]{14}$/;

const aboutOf = (reference: string | undefined): Record<string, string> => {
  if (reference === undefined) return {};
  return mrnForm.test(reference) ? { mrn: reference } : { reference };
};

/**
 * Pseudonym of whoever acted, other in each conversation. Who knows the subject can show that it is meant; who does not
 * cannot tell from two receipts whether it was the same.
 */
export const pseudonymOf = (subject: string, conversationId: string): string =>
  createHash('sha256').update(`${conversationId}\n${subject}`).digest('base64url');

/** The payload of the JWS. Members in this order, so that equal facts are equal bytes. */
export const claimsOf = (facts: ReceiptFacts, { name, gateway }: Pick<ReceiptIssuer, 'name' | 'gateway'>) => ({
  iss: name,
  gateway,
  circle: facts.circle,
  party: facts.party,
  sub: pseudonymOf(facts.subject, facts.conversationId),
  operation: facts.placed.id,
  contractVersion: facts.placed.application.version,
  messageId: givenName(facts.messageId, facts.party, facts.placed.name),
  conversationId: facts.conversationId,
  ...(facts.sha256 === undefined ? {} : { sha256: facts.sha256 }),
  acceptedAt: new Date(facts.acceptedAtMs).toISOString(),
  ...aboutOf(facts.reference),
});

export const receiptOf = (facts: ReceiptFacts, issuer: ReceiptIssuer): string =>
  issuer.signer.sign(claimsOf(facts, issuer));
