/**
 * The userinfo endpoint for the access tokens that this realm gives out. oidc-provider's own serves only tokens that are
 * for nothing else; Keycloak's serves all of the realm, and so does this.
 */
import type { RequestHandler } from 'express';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { ProviderKeys } from '../keys/provider-keys.ts';
import type { Claims } from './claims.ts';

export interface UserInfoParts {
  readonly issuer: string;
  readonly keys: ProviderKeys;
  readonly claims: Claims;
  readonly clock: Clock;
}

const publicPart = ({ kty, n, e, kid, alg, use }: JWK): JWK => ({ kty, n, e, kid, alg, use }) as JWK;

export const userInfo = ({ issuer, keys, claims, clock }: UserInfoParts): RequestHandler => {
  const known = createLocalJWKSet({ keys: keys.signing.map(publicPart) });
  const subjectOf = async (token: string): Promise<string | undefined> => {
    const options = { issuer, algorithms: ['RS256'], requiredClaims: ['exp'], currentDate: new Date(clock.nowMs()) };
    const { payload } = await jwtVerify(token, known, options);
    return payload.typ === 'Bearer' ? payload.sub : undefined;
  };
  return async (request, response) => {
    const [, token = ''] = /^bearer +(.*)$/i.exec(request.headers.authorization ?? '') ?? [];
    const subject = await subjectOf(token).catch(() => undefined);
    const said = subject === undefined ? undefined : claims.ofPerson(subject);
    response.set('cache-control', 'no-store');
    if (said === undefined)
      response.status(401).set('www-authenticate', 'Bearer error="invalid_token"').json({ error: 'invalid_token' });
    else response.json({ sub: subject, ...said });
  };
};
