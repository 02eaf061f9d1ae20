/** The way of every message of a trader, whatever it comes in as. One row after the other; a refusal ends it. */
import { table } from '../../shared-services/gateway/table.ts';
import type { Arrived } from './stages.ts';
import { type AuthenticateParts, authenticate } from './steps/authenticate.ts';
import { authorise } from './steps/authorise.ts';
import { type EntitleParts, entitle } from './steps/entitle.ts';
import { type ForwardParts, forward } from './steps/forward.ts';
import { type IdentifyParts, identifyOperation, identifyService } from './steps/identify.ts';
import { type LimitSizeParts, limitSize } from './steps/limit-size.ts';
import { makeRoom } from './steps/make-room.ts';
import { nameMessage } from './steps/name-message.ts';
import { type ReadParts, readEnvelopeOf, readJsonOf } from './steps/read.ts';
import { takePlace } from './steps/take-place.ts';
import { type ThrottleParts, throttleCaller } from './steps/throttle.ts';
import { type ValidateParts, validate } from './steps/validate.ts';

export type ReceiveParts = LimitSizeParts &
  IdentifyParts &
  AuthenticateParts &
  ThrottleParts &
  ReadParts &
  ValidateParts &
  EntitleParts &
  ForwardParts;

/**
 * Nobody's bytes are read before it is proved who sends them, and that they keep to their share: so a SOAP message is
 * identified in two rows, the service by its path, the operation with the envelope. Deduplication is giving the message a
 * name that is the same in every repetition; that its effect happens once is the application's own transaction.
 */
export const createReceive = (parts: ReceiveParts) =>
  // biome-ignore format: it is a table
  table<Arrived>()
    //   what              REST                      SOAP
    .row('take a place',   takePlace,                takePlace)
    .row('limit size',     limitSize(parts),         limitSize(parts))
    .row('identify',       identifyOperation(parts), identifyService(parts))
    .row('authenticate',   authenticate(parts),      authenticate(parts))
    .row('throttle',       throttleCaller(parts),    throttleCaller(parts))
    .row('read',           readJsonOf(parts),        readEnvelopeOf(parts))
    .row('authorise',      authorise,                authorise)
    .row('make room',      makeRoom,                 makeRoom)
    .row('validate',       validate(parts),          validate(parts))
    .row('entitle',        entitle(parts),           entitle(parts))
    .row('deduplicate',    nameMessage,              nameMessage)
    .row('forward',        forward(parts),           forward(parts));

export type Receive = ReturnType<typeof createReceive>;
