import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { FlattenedSign } from 'jose';
import { envelopeNamespaces } from '../../../shared-services/gateway/soap/names.ts';
import { createReplayGuard } from '../../../shared-services/gateway/soap/security/replay.ts';
import { signEnvelope } from '../../../shared-services/gateway/soap/security/sign.ts';
import { signingKeyOf } from '../../../shared-services/gateway/soap/security/signing-key.ts';
import { makeAuthority } from '../../../shared-services/gateway/soap/security/test-support/messages.ts';
import type { RegisteredSeal } from '../../../shared-services/kit/identity/seals.ts';
import { X509CertificateGenerator } from '../../../shared-services/kit/identity/x509.ts';
import { startTestGateway, type TestGateway, trader } from '../test-support/gateway.ts';
import { type Mailboxes, startMailboxes } from '../test-support/mailboxes.ts';
import { namespace } from '../test-support/probe.ts';
import { sealHeader } from './detached.ts';

const ecdsa = (namedCurve: string, hash: string) => ({ name: 'ECDSA', namedCurve, hash });

const certificateFor = async (
  key: KeyObject,
  algorithm: Record<string, string>,
  validity: { readonly notBefore?: Date; readonly notAfter?: Date } = {},
): Promise<X509Certificate> => {
  const imported = { name: algorithm['name']!, ...algorithm };
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const made = await X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Invented seal', serialNumber: '01', signingAlgorithm: imported, ...validity },
    keys: {
      privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, imported, true, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', spki, imported, true, ['verify']),
    },
  });
  return new X509Certificate(made.toString('pem'));
};

const content = {
  LRN: 'L1',
  declarant: { identificationNumber: trader },
  goodsItem: [{ goodsItemNumber: 1, grossMass: '12.5', country: 'BE' }],
};
const filingXml = `<IE3F99 xmlns="${namespace}"><LRN>L1</LRN><declarant><identificationNumber>${trader}</identificationNumber></declarant><goodsItem><goodsItemNumber>1</goodsItemNumber><grossMass>12.5</grossMass><country>BE</country></goodsItem></IE3F99>`;

