/** The way of every message of a Member State, whatever it comes in as. One row after the other; a refusal ends it. */
import { type AdmitAddressParts, admitAddress } from '../../shared-services/gateway/steps/admit-address.ts';
import { type AdmitPartnerParts, admitPartner } from '../../shared-services/gateway/steps/admit-partner.ts';
import { authorise } from '../../shared-services/gateway/steps/authorise.ts';
import { type ForwardParts, forward } from '../../shared-services/gateway/steps/forward.ts';
import { giveReceipt, type ReceiptParts } from '../../shared-services/gateway/steps/give-receipt.ts';
import {
  type IdentifyParts,
  identifyOperation,
  identifyService,
} from '../../shared-services/gateway/steps/identify.ts';
import { type LimitSizeParts, limitSize } from '../../shared-services/gateway/steps/limit-size.ts';
import { makeRoom } from '../../shared-services/gateway/steps/make-room.ts';
import { nameMessage } from '../../shared-services/gateway/steps/name-message.ts';
import { type ReadSoapParts, readEnvelopeOf, readJsonOf } from '../../shared-services/gateway/steps/read.ts';
import type { HttpArrived } from '../../shared-services/gateway/steps/stages.ts';
import { stillBelieved } from '../../shared-services/gateway/steps/still-believed.ts';
import { takeJson, takeXml } from '../../shared-services/gateway/steps/take-message.ts';
import { takePlace } from '../../shared-services/gateway/steps/take-place.ts';
import { type ThrottleParts, throttleCaller } from '../../shared-services/gateway/steps/throttle.ts';
import { type ValidateParts, validate } from '../../shared-services/gateway/steps/validate.ts';
import { tableOfThree } from '../../shared-services/gateway/table-of-three.ts';
import type { MemberStateSecurity } from './security/member-state-security.ts';
import type { GrpcArrived } from './stages.ts';
import { admitCall } from './steps/admit-call.ts';
import { type AuthenticateParts, authenticate, authenticateCall } from './steps/authenticate.ts';
import { checkHeaders, noHeaders } from './steps/check-headers.ts';
import { identifyCall, limitMetadata, readCallOf, takeCall } from './steps/read-call.ts';
import { noSeal, verifySeal } from './steps/verify-seal.ts';

export type ReceiveParts = AdmitAddressParts &
  AdmitPartnerParts &
  LimitSizeParts &
  IdentifyParts &
  AuthenticateParts &
  ThrottleParts &
  ReadSoapParts &
  ValidateParts &
  ForwardParts &
  ReceiptParts & { readonly security: MemberStateSecurity };

/** Operations whose callers may wait for news. */
const waiting: ReadonlySet<string> = new Set(['ccn2ng.listMessages', 'ccn2ng.receiveMessages']);

/**
 * Nobody's bytes are read before the Member State is known and keeps to its share: so a SOAP message is identified in two
 * rows, the service by its path, the operation with the envelope. The seal stands before the reading: what is read is what
 * was signed.
 */
export const createReceive = (parts: ReceiveParts) =>
  // biome-ignore format: a table is read by its columns
  tableOfThree<HttpArrived, GrpcArrived>()
    //   what             REST                      SOAP                    gRPC
    .row('take a place',  takePlace,                takePlace,              takePlace)
    .row('admit address', admitAddress(parts),      admitAddress(parts),    admitCall(parts))
    .row('limit size',    limitSize(parts),         limitSize(parts),       limitMetadata)
    .row('identify',      identifyOperation(parts), identifyService(parts), identifyCall)
    .row('authenticate',  authenticate(parts),      authenticate(parts),    authenticateCall(parts))
    .row('admit partner', admitPartner(parts),      admitPartner(parts),    admitPartner(parts))
    .row('throttle',      throttleCaller(parts),    throttleCaller(parts),  throttleCaller(parts))
    .row('take message',  takeJson(parts),          takeXml(parts),         takeCall)
    .row('verify seal',   noSeal,                   verifySeal(parts.security), noSeal)
    .row('read',          readJsonOf(parts),        readEnvelopeOf(parts),  readCallOf(parts))
    .row('authorise',     authorise,                authorise,              authorise)
    .row('make room',     makeRoom(waiting),        makeRoom(waiting),      makeRoom(waiting))
    .row('validate',      validate(parts),          validate(parts),        validate(parts))
    .row('check headers', noHeaders,                checkHeaders(parts),    noHeaders)
    .row('deduplicate',   nameMessage,              nameMessage,            nameMessage)
    .row('forward',       forward(parts),           forward(parts),         forward(parts))
    .row('still believed', stillBelieved(parts),    stillBelieved(parts),   stillBelieved(parts))
    .row('receipt',       giveReceipt(parts),       giveReceipt(parts),     giveReceipt(parts));

export type Receive = ReturnType<typeof createReceive>;
