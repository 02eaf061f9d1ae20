/** The way of every message of a trader, whatever it comes in as. One row after the other; a refusal ends it. */
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
import {
  asItIs,
  authenticateVisitor,
  identifyAsked,
  limitedBefore,
  needsNoSeal,
  type PageAsked,
  readAsked,
} from '../../shared-services/gateway/steps/page.ts';
import { type ReadSoapParts, readEnvelopeOf, readJsonOf } from '../../shared-services/gateway/steps/read.ts';
import type { HttpArrived } from '../../shared-services/gateway/steps/stages.ts';
import { stillBelieved } from '../../shared-services/gateway/steps/still-believed.ts';
import { takeJson, takeXml } from '../../shared-services/gateway/steps/take-message.ts';
import { takePlace } from '../../shared-services/gateway/steps/take-place.ts';
import { type ThrottleParts, throttleCaller } from '../../shared-services/gateway/steps/throttle.ts';
import { type ValidateParts, validate } from '../../shared-services/gateway/steps/validate.ts';
import { tableOfThree } from '../../shared-services/gateway/table-of-three.ts';
import { type AuthenticateParts, authenticate, callerOf } from './steps/authenticate.ts';
import { type EntitleParts, entitle } from './steps/entitle.ts';
import { type SealParts, verifyJsonSeal, verifySoapSeal } from './steps/verify-seal.ts';

export type ReceiveParts = AdmitAddressParts &
  AdmitPartnerParts &
  LimitSizeParts &
  IdentifyParts &
  AuthenticateParts &
  ThrottleParts &
  ReadSoapParts &
  ValidateParts &
  EntitleParts &
  SealParts &
  ForwardParts &
  ReceiptParts;

/** Operations whose callers may wait for news. */
const waiting: ReadonlySet<string> = new Set(['speed2ng.listMessages']);

/**
 * Nobody's bytes are read before it is proved who sends them, and that they keep to their share: so a SOAP message is
 * identified in two rows, the service by its path, the operation with the envelope. The seal stands before the reading:
 * what is read is what was signed. Deduplication is giving the message a
 * name that is the same in every repetition; that its effect happens once is the application's own transaction.
 */
export const createReceive = (parts: ReceiveParts) =>
  // biome-ignore format: it is a table
  tableOfThree<HttpArrived, PageAsked>()
    //   what              REST                      SOAP                    page of the portal
    .row('take a place',   takePlace,                takePlace,              takePlace)
    .row('admit address',  admitAddress(parts),      admitAddress(parts),    asItIs)
    .row('limit size',     limitSize(parts),         limitSize(parts),       limitedBefore)
    .row('identify',       identifyOperation(parts), identifyService(parts), identifyAsked)
    .row('authenticate',   authenticate(parts),      authenticate(parts),    authenticateVisitor(parts.bearer, callerOf))
    .row('admit partner',  admitPartner(parts),      admitPartner(parts),    admitPartner(parts))
    .row('throttle',       throttleCaller(parts),    throttleCaller(parts),  throttleCaller(parts))
    .row('take message',   takeJson(parts),          takeXml(parts),         asItIs)
    .row('verify seal',    verifyJsonSeal(parts),    verifySoapSeal(parts),  needsNoSeal)
    .row('read',           readJsonOf(parts),        readEnvelopeOf(parts),  readAsked(parts))
    .row('authorise',      authorise,                authorise,              authorise)
    .row('make room',      makeRoom(waiting),        makeRoom(waiting),      makeRoom(waiting))
    .row('validate',       validate(parts),          validate(parts),        validate(parts))
    .row('entitle',        entitle(parts),           entitle(parts),         entitle(parts))
    .row('deduplicate',    nameMessage,              nameMessage,            nameMessage)
    .row('forward',        forward(parts),           forward(parts),         forward(parts))
    .row('still believed', stillBelieved(parts),     stillBelieved(parts),    stillBelieved(parts))
    .row('receipt',        giveReceipt(parts),       giveReceipt(parts),     giveReceipt(parts));

export type Receive = ReturnType<typeof createReceive>;