describe('seals of traders', () => {
  let mailboxes: Mailboxes;
  let gateway: TestGateway;
  let authorization: string;
  let made: Awaited<ReturnType<typeof makeAuthority>>;
  let credential: { readonly key: string; readonly certificate: string };
  let certificate: X509Certificate;
  let mustSeal = false;
  /** Stands for UUM&DS, the party outside. */
  const register = new Map<string, RegisteredSeal>();

  before(async () => {
    mailboxes = await startMailboxes();
    made = await makeAuthority('RSA-2048');
    credential = made.certificates.memberState('BE');
    certificate = new X509Certificate(credential.certificate);
    gateway = await startTestGateway({
      seals: { find: async (fingerprint256) => register.get(fingerprint256) },
      mustSeal: () => mustSeal,
      assertFirst: createReplayGuard(mailboxes.store),
      limits: { stopGraceMs: 500 },
    });
    authorization = await gateway.authorization();
  });
  after(async () => {
    await gateway.stop();
    await mailboxes.stop();
    await made.remove();
  });
  const registered = (more: Partial<RegisteredSeal> = {}) =>
    register.set(certificate.fingerprint256, {
      eori: trader,
      state: 'active',
      notAfter: certificate.validToDate.toISOString(),
      ...more,
    });
  beforeEach(() => {
    gateway.seen.length = 0;
    mustSeal = false;
    registered();
  });

  /** Of another trader, or not in force. */
  const worthless = [
    { eori: 'NL0000000004' },
    { state: 'registered' },
    { state: 'suspended' },
    { state: 'revoked' },
    { state: 'expired' },
    { notAfter: '2020-01-01T00:00:00Z' },
    { notAfter: 'never' },
  ] as const;

  describe('on SOAP', () => {
    const envelope = `<s:Envelope xmlns:s="${envelopeNamespaces['1.1']}"><s:Header></s:Header><s:Body>${filingXml}</s:Body></s:Envelope>`;
    const seal = () => {
      const key = signingKeyOf({ key: credential.key, cert: credential.certificate });
      return signEnvelope(envelope, { key, nowMs: Date.now() });
    };
    const send = async (body: string) => {
      const headers = { authorization, 'content-type': 'text/xml; charset=utf-8' };
      const response = await fetch(`${gateway.url}/soap/v1/probe`, { method: 'POST', body, headers });
      return { status: response.status, text: await response.text() };
    };
    const refused = async (body: string, code: string, theirs: string) => {
      const { status, text } = await send(body);
      assert.equal(status, 500, text);
      assert.match(text, new RegExp(`<faultcode xmlns:wsse="[^"]*">wsse:${theirs}</faultcode>`));
      assert.match(text, new RegExp(`<code>${code}</code>|>${code}<`));
      assert.deepEqual(gateway.seen, [], 'nothing may be passed on');
    };

    it('are verified where they are there, and count once', async () => {
      const body = seal();
      const { status, text } = await send(body);
      assert.equal(status, 200, text);
      assert.equal((gateway.seen[0]?.request as { LRN: string }).LRN, 'L1');
      gateway.seen.length = 0;
      await refused(body, 'MESSAGE_REPLAYED', 'FailedCheck');
    });

    it('are refused over other content, by a certificate of nobody, of another trader, or not in force', async () => {
      await refused(seal().replace('>L1<', '>L2<'), 'SIGNATURE_INVALID', 'FailedCheck');
      for (const more of worthless) {
        registered(more);
        await refused(seal(), 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication');
      }
      register.clear();
      await refused(seal(), 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication');
    });

    it('are missed where the trader has said that its messages come sealed', async () => {
      assert.equal((await send(envelope)).status, 200);
      gateway.seen.length = 0;
      mustSeal = true;
      await refused(envelope, 'SECURITY_REQUIRED', 'InvalidSecurity');
      assert.equal((await send(seal())).status, 200);
    });
  });

  describe('on JSON', () => {
    const body = JSON.stringify(content, undefined, 2);
    interface Header {
      readonly [name: string]: unknown;
    }
    const header = (more: Header = {}) => ({
      alg: 'RS256',
      b64: false,
      crit: ['b64'],
      iat: Math.floor(Date.now() / 1000),
      jti: Math.random().toString(36),
      x5c: [certificate.raw.toString('base64')],
      ...more,
    });
    const seal = async (more: Header = {}, text = body, key?: KeyObject | Uint8Array): Promise<string> => {
      const { createPrivateKey } = await import('node:crypto');
      const jws = await new FlattenedSign(Buffer.from(text))
        .setProtectedHeader(header(more) as { alg: string })
        .sign(key ?? createPrivateKey(credential.key), { crit: { iat: true, htm: true, htu: true, other: true } });
      return `${jws.protected}..${jws.signature}`;
    };
    const plain = (more: Header, signature = 'AA') =>
      `${Buffer.from(JSON.stringify(header(more))).toString('base64url')}..${signature}`;
    const send = async (jws: string | undefined, text = body) => {
      const headers: Record<string, string> = { authorization, 'content-type': 'application/json' };
      if (jws !== undefined) headers[sealHeader] = jws;
      const response = await fetch(`${gateway.url}/rest/v1/probe/filings`, { method: 'POST', body: text, headers });
      return { status: response.status, problem: (await response.json()) as { code?: string } };
    };
    const refused = async (jws: string | undefined, code: string, text = body) => {
      const { problem } = await send(jws, text);
      assert.equal(problem.code, code, JSON.stringify(problem));
      assert.deepEqual(gateway.seen, [], 'nothing may be passed on');
    };

    it('are verified over the exact bytes, by x5c or by the hash of a certificate that the register keeps', async () => {
      assert.equal((await send(await seal())).status, 201);
      const hash = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
      const byHash = () => seal({ x5c: undefined, 'x5t#S256': hash });
      gateway.seen.length = 0;
      await refused(await byHash(), 'SECURITY_TOKEN_INVALID');
      registered({ certificate: certificate.raw });
      assert.equal((await send(await byHash())).status, 201);
      assert.equal((await send(await seal({ alg: 'PS256', 'x5t#S256': hash }))).status, 201);
      assert.equal(gateway.seen.length, 2);
    });

    const kinds: readonly (readonly [alg: string, () => KeyObject, algorithm: Record<string, string>])[] = [
      ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, ecdsa('P-256', 'SHA-256')],
      ['ES384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, ecdsa('P-384', 'SHA-384')],
      ['EdDSA', () => generateKeyPairSync('ed25519').privateKey, { name: 'Ed25519' }],
      ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, { name: 'Ed25519' }],
    ];
    for (const [alg, generate, algorithm] of kinds)
      it(`are verified with ${alg}: whatever key can be registered can seal`, async () => {
        const key = generate();
        const own = await certificateFor(key, algorithm);
        register.set(own.fingerprint256, { eori: trader, state: 'active', notAfter: own.validToDate.toISOString() });
        const { status, problem } = await send(await seal({ alg, x5c: [own.raw.toString('base64')] }, body, key));
        assert.equal(status, 201, JSON.stringify(problem));
      });

    it('are refused by a certificate of nobody, of another trader, or not in force', async () => {
      for (const more of worthless) {
        registered(more);
        await refused(await seal(), 'SECURITY_TOKEN_UNTRUSTED');
      }
      register.clear();
      await refused(await seal(), 'SECURITY_TOKEN_UNTRUSTED');
    });

    it('are refused where the certificate itself is over, or not valid yet, whatever the register says', async () => {
      const dayMs = 86_400_000;
      const [, generate, algorithm] = kinds[0]!;
      for (const [from, to] of [
        [-2, -1],
        [1, 2],
      ] as const) {
        const key = generate();
        const validity = {
          notBefore: new Date(Date.now() + from * dayMs),
          notAfter: new Date(Date.now() + to * dayMs),
        };
        const own = await certificateFor(key, algorithm, validity);
        const notAfter = new Date(Date.now() + dayMs).toISOString();
        register.set(own.fingerprint256, { eori: trader, state: 'active', notAfter });
        const jws = await seal({ alg: 'ES256', x5c: [own.raw.toString('base64')] }, body, key);
        await refused(jws, 'SECURITY_TOKEN_UNTRUSTED');
      }
    });

    it('are refused over other bytes, though they mean the same', async () => {
      await refused(await seal(), 'SIGNATURE_INVALID', JSON.stringify(content));
      await refused(await seal(), 'SIGNATURE_INVALID', body.replace('12.5', '99.5'));
    });

    it('are refused without an algorithm, or with a key that both sides would know', async () => {
      await refused(plain({ alg: 'none' }), 'SECURITY_ALGORITHM_REFUSED');
      await refused(await seal({ alg: 'HS256' }, body, certificate.raw), 'SECURITY_ALGORITHM_REFUSED');
      await refused(await seal({ alg: 'RS512' }), 'SECURITY_ALGORITHM_REFUSED');
      await refused(plain({ alg: 'ES256' }, 'A'.repeat(86)), 'SIGNATURE_INVALID');
    });

    it('are refused by another key under the registered certificate, and by a key that they bring themselves', async () => {
      const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
      await refused(await seal({}, body, stranger.privateKey), 'SIGNATURE_INVALID');
      const jwk = stranger.publicKey.export({ format: 'jwk' });
      await refused(await seal({ jwk, x5c: undefined }, body, stranger.privateKey), 'SECURITY_TOKEN_INVALID');
    });

    it('are refused where an extension is critical that nobody here knows', async () => {
      await refused(await seal({ crit: ['b64', 'other'], other: 1 }), 'SIGNATURE_INVALID');
      await refused(plain({ crit: undefined }), 'SECURITY_HEADER_INVALID');
      await refused(plain({ b64: true }), 'SECURITY_HEADER_INVALID');
    });

    it('are refused in another form', async () => {
      for (const jws of ['', 'x', 'a.b.c', '..', 'e30..', `${'A'.repeat(10_000)}..AA`, '!!..AA', 'W10..AA']) {
        await refused(jws, 'SECURITY_HEADER_INVALID');
      }
    });

    it('are refused with a payload of their own, a part more, or too long, though their signature holds', async () => {
      const jws = await seal();
      const [head, , signature] = jws.split('.');
      await refused(`${head}.${Buffer.from(body).toString('base64url')}.${signature}`, 'SECURITY_HEADER_INVALID');
      await refused(`${jws}.AA`, 'SECURITY_HEADER_INVALID');
      await refused(await seal({ jti: 'x'.repeat(8192) }), 'SECURITY_HEADER_INVALID');
    });

    it('are refused where the certificate is none, or its two names mean two', async () => {
      await refused(await seal({ x5c: ['AAAA'] }), 'SECURITY_TOKEN_INVALID');
      await refused(await seal({ x5c: [7] }), 'SECURITY_TOKEN_INVALID');
      const other = new X509Certificate(made.certificates.memberState('DE').certificate);
      const hash = Buffer.from(other.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
      await refused(await seal({ 'x5t#S256': hash }), 'SECURITY_TOKEN_INVALID');
    });

    it('are refused long after, from the future, a second time, and at another address', async () => {
      const iat = Math.floor(Date.now() / 1000);
      for (const wrong of [iat - 3600, iat + 3600]) await refused(await seal({ iat: wrong }), 'SECURITY_EXPIRED');
      for (const wrong of [undefined, 'now']) await refused(await seal({ iat: wrong }), 'SECURITY_HEADER_INVALID');
      await refused(await seal({ htm: 'PUT' }), 'SIGNATURE_INVALID');
      await refused(await seal({ htu: 'https://gateway.example/rest/v1/other' }), 'SIGNATURE_INVALID');
      const crit = ['b64', 'iat', 'htm', 'htu'];
      const once = await seal({ crit, htm: 'POST', htu: 'https://gateway.example/rest/v1/probe/filings' });
      assert.equal((await send(once)).status, 201);
      gateway.seen.length = 0;
      await refused(once, 'MESSAGE_REPLAYED');
    });

    it('are missed where the trader has said that its messages come sealed', async () => {
      mustSeal = true;
      await refused(undefined, 'SECURITY_REQUIRED');
    });
  });
});
