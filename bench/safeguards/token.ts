/** What the check of an access token costs: once when it is first seen, and for each further request. */
import { createPublicKey, createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import type { Safeguard } from './measure.ts';

const issuer = 'http://127.0.0.1:1/realms/portorium';
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const nowSeconds = Math.floor(Date.now() / 1000);

const claimsOf = (number: number) => ({
  iss: issuer,
  sub: `bench-${number}`,
  aud: ['speed2ng'],
  azp: 'bench',
  typ: 'Bearer',
  iat: nowSeconds,
  exp: nowSeconds + 3600,
  circle: 'untrusted',
  eori: 'BE0000000001',
  resource_access: { portorium: { roles: ['declarant'] } },
});

/** A gateway that remembers as many tokens. */
const gatewayFor = (jwk: object, maxCachedTokens: number) =>
  createBearerAuthentication({
    issuer,
    audience: 'speed2ng',
    clientId: 'portorium',
    clock: systemClock,
    log: silentLogger(),
    maxCachedTokens,
    fetch: (async () => Response.json({ keys: [jwk] })) as typeof fetch,
  });

export const token: Safeguard = async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' };
  const tokenOf = (number: number) => {
    const input = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${encoded(claimsOf(number))}`;
    return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey).toString('base64url')}`;
  };
  const tokens = Array.from({ length: 64 }, (_, number) => `Bearer ${tokenOf(number)}`);
  const [known] = tokens as [string];
  const [header, claims, value = ''] = known.slice('Bearer '.length).split('.');
  const [input, signature] = [`${header}.${claims}`, Buffer.from(value, 'base64url')];
  const [forgetful, remembering] = [gatewayFor(jwk, 1), gatewayFor(jwk, 100)];
  let next = 0;
  const bare = 'RSA-SHA256 verify (2048 bits)';
  const runBare = () => createVerify('RSA-SHA256').update(input).verify(publicKey, signature);
  const seenFirst = () => {
    next += 1;
    return forgetful.authenticate(tokens[next % tokens.length]);
  };
  return {
    contests: [
      { safeguard: 'token seen for the first time', run: seenFirst, bare, runBare },
      { safeguard: 'token seen before', run: () => remembering.authenticate(known), bare, runBare },
    ],
  };
};
