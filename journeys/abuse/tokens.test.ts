/** Algorithm confusion and key injection: a token chooses neither how it is verified nor with what. */
import assert from 'node:assert/strict';
import { createHmac, createPublicKey, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'mocha';
import { codeIn, get, sendBytes, startTarget, statusesIn, type Target } from '../support/hostile.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('algorithm confusion and key injection', () => {
  let target: Target;
  let claims: string;
  let publicPem: string;
  let trap: Server;
  let trapUrl: string;
  let trapped = 0;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strangerEc = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  before(async () => {
    target = await startTarget();
    claims = target.token.split('.')[1]!;
    publicPem =
      (target.realm.publicKey as unknown as { export?: unknown }).export === undefined
        ? createPublicKey({ key: await exported(target.realm.publicKey), format: 'jwk' })
            .export({ type: 'spki', format: 'pem' })
            .toString()
        : (target.realm.publicKey as unknown as KeyObject).export({ type: 'spki', format: 'pem' }).toString();
    trap = createServer((_request, response) => {
      trapped += 1;
      response.end(
        JSON.stringify({ keys: [{ ...stranger.publicKey.export({ format: 'jwk' }), kid: 'trap', alg: 'RS256' }] }),
      );
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
  });
  after(async () => {
    await target.stop();
    trap.close();
  });
  beforeEach(() => target.seen.splice(0));

  const exported = async (key: unknown) => {
    const { exportJWK } = await import('jose');
    return (await exportJWK(key as never)) as never;
  };
  const rs256 = (header: object, key: KeyObject = stranger.privateKey) => {
    const input = `${part(header)}.${claims}`;
    return `${input}.${createSign('RSA-SHA256').update(input).sign(key).toString('base64url')}`;
  };
  const refused = async (token: string) => {
    const answer = await sendBytes(target, [
      get('/rest/v1/probe/urgent/x', [`Authorization: Bearer ${token}`, 'Connection: close']),
    ]);
    assert.deepEqual(statusesIn(answer), [401], token.slice(0, 80));
    assert.match(codeIn(answer) ?? '', /^TOKEN_(INVALID|MISSING)$/);
    assert.deepEqual(target.seen, []);
  };

  it('the right token is taken: the refusals below are not for another reason', async () => {
    const answer = await sendBytes(target, [
      get('/rest/v1/probe/urgent/x', [`Authorization: ${target.token}`, 'Connection: close']),
    ]);
    assert.deepEqual(statusesIn(answer), [200]);
  });

  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, 'rs256', 'RS256 ']) {
    it(`no signature, under the algorithm ${JSON.stringify(alg)}`, async () => {
      await refused(`${part({ alg, kid: 'test' })}.${claims}.`);
      await refused(`${part({ alg, kid: 'test' })}.${claims}`);
      await refused(`${part({ alg, kid: 'test' })}.${claims}.AA`);
    });
  }

  for (const [alg, hash] of [
    ['HS256', 'sha256'],
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
  ] as const) {
    it(`${alg} with the public key as the secret`, async () => {
      for (const secret of [publicPem, publicPem.trim(), Buffer.from(publicPem.replaceAll(/-.*-|\s/g, ''), 'base64')]) {
        const input = `${part({ alg, kid: 'test', typ: 'JWT' })}.${claims}`;
        await refused(`${input}.${createHmac(hash, secret).update(input).digest('base64url')}`);
      }
    });
  }

  for (const alg of ['PS256', 'RS384', 'RS512', 'ES256', 'EdDSA']) {
    it(`a signature by another algorithm, ${alg}`, async () => {
      const input = `${part({ alg, kid: 'test' })}.${claims}`;
      const key = alg === 'ES256' ? strangerEc.privateKey : stranger.privateKey;
      await refused(
        `${input}.${sign(alg === 'EdDSA' ? 'sha256' : 'sha256', Buffer.from(input), key).toString('base64url')}`,
      );
    });
  }

  for (const kid of [
    '../../../../dev/null',
    '/dev/null',
    "x' or '1'='1",
    "test' union select 1 --",
    'file:///etc/passwd',
    'test\u0000',
    'Test',
    '__proto__',
    'constructor',
    '',
    ['test'],
    { test: 1 },
    17,
    'x'.repeat(5000),
  ]) {
    it(`a key named ${JSON.stringify(kid).slice(0, 40)}`, async () => {
      await refused(rs256({ alg: 'RS256', kid }));
    });
  }

  it('a key named as an address is not fetched', async () => {
    await refused(rs256({ alg: 'RS256', kid: trapUrl }));
    assert.equal(trapped, 0);
  });

  it('a key that the token brings, or says where to fetch', async () => {
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    for (const brought of [
      { jwk },
      { jku: trapUrl },
      { x5u: trapUrl },
      { jku: trapUrl, kid: 'trap' },
      { x5c: [stranger.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] },
      { jwk, jku: trapUrl, x5u: trapUrl },
    ]) {
      await refused(rs256({ alg: 'RS256', kid: 'test', ...brought }));
    }
    assert.equal(trapped, 0, 'no address in a token is asked');
  });

  it('a header that must be understood and is not (RFC 7515, section 4.1.11)', async () => {
    await refused(rs256({ alg: 'RS256', kid: 'test', crit: ['exp'], exp: 1 }));
    await refused(rs256({ alg: 'RS256', kid: 'test', crit: ['b64'], b64: false }));
  });

  it('a compressed, encrypted or nested token', async () => {
    await refused(`${part({ alg: 'RSA-OAEP', enc: 'A256GCM', zip: 'DEF' })}.a.b.c.d`);
    await refused(rs256({ alg: 'RS256', kid: 'test', cty: 'JWT', zip: 'DEF' }));
  });
});
