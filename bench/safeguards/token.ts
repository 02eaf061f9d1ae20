/** What the check of an access token costs: once when it is first seen, and for each further request. */
import { createPublicKey, createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { type Measured, microsecondsOf } from './time.ts';

const issuer = 'http://127.0.0.1:1/realms/portorium';
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const measureToken = async (): Promise<Measured[]> => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' };
  const bearer = createBearerAuthentication({
    issuer,
    audience: 'speed2ng',
    clientId: 'portorium',
    clock: systemClock,
    log: silentLogger(),
    maxCachedTokens: 10_000,
    fetch: (async () => Response.json({ keys: [jwk] })) as typeof fetch,
  });
  const nowSeconds = Math.floor(Date.now() / 1000);
  const tokenOf = (number: number) => {
    const claims = {
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
    };
    const input = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${encoded(claims)}`;
    return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey).toString('base64url')}`;
  };
  const calls = 200;
  const fresh = Array.from({ length: calls * 8 }, (_, number) => `Bearer ${tokenOf(number)}`);
  let next = 0;
  const known = fresh[0]!;
  const parts = known.slice('Bearer '.length).split('.');
  const [input, signature] = [`${parts[0]}.${parts[1]}`, Buffer.from(parts[2]!, 'base64url')];
  const bareMicroseconds = await microsecondsOf(
    () => createVerify('RSA-SHA256').update(input).verify(publicKey, signature),
    500,
  );
  const bareName = 'RSA-SHA256 verify (2048 bits)';
  const first = await microsecondsOf(() => {
    next += 1;
    return bearer.authenticate(fresh[next - 1]);
  }, calls);
  return [
    { name: 'token seen for the first time', microseconds: first, bareName, bareMicroseconds },
    {
      name: 'token seen before',
      microseconds: await microsecondsOf(() => bearer.authenticate(known)),
      bareName,
      bareMicroseconds,
    },
  ];
};
