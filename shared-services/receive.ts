/** The way of every message of an administrator: one step after the other; a refusal ends it. */
import { refuse } from './gateway/refusals.ts';
import { type AdmitAddressParts, admitAddress } from './gateway/steps/admit-address.ts';
import { authorise } from './gateway/steps/authorise.ts';
import { type ForwardParts, forward } from './gateway/steps/forward.ts';
import { type IdentifyParts, identifyOperation } from './gateway/steps/identify.ts';
import { type LimitSizeParts, limitSize } from './gateway/steps/limit-size.ts';
import { makeRoom } from './gateway/steps/make-room.ts';
import { nameMessage } from './gateway/steps/name-message.ts';
import { authenticateVisitor, identifyAsked, limitedBefore, type PageAsked, readAsked } from './gateway/steps/page.ts';
import { type ReadParts, readJsonOf } from './gateway/steps/read.ts';
import type { Authenticated, Authorised, Entitled, HttpArrived, Sealed } from './gateway/steps/stages.ts';
import { stillBelieved } from './gateway/steps/still-believed.ts';
import { takeJson } from './gateway/steps/take-message.ts';
import { takePlace } from './gateway/steps/take-place.ts';
import { type ThrottleParts, throttleCaller } from './gateway/steps/throttle.ts';
import { type ValidateParts, validate } from './gateway/steps/validate.ts';
import { way } from './gateway/way.ts';
import type { Caller } from './kit/call.ts';
import type { BearerAuthentication } from './kit/identity/bearer.ts';
import { presentedBy } from './kit/identity/presented.ts';
import type { VerifiedToken } from './kit/identity/verified-token.ts';

export interface AuthenticateParts {
  readonly bearer: Pick<BearerAuthentication, 'authenticate' | 'assertBelieved'>;
}

export type ReceiveParts = AdmitAddressParts &
  LimitSizeParts &
  Pick<IdentifyParts, 'restRoutes'> &
  AuthenticateParts &
  ThrottleParts &
  ReadParts &
  ValidateParts &
  ForwardParts;

/** This is the administrators' door: a token of another circle opens nothing here. */
export const administratorOf = ({ circle, profiles, subject }: VerifiedToken): Caller => {
  if (circle !== 'administrators') throw refuse('CALLER_NOT_ADMITTED', { detail: `a token of the circle ${circle}` });
  return { circle, party: subject, profiles, subject };
};

const authenticate =
  ({ bearer }: AuthenticateParts) =>
  async <S extends HttpArrived>(stage: S): Promise<S & Authenticated> => {
    const { request } = stage;
    const token = await bearer.authenticate(request.headers.authorization, presentedBy(request));
    return { ...stage, caller: administratorOf(token), assertStill: () => bearer.assertBelieved(token) };
  };

/** Administrators act for the platform, each under an account of their own: their messages carry no seals. */
const needsNoSeal = <S extends Authenticated>(stage: S): S & Sealed => ({ ...stage, sealed: false });

/** The contract has said all: nobody administers for another. */
const actsForItself = <S extends Authorised>(stage: S): S & Entitled => ({ ...stage, entitled: true });

/** Of systems, by REST. */
export const createReceive = (parts: ReceiveParts) =>
  way<HttpArrived>()
    .step('take a place', takePlace)
    .step('admit address', admitAddress(parts))
    .step('limit size', limitSize(parts))
    .step('identify', identifyOperation(parts))
    .step('authenticate', authenticate(parts))
    .step('throttle', throttleCaller(parts))
    .step('take message', takeJson(parts))
    .step('verify seal', needsNoSeal)
    .step('read', readJsonOf(parts))
    .step('authorise', authorise)
    .step('make room', makeRoom(new Set()))
    .step('validate', validate(parts))
    .step('entitle', actsForItself)
    .step('deduplicate', nameMessage)
    .step('forward', forward(parts))
    .step('still believed', stillBelieved({}));

/** Of people, at the console: the same, for what a page asks. Its form was limited and read before. */
export const createReceivePages = (parts: ReceiveParts) =>
  way<PageAsked>()
    .step('take a place', takePlace)
    .step('limit size', limitedBefore)
    .step('identify', identifyAsked)
    .step('authenticate', authenticateVisitor(parts.bearer, administratorOf))
    .step('throttle', throttleCaller(parts))
    .step('verify seal', needsNoSeal)
    .step('read', readAsked(parts))
    .step('authorise', authorise)
    .step('make room', makeRoom(new Set()))
    .step('validate', validate(parts))
    .step('entitle', actsForItself)
    .step('deduplicate', nameMessage)
    .step('forward', forward(parts))
    .step('still believed', stillBelieved({}));
