/**
 * Who asks: by the token of the union sign-in, and the key to which it is bound, never by what the message says. A client
 * certificate without a token that is bound to it opens nothing.
 */
import type { Bearer } from '../../../shared-services/gateway/pages/site/definition.ts';
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, HttpArrived } from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import { presentedBy } from '../../../shared-services/kit/identity/presented.ts';
import type { VerifiedToken } from '../../../shared-services/kit/identity/verified-token.ts';

export interface AuthenticateParts {
  readonly bearer: Bearer;
}

/** This is the gateway of traders: a token of another circle, or one that names no operator, opens nothing here. */
export const callerOf = ({ circle, eori, profiles, subject }: VerifiedToken): Caller => {
  if (circle !== 'untrusted') throw refuse('CALLER_NOT_ADMITTED', { detail: `a token of the circle ${circle}` });
  if (eori === undefined) throw refuse('CALLER_NOT_ADMITTED', { detail: 'the token names no EORI' });
  return { circle, party: eori, profiles, subject };
};

export const authenticate =
  ({ bearer }: AuthenticateParts) =>
  async <S extends HttpArrived>(stage: S): Promise<S & Authenticated> => {
    const { request } = stage;
    const token = await bearer.authenticate(request.headers.authorization, presentedBy(request));
    return { ...stage, caller: callerOf(token), assertStill: () => bearer.assertBelieved(token) };
  };
