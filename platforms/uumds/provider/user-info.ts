/**
 * The userinfo endpoint for the access tokens that this realm gives out. oidc-provider's own serves only tokens that are
 * for nothing else; Keycloak's serves all of the realm, and so does this. A bound token is taken with its proof alone.
 */
import type { RequestHandler } from 'express';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { ChallengeRefusal, challengeHeaders } from '../../../shared-services/kit/identity/challenge.ts';
import { assertConfirmed, readConfirmation, type Shown } from '../../../shared-services/kit/identity/confirmation.ts';
import type { DpopParts } from '../../../shared-services/kit/identity/dpop.ts';
import { presentedBy } from '../../../shared-services/kit/identity/presented.ts';
import { createReplayMemory, type KeepProof } from '../../../shared-services/kit/identity/replay-memory.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { ProviderKeys } from '../keys/provider-keys.ts';
import type { Claims } from './claims.ts';

export interface UserInfoParts {
  readonly issuer: string;
  readonly keys: ProviderKeys;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info'>;
  /** Proofs that were used, at whichever process. */
  readonly keepProof: KeepProof;
}

const maxProofs = 10_000;

const publicPart = ({ kty, n, e, kid, alg, use }: JWK): JWK => ({ kty, n, e, kid, alg, use }) as JWK;

const shownIn = (authorization: string | undefined): Pick<Shown, 'scheme' | 'accessToken'> => {
  const [, scheme = '', accessToken = ''] = /^(bearer|dpop) +(.*)$/i.exec(authorization ?? '') ?? [];
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', accessToken };
};

const notValid = () =>
  new ChallengeRefusal({
    code: 'TOKEN_INVALID',
    status: 'unauthenticated',
    title: 'Not valid.',
    error: 'invalid_token',
  });

const subjectOf = ({ issuer, keys, clock, keepProof }: UserInfoParts) => {
  const known = createLocalJWKSet({ keys: keys.signing.map(publicPart) });
  const dpop: DpopParts = {
    clock,
    replays: createReplayMemory(clock, maxProofs, keepProof),
    origins: () => [new URL(issuer).origin],
  };
  return async (shown: Shown): Promise<string | undefined> => {
    const options = { issuer, algorithms: ['RS256'], requiredClaims: ['exp'], currentDate: new Date(clock.nowMs()) };
    const { payload } = await jwtVerify(shown.accessToken, known, options);
    await assertConfirmed(readConfirmation(payload.cnf), shown, dpop);
    return payload.typ === 'Bearer' ? payload.sub : undefined;
  };
};

/** It may be another answer in a moment. */
const isForNow = (thrown: unknown): boolean => thrown instanceof Refusal && thrown.status === 'unavailable';

export const userInfo = (parts: UserInfoParts): RequestHandler => {
  const subject = subjectOf(parts);
  const saidOf = async (shown: Shown) => {
    const sub = await subject(shown);
    const said = sub === undefined ? undefined : parts.claims.ofPerson(sub);
    if (said === undefined) throw notValid();
    return { sub, ...said };
  };
  return async (request, response) => {
    response.set('cache-control', 'no-store');
    try {
      response.json(await saidOf({ ...shownIn(request.headers.authorization), presented: presentedBy(request) }));
    } catch (thrown) {
      if (isForNow(thrown))
        return void response.status(503).set('retry-after', '1').json({ error: 'temporarily_unavailable' });
      const refusal = thrown instanceof ChallengeRefusal ? thrown : notValid();
      parts.log.info({ code: refusal.code, reason: refusal.detail ?? String(thrown) }, 'userinfo refused');
      const { error = 'invalid_token' } = refusal;
      response.status(401).set(challengeHeaders(refusal)).json({ error });
    }
  };
};
