/**
 * How far a message has come at a gateway, whatever its protocol. Each stage has what the one before had, and what its step
 * has found out: what is not in the type was not checked.
 */
import type { IncomingMessage } from 'node:http';
import type { XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import type { Acceptance, ActingFor, Call, Caller, Received } from '../../kit/call.ts';
import type { Fault } from '../../kit/refusal.ts';
import type { Place } from '../admission.ts';
import type { Conversation } from '../conversation.ts';
import type { Prepared } from '../prepared.ts';
import type { RestMatch } from '../rest-routes.ts';
import type { Addressing } from '../soap/addressing.ts';
import type { Envelope } from '../soap/envelope.ts';
import type { SoapVersion } from '../soap/names.ts';
import type { SoapRoute, SoapService } from '../soap-routes.ts';

/** A request, of which nothing is known. */
export interface Arrived {
  readonly conversation: Conversation;
  readonly place: Place;
  /** Asked by a page that is open and shows what changes: not for the first time. */
  readonly again?: true;
}

export interface HttpArrived extends Arrived {
  readonly request: IncomingMessage;
  /** Path and query: below the REST root, or of the SOAP service. */
  readonly url: string;
}

/** It has one of the places for work under way. */
export interface Placed {
  readonly placed: true;
}

/** Its size is within the limits, as far as it says. */
export interface Sized {
  readonly sized: true;
}

/** What it came in as. */
export interface Spoken {
  readonly protocol: Call['protocol'];
}

export interface RestIdentified extends HttpArrived, Placed, Sized {
  readonly protocol: 'rest';
  readonly match: RestMatch;
}

export interface SoapIdentified extends HttpArrived, Placed, Sized {
  readonly protocol: 'soap';
  readonly service: SoapService;
}

/** It is proved who asks. */
export interface Authenticated {
  readonly caller: Caller;
  /** Asked again before an answer. @throws {Refusal} who was admitted is not believed any more, or nobody can tell */
  readonly assertStill?: () => void;
}

/** The caller keeps to its share. */
export interface Throttled {
  readonly throttled: true;
}

/** Its bytes are here, as text. */
export interface Taken {
  /** Absent: there was no body. */
  readonly received?: Received;
}

export interface SoapTaken extends Taken {
  readonly received: Received;
  /** The document, well formed and within the limits. */
  readonly root: XmlElement;
  /** What the content type promises. */
  readonly promised: SoapVersion;
}

/** Its signature holds, or it has none and needs none. */
export interface Sealed {
  /** Whether there was a signature. */
  readonly sealed: boolean;
}

/** The message was read; its content is what the caller says, and nothing more. */
export interface Read {
  readonly prepared: Prepared;
  readonly unchecked: unknown;
  /** What was wrong already in reading. */
  readonly structureFaults: readonly Fault[];
  /** The text, where there was any. */
  readonly received?: Received;
  /** The caller's own name for the message. */
  readonly givenId?: string;
}

export interface SoapRead extends Read {
  readonly envelope: Envelope;
  readonly addressing: Addressing;
  readonly route: SoapRoute;
}

/** The contract admits the caller to the operation. */
export interface Authorised {
  readonly authorised: true;
}

/** There is room for a message of its class. */
export interface Admitted {
  readonly admitted: true;
}

/** The content is what the contract asks for. */
export interface Validated {
  readonly content: unknown;
}

/** The caller may say what the message says. */
export interface Entitled {
  readonly entitled: true;
  /** For whom, and by which right, where it speaks for another. */
  readonly actingFor?: ActingFor;
}

/** The message has a name that is the same in every repetition. */
export interface Named {
  readonly messageId: string;
}

/** Nothing else is passed on. */
export type Forwardable = Arrived &
  Placed &
  Spoken &
  Authenticated &
  Read &
  Authorised &
  Admitted &
  Validated &
  Entitled &
  Named;

export interface Answered {
  /** Undefined: one-way. */
  readonly reply: unknown;
  /** What was committed; absent for a question. */
  readonly acceptance?: Acceptance;
}

/** It is accepted, and its sender can prove it. */
export interface Receipted {
  /** Compact JWS; absent for a question, and where none could be made. */
  readonly receipt?: string;
}
