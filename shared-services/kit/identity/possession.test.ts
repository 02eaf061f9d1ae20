import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  base64url,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import { silentLogger } from '../logging.ts';
import type { Refusal } from '../refusal.ts';
import { type BearerSettings, createBearerAuthentication } from './bearer.ts';
import { ChallengeRefusal, challengeHeaders } from './challenge.ts';
import type { Presented } from './presented.ts';
import { createProofNonces } from './proof-nonces.ts';

const issuer = 'http://127.0.0.1:1/realms/portorium';
const path = '/rest/v1/entry/filings/F32';
const address = `https://speed2ng.example${path}`;

const keyOf = async (alg = 'ES256') => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    alg,
    privateKey,
    jwk,
    secretJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(jwk),
  };
};
type Key = Awaited<ReturnType<typeof keyOf>>;

describe('sender-bound tokens', () => {
  // keycloak-connect looks at the time of the machine; what stands still is the fraction of the second.
  const clock = { atMs: 0, nowMs: () => clock.atMs };
  let realmKey: Key;
  let key: Key;

  before(async () => {
    clock.atMs = Math.floor(Date.now() / 1000) * 1000;
    [realmKey, key] = await Promise.all([keyOf('RS256'), keyOf()]);
  });

  const open = (more: Partial<BearerSettings> = {}) =>
    createBearerAuthentication({
      issuer,
      audience: 'speed2ng',
      clientId: 'portorium',
      clock,
      log: silentLogger(),
      maxCachedTokens: 100,
      origins: () => ['https://speed2ng.example'],
      fetch: (async () => Response.json({ keys: [{ ...realmKey.jwk, kid: 'k', use: 'sig' }] })) as typeof fetch,
      ...more,
    });

  const seconds = () => Math.floor(clock.atMs / 1000);
  const tokenFor = (cnf?: object, more = {}) =>
    new SignJWT({
      typ: 'Bearer',
      azp: 'system',
      circle: 'untrusted',
      eori: 'BE0000000001',
      ...(cnf === undefined ? {} : { cnf }),
      ...more,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuer)
      .setAudience('speed2ng')
      .setSubject('system')
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + 300)
      .sign(realmKey.privateKey);

  interface ProofFacts {
    readonly header?: Record<string, unknown>;
    readonly claims?: Record<string, unknown>;
    readonly by?: Key;
  }
  let counter = 0;
  const proofOf = (token: string, { header = {}, claims = {}, by = key }: ProofFacts = {}) => {
    counter += 1;
    const ath = createHash('sha256').update(token).digest('base64url');
    return new SignJWT({ htm: 'POST', htu: address, jti: `jti-${counter}`, iat: seconds(), ath, ...claims })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: by.alg, jwk: by.jwk, ...header } as JWTHeaderParameters)
      .sign(by.privateKey);
  };
  const presented = (proof?: string, more: Partial<Presented> = {}): Presented => ({
    method: 'POST',
    path,
    ...(proof === undefined ? {} : { proof }),
    ...more,
  });

  const refused = async (work: Promise<unknown>, code: string, detail: RegExp, challenge?: RegExp) => {
    await assert.rejects(work, (error: Refusal) => {
      assert.equal(error.code, code, error.detail);
      assert.match(error.detail ?? '', detail);
      if (challenge !== undefined) {
        assert.ok(error instanceof ChallengeRefusal);
        assert.match(challengeHeaders(error)['WWW-Authenticate'] ?? '', challenge);
      }
      return true;
    });
  };

  describe('DPoP (RFC 9449)', () => {
    const boundToken = () => tokenFor({ jkt: key.thumbprint });
    const send = async (facts: ProofFacts = {}, more: Partial<Presented> = {}, bearer = open()) => {
      const token = await boundToken();
      return bearer.authenticate(`DPoP ${token}`, presented(await proofOf(token, facts), more));
    };
    const dpopError =
      /^DPoP realm="portorium", error="invalid_dpop_proof", algs="ES256 ES384 PS256 RS256 EdDSA Ed25519"$/;

    it('7.1: a token with its proof says who the holder is', async () => {
      assert.equal((await send()).eori, 'BE0000000001');
    });

    for (const alg of ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'])
      it(`4.3: a proof signed with ${alg} is taken`, async () => {
        const by = await keyOf(alg);
        const token = await tokenFor({ jkt: by.thumbprint });
        const { clientId } = await open().authenticate(`DPoP ${token}`, presented(await proofOf(token, { by })));
        assert.equal(clientId, 'system');
      });

    it('a token that Keycloak has bound says typ DPoP, and is taken with its proof', async () => {
      const token = await tokenFor({ jkt: key.thumbprint, 'kc-jkt-type': 'DPoP' }, { typ: 'DPoP' });
      assert.equal((await open().authenticate(`DPoP ${token}`, presented(await proofOf(token)))).clientId, 'system');
      const unbound = await tokenFor(undefined, { typ: 'DPoP' });
      await refused(open().authenticate(`Bearer ${unbound}`), 'TOKEN_INVALID', /not an access token/);
    });

    it('7.2: a bound token sent as Bearer is refused, even with its proof', async () => {
      const token = await boundToken();
      const sent = open().authenticate(`Bearer ${token}`, presented(await proofOf(token)));
      await refused(sent, 'TOKEN_PROOF_INVALID', /as a bearer token/, dpopError);
    });

    it('7.1: an unbound token sent as DPoP is refused', async () => {
      const token = await tokenFor();
      const sent = open().authenticate(`DPoP ${token}`, presented(await proofOf(token)));
      await refused(sent, 'TOKEN_PROOF_INVALID', /not bound by DPoP/);
    });

    it('a stolen token without its proof is refused, also where the token is known already', async () => {
      const bearer = open();
      const token = await boundToken();
      await bearer.authenticate(`DPoP ${token}`, presented(await proofOf(token)));
      await refused(bearer.authenticate(`DPoP ${token}`, presented()), 'TOKEN_PROOF_INVALID', /no proof/, dpopError);
    });

    it('4.3: a stolen token with a proof of the thief’s own key is refused', async () => {
      const thief = await keyOf();
      await refused(send({ by: thief }), 'TOKEN_PROOF_INVALID', /key is not that of the token/, dpopError);
    });

    it('4.3: the key in the header and another signature', async () => {
      const thief = await keyOf();
      await refused(send({ by: thief, header: { jwk: key.jwk } }), 'TOKEN_PROOF_INVALID', /signature/);
    });

    it('11.1: a proof that was used is refused', async () => {
      const bearer = open();
      const token = await boundToken();
      const proof = await proofOf(token);
      await bearer.authenticate(`DPoP ${token}`, presented(proof));
      await refused(bearer.authenticate(`DPoP ${token}`, presented(proof)), 'TOKEN_PROOF_INVALID', /used before/);
    });

    it('11.1: of two uses at the same moment one is refused', async () => {
      const bearer = open();
      const token = await boundToken();
      const proof = await proofOf(token);
      const twice = [1, 2].map(() => bearer.authenticate(`DPoP ${token}`, presented(proof)));
      const outcomes = (await Promise.allSettled(twice)).map(({ status }) => status);
      assert.deepEqual(outcomes.toSorted(), ['fulfilled', 'rejected']);
    });

    const wrong: readonly (readonly [what: string, facts: () => ProofFacts, detail: RegExp])[] = [
      ['4.3: another method', () => ({ claims: { htm: 'GET' } }), /htm/],
      ['4.3: another path', () => ({ claims: { htu: 'https://speed2ng.example/rest/v1/other' } }), /htu/],
      ['4.3: another server', () => ({ claims: { htu: `https://evil.example${path}` } }), /htu/],
      ['4.3: another scheme', () => ({ claims: { htu: `http://speed2ng.example${path}` } }), /htu/],
      ['4.3: an address that is none', () => ({ claims: { htu: 'speed2ng' } }), /htu/],
      ['4.3: no address', () => ({ claims: { htu: undefined } }), /htu/],
      ['4.3: too old', () => ({ claims: { iat: seconds() - 61 } }), /too old/],
      ['4.3: of the future', () => ({ claims: { iat: seconds() + 11 } }), /future/],
      ['4.3: without iat', () => ({ claims: { iat: undefined } }), /iat/],
      ['4.2: without jti', () => ({ claims: { jti: undefined } }), /jti/],
      ['4.3: the hash of another token', () => ({ claims: { ath: 'x' } }), /ath/],
      ['4.2: without the hash of the token', () => ({ claims: { ath: undefined } }), /ath/],
      ['4.3: typ JWT', () => ({ header: { typ: 'JWT' } }), /typ/],
      ['4.2: without a key', () => ({ header: { jwk: undefined } }), /no jwk/],
      ['4.3: with the private key in the header', () => ({ header: { jwk: key.secretJwk } }), /private/],
      ['with a header that must be understood', () => ({ header: { crit: ['x'], x: 1 } }), /./],
    ];
    for (const [what, facts, detail] of wrong)
      it(`${what}: refused`, async () => {
        // jose refuses to make some of these: the header is put together by hand.
        const { header = {}, ...rest } = facts();
        const { crit, ...others } = header as { crit?: string[] };
        if (crit === undefined)
          return refused(send({ header: others, ...rest }), 'TOKEN_PROOF_INVALID', detail, dpopError);
        const token = await boundToken();
        const [first = '', ...tail] = (await proofOf(token)).split('.');
        const changed = { ...JSON.parse(new TextDecoder().decode(base64url.decode(first))), ...header };
        const proof = [base64url.encode(JSON.stringify(changed)), ...tail].join('.');
        return refused(
          open().authenticate(`DPoP ${token}`, presented(proof)),
          'TOKEN_PROOF_INVALID',
          detail,
          dpopError,
        );
      });

    const handMade = (header: object, claims: object) =>
      [header, claims].map((part) => base64url.encode(JSON.stringify(part))).join('.');
    for (const alg of ['none', 'HS256'])
      it(`4.3: alg ${alg} is refused`, async () => {
        const token = await boundToken();
        const symmetric: JWK = { kty: 'oct', k: 'c2VjcmV0' };
        const jwk = alg === 'none' ? key.jwk : symmetric;
        const proof = `${handMade({ typ: 'dpop+jwt', alg, jwk }, { htm: 'POST', htu: address })}.`;
        await refused(open().authenticate(`DPoP ${token}`, presented(proof)), 'TOKEN_PROOF_INVALID', /alg/);
      });

    it('a weak RSA key is refused', async () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const jwk = publicKey.export({ format: 'jwk' }) as JWK;
      const token = await tokenFor({ jkt: await calculateJwkThumbprint(jwk) });
      const proof = `${handMade({ typ: 'dpop+jwt', alg: 'RS256', jwk }, {})}.eA`;
      await refused(open().authenticate(`DPoP ${token}`, presented(proof)), 'TOKEN_PROOF_INVALID', /weak/);
    });

    it('4.1: two proofs, or nonsense, are refused', async () => {
      const token = await boundToken();
      const proof = await proofOf(token);
      for (const text of [`${proof},${proof}`, 'nonsense', '', 'x'.repeat(5000)])
        await refused(open().authenticate(`DPoP ${token}`, presented(text)), 'TOKEN_PROOF_INVALID', /./);
    });

    it('4.3: the address counts without query and fragment, in any of its writings', async () => {
      for (const htu of [`${address}?x=1#y`, `HTTPS://SPEED2NG.example:443${path}`, address.replace('F32', '%46%332')])
        assert.equal((await send({ claims: { htu } }, { path: `${path}?waitSeconds=3` })).clientId, 'system');
    });

    it('8, 9: a server that asks for a nonce gives one, and takes it for a minute or two', async () => {
      const bearer = open({ proofNonces: createProofNonces(Buffer.alloc(32, 7), clock) });
      const headers = await send({}, {}, bearer).catch((error: ChallengeRefusal) => {
        assert.equal(error.code, 'TOKEN_PROOF_NONCE');
        return challengeHeaders(error);
      });
      const { 'WWW-Authenticate': challenge = '', 'DPoP-Nonce': nonce = '' } = headers as Record<string, string>;
      assert.match(challenge, /^DPoP realm="portorium", error="use_dpop_nonce"/);
      const other = open({ proofNonces: createProofNonces(Buffer.alloc(32, 7), clock) });
      for (const one of [bearer, other]) assert.equal((await send({ claims: { nonce } }, {}, one)).clientId, 'system');
      await refused(send({ claims: { nonce: `${nonce}x` } }, {}, bearer), 'TOKEN_PROOF_NONCE', /^$/);
      clock.atMs += 120_000;
      await refused(send({ claims: { nonce } }, {}, bearer), 'TOKEN_PROOF_NONCE', /^$/);
    });

    it('remembers no more proofs than there is room for, and takes none that it could not remember', async () => {
      const bearer = open({ maxProofs: 2 });
      await send({}, {}, bearer);
      await send({}, {}, bearer);
      await refused(send({}, {}, bearer), 'OVERLOADED', /room/);
      clock.atMs += 130_000;
      assert.equal((await send({}, {}, bearer)).clientId, 'system');
    });
  });

  describe('mutual TLS (RFC 8705)', () => {
    const thumbprint = 'A'.repeat(43);
    const send = async (more: Partial<Presented>, bearer = open()) =>
      bearer.authenticate(`Bearer ${await tokenFor({ 'x5t#S256': thumbprint })}`, presented(undefined, more));

    it('3: a token with its certificate says who the holder is', async () => {
      assert.equal((await send({ certificateThumbprint: thumbprint })).clientId, 'system');
    });

    it('3: a token without its certificate, or with another one, is refused', async () => {
      const challenge = /^Bearer realm="portorium", error="invalid_token"$/;
      await refused(send({}), 'TOKEN_PROOF_INVALID', /certificate/, challenge);
      await refused(send({ certificateThumbprint: 'B'.repeat(43) }), 'TOKEN_PROOF_INVALID', /certificate/, challenge);
    });

    it('a certificate beside a token that is not bound changes nothing', async () => {
      const token = await tokenFor();
      const { clientId } = await open().authenticate(
        `Bearer ${token}`,
        presented(undefined, { certificateThumbprint: thumbprint }),
      );
      assert.equal(clientId, 'system');
    });

    it('a token that is bound to both needs both', async () => {
      const token = await tokenFor({ 'x5t#S256': thumbprint, jkt: key.thumbprint });
      const bearer = open();
      const both = presented(await proofOf(token), { certificateThumbprint: thumbprint });
      assert.equal((await bearer.authenticate(`DPoP ${token}`, both)).clientId, 'system');
      await refused(
        bearer.authenticate(`DPoP ${token}`, presented(await proofOf(token))),
        'TOKEN_PROOF_INVALID',
        /certificate/,
      );
    });
  });

  describe('networks', () => {
    const send = async (remoteAddress?: string) => {
      const token = await tokenFor(undefined, { allowed_networks: ['192.0.2.0/24', '2001:db8::/32'] });
      return open().authenticate(
        `Bearer ${token}`,
        presented(undefined, remoteAddress === undefined ? {} : { remoteAddress }),
      );
    };
    it('a system comes from where it may come, and from nowhere else', async () => {
      for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1'])
        assert.equal((await send(address)).clientId, 'system');
      for (const address of ['192.0.3.7', '::1', undefined]) await refused(send(address), 'TOKEN_NETWORK', /system/);
    });
  });

  it('RFC 6750, 3: who shows nothing is told the schemes, and no error', async () => {
    const all = /^Bearer realm="portorium", DPoP realm="portorium", algs="[^"]+"$/;
    await refused(open().authenticate(undefined), 'TOKEN_MISSING', /^$/, all);
    await refused(
      open().authenticate('Bearer x'),
      'TOKEN_INVALID',
      /./,
      /Bearer realm="portorium", error="invalid_token"/,
    );
  });
});
