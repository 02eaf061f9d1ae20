/**
 * How far a message has come. Each stage has what the one before had, and what its step has found out: what is not in the
 * type was not checked.
 */
import type { IncomingMessage } from 'node:http';
import type { Place } from '../../shared-services/gateway/admission.ts';
import type { Conversation } from '../../shared-services/gateway/conversation.ts';
import type { Prepared } from '../../shared-services/gateway/prepared.ts';
import type { RestMatch } from '../../shared-services/gateway/rest-routes.ts';
import type { Addressing } from '../../shared-services/gateway/soap/addressing.ts';
import type { Envelope } from '../../shared-services/gateway/soap/envelope.ts';
import type { SoapRoute, SoapService } from '../../shared-services/gateway/soap-routes.ts';
import type { Caller, Received } from '../../shared-services/kit/call.ts';
import type { Fault } from '../../shared-services/kit/refusal.ts';

/** A request, of which nothing is known. */
export interface Arrived {
  readonly request: IncomingMessage;
  /** Path and query: below the REST root, or of the SOAP service. */
  readonly url: string;
  readonly conversation: Conversation;
  readonly place: Place;
}

/** It has one of the places for work under way. */
export interface Placed extends Arrived {
  readonly placed: true;
}

/** Its size is within the limits, as far as it says. */
export interface Sized extends Placed {
  readonly sized: true;
}

export interface RestIdentified extends Sized {
  readonly protocol: 'rest';
  readonly match: RestMatch;
}

export interface SoapIdentified extends Sized {
  readonly protocol: 'soap';
  readonly service: SoapService;
}

export type Identified = RestIdentified | SoapIdentified;

/** It is proved who asks. */
export interface Authenticated {
  readonly caller: Caller;
}

/** The caller keeps to its share. */
export interface Throttled {
  readonly throttled: true;
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

/** The caller may speak for whom the message speaks. */
export interface Entitled {
  readonly entitled: true;
}

/** The message has a name that is the same in every repetition. */
export interface Named {
  readonly messageId: string;
}

/** Nothing else is passed on. */
export type Forwardable = Identified & Authenticated & Read & Authorised & Admitted & Validated & Entitled & Named;

export interface Answered {
  /** Undefined: one-way. */
  readonly reply: unknown;
}
