/** Real tokens of a realm that exists only in a test: signed, and checked by the gateway as any other. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../../shared-services/kit/identity/bearer.ts';
import type { Standing } from '../../../shared-services/kit/identity/standing.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';

const issuer = 'http://127.0.0.1:1/realms/portorium';
const clientId = 'portorium';

export interface TokenFacts {
  readonly eori?: string;
  readonly circle?: string;
  readonly profiles?: readonly string[];
  readonly expiresInSeconds?: number;
  readonly audience?: string;
  /** The system that asked for the token. */
  readonly client?: string;
}

export const createTestRealm = async (clock: Clock, standing?: Pick<Standing, 'assert'>) => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', use: 'sig', alg: 'RS256' };
  const fetchKeys = async () => Response.json({ keys: [jwk] });
  const bearer = createBearerAuthentication({
    issuer,
    audience: 'speed2ng',
    clientId,
    clock,
    log: silentLogger(),
    maxCachedTokens: 100,
    fetch: fetchKeys as typeof fetch,
    ...(standing === undefined ? {} : { standing }),
  });
  const token = (facts: TokenFacts) => {
    const {
      eori,
      circle = 'untrusted',
      profiles = ['declarant'],
      expiresInSeconds = 300,
      audience = 'speed2ng',
      client = 'test-system',
    } = facts;
    const nowSeconds = Math.floor(clock.nowMs() / 1000);
    return new SignJWT({
      typ: 'Bearer',
      azp: client,
      circle,
      ...(eori === undefined ? {} : { eori }),
      resource_access: { [clientId]: { roles: profiles } },
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('subject-of-test')
      .setIssuedAt(nowSeconds - 60)
      .setExpirationTime(nowSeconds + expiresInSeconds)
      .sign(privateKey);
  };
  return { bearer, token, publicKey, privateKey, issuer };
};
