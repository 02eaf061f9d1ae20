/** What is known of a call wherever it goes: who asks, under which conversation, until when. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Circle } from '../../reference-architecture/contract/language.ts';
import { drawRandom } from './randomness.ts';

/** Who asks. Made by a gateway from proof (token, certificate), never from what a message says of itself. */
export interface Caller {
  readonly circle: Circle;
  /** EORI of a trader, country code of a Member State, name of a platform or application. */
  readonly party: string;
  /** Business profiles that the proof grants. */
  readonly profiles: readonly string[];
  /** Subject of the token or of the certificate: for the audit chain. */
  readonly subject: string;
  /** The official of an administration for whom its system acts, as the administration vouches: for the audit chain alone. */
  readonly actingOfficial?: string;
}

/** For whom the caller acts, where it acts for another, and by which right: found by a gateway, before anything is done. */
export interface ActingFor {
  readonly eori: string;
  /** The mandates that entitle the caller to this message; one for each link between the caller and the other party. */
  readonly mandateIds: readonly string[];
}

export interface Call {
  readonly caller: Caller;
  /** Absent: the caller acts for itself. */
  readonly actingFor?: ActingFor;
  /** One business conversation from the trader's message to the last answer; on every log line and audit record. */
  readonly conversationId: string;
  /** This message; the same in every repetition, so that its effect happens once. */
  readonly messageId: string;
  /** W3C trace context. */
  readonly traceparent: string;
  /** The platform that passed the call on; for a call made by an application itself, its own platform. */
  readonly via: string;
  /** A page that is open asks the same again; when it was opened is on the audit chain. Said by a gateway, of pages alone. */
  readonly again?: true;
  /** `page`: a person at the portal. */
  readonly protocol: 'rest' | 'soap' | 'grpc' | 'as4' | 'page' | 'internal';
  /** Milliseconds since the epoch after which nobody waits for the answer. */
  readonly deadlineAtMs: number;
  /** The exact text received, where there was one, and its hash. */
  readonly received?: Received;
  /** Told after the commit; of a command alone. A gateway makes the receipt of it. */
  readonly accepted?: (acceptance: Acceptance) => void;
}

/** What the audit chain has of a command that was acknowledged, as it was committed together with the effect. */
export interface Acceptance {
  /** `done`: its effect was there already, from the same message or another; the first acceptance has the other word. */
  readonly outcome: 'accepted' | 'done';
  /** When the transaction began that committed it, by the clock of the database. Milliseconds since the epoch. */
  readonly acceptedAtMs: number;
  /** Conversation under which it is recorded: that of the case, where the message belongs to one. */
  readonly conversationId: string;
  /** What it was about: an MRN, a message. */
  readonly reference?: string;
}

/** In whose place the caller stands: of whom it acts for, or its own. */
export const standsFor = ({ caller, actingFor }: Pick<Call, 'caller' | 'actingFor'>): string =>
  actingFor?.eori ?? caller.party;

export interface Received {
  readonly contentType: string;
  /** Exact content; UTF-8 was checked, so these are the bytes. */
  readonly text: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
}

export const sha256Hex = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Time-ordered identifier (UUID version 7). */
export const newId = (): string => v7({ rng: () => drawRandom(16) });
