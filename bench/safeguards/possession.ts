/** What a token bound to a key costs for each message: its DPoP proof, whose signature is a new one each time. */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import type { Safeguard } from './measure.ts';

const issuer = 'http://127.0.0.1:1/realms/portorium';
const origin = 'https://speed2ng.example';
const path = '/rest/v1/entry/filings/F32';
/** As many as a run can ask for: each is good once. */
const proofsMade = 20_000;
/** The proofs are made before the first one is used, and live a minute. */
const standing = {
  nowMs: (
    (atMs) => () =>
      atMs
  )(systemClock.nowMs()),
};

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(standing.nowMs() / 1000);

const signedBy = (key: Parameters<typeof sign>[2], header: object, claims: object): string => {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
};

const tokenBy = (key: Parameters<typeof sign>[2], thumbprint: string): string =>
  signedBy(
    key,
    { alg: 'RS256', typ: 'JWT', kid: 'bench' },
    {
      ...{ iss: issuer, sub: 'bench', aud: ['speed2ng'], azp: 'bench', typ: 'Bearer', circle: 'untrusted' },
      ...{ iat: seconds(), exp: seconds() + 3600, eori: 'BE0000000001', cnf: { jkt: thumbprint } },
    },
  );

export const possession: Safeguard = async () => {
  const realm = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = holder.publicKey.export({ format: 'jwk' });
  const token = tokenBy(realm.privateKey, await calculateJwkThumbprint(jwk as { kty: string }));
  const ath = createHash('sha256').update(token).digest('base64url');
  const key = { key: holder.privateKey, dsaEncoding: 'ieee-p1363' as const };
  const proofOf = (number: number) =>
    signedBy(
      key,
      { typ: 'dpop+jwt', alg: 'ES256', jwk },
      { jti: `bench-${number}`, htm: 'POST', htu: `${origin}${path}`, iat: seconds(), ath },
    );
  const proofs = Array.from({ length: proofsMade }, (_, number) => proofOf(number));
  const keys = [{ ...createPublicKey(realm.privateKey).export({ format: 'jwk' }), kid: 'bench', use: 'sig' }];
  const gateway = createBearerAuthentication({
    ...{ issuer, audience: 'speed2ng', clientId: 'portorium', clock: standing, log: silentLogger() },
    ...{ maxCachedTokens: 10, origins: () => [origin] },
    fetch: (async () => Response.json({ keys })) as typeof fetch,
  });
  const run = () => {
    const proof = proofs.pop();
    if (proof === undefined) throw new Error('ask for fewer messages: the proofs are used up');
    return gateway.authenticate(`DPoP ${token}`, { method: 'POST', path, proof });
  };
  const [header, claims, value = ''] = proofs[0]!.split('.');
  const [input, signature] = [Buffer.from(`${header}.${claims}`), Buffer.from(value, 'base64url')];
  const runBare = () => verify('sha256', input, { key: holder.publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  return { contests: [{ safeguard: 'DPoP proof, token seen before', run, bare: 'ECDSA P-256 verify', runBare }] };
};
