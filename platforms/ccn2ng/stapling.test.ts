import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import https, { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { limitsWith } from '../../shared-services/gateway/limits.ts';
import { type Listening, listen } from '../../shared-services/gateway/server.ts';
import { readOcspAnswer, writeOcspRequest } from '../../shared-services/kit/identity/ocsp/ask.ts';
import { answerOcsp, type OcspStatus } from '../../shared-services/kit/identity/ocsp/respond.ts';
import type { Trust } from '../../shared-services/kit/identity/trust.ts';
import { ensureAuthorities } from '../uumds/certificate-authority/authorities.ts';
import type { DevelopmentCertificates } from '../uumds/certificate-authority/development.ts';
import { issueParty } from '../uumds/certificate-authority/issue.ts';
import { agentFor } from './exchange/push/http.ts';
import { authoritySettings, ourAuthority, trustIn } from './test-support/certificates.ts';

describe('stapled answers of the authority (RFC 6066, 8)', () => {
  let authority: DevelopmentCertificates;
  let trust: Trust;
  let DE: X509Certificate;
  let issuer: X509Certificate;
  let answerFor: (status: OcspStatus) => Buffer;

  before(async () => {
    authority = await ourAuthority();
    trust = await trustIn(authority);
    const { trusted } = await ensureAuthorities(authoritySettings(authority.directory));
    issuer = trusted.certificate;
    DE = new X509Certificate(authority.memberState('DE').certificate);
    const privateKey = createPrivateKey(trusted.pem);
    answerFor = (status) =>
      answerOcsp(writeOcspRequest(DE, issuer), [{ certificate: issuer, privateKey, statusOf: () => status }], {
        nowMs: Date.now(),
        lifetimeMs: 60_000,
      });
  });

  /** What a push to Germany comes to, where its endpoint shows this answer. */
  const pushTo = async (stapled: Buffer | null, shown = authority.memberState('DE')): Promise<string> => {
    const tls = authority.tls(shown);
    const server: Server = createServer({ ...tls, requestCert: true }, (_request, response) => response.end('taken'));
    let asked = 0;
    server.on('OCSPRequest', (_certificate, _issuer, answer) => {
      asked += 1;
      answer(null, stapled as Buffer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const own = () => authority.tls(authority.service('ccn2ng', 'push'));
    const agent = agentFor('DE', { own, trust }, 1);
    const outcome = await new Promise<string>((resolve) => {
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      https
        .get(url, { agent }, (response) => response.resume().on('end', () => resolve('taken')))
        .on('error', (error) => resolve(error.message));
    });
    agent.destroy();
    server.close();
    assert.equal(asked, 1, 'the answer is asked for');
    return outcome;
  };

  it('are taken from a Member State where they say that all is well', async () => {
    assert.equal(await pushTo(answerFor({ is: 'good' })), 'taken');
  });

  it('are not needed: the lists say it too', async () => {
    assert.equal(await pushTo(null), 'taken');
  });

  it('are needed where the certificate says that its server always shows one (RFC 7633)', async () => {
    const { trusted } = await ensureAuthorities(authoritySettings(authority.directory));
    const uri = 'portorium://trusted/DE/national-entry-system';
    const validity = { notBeforeMs: Date.now() - 60_000, notAfterMs: Date.now() + 3_600_000 };
    const more = {
      commonName: 'DE',
      keyType: 'EC-P256',
      hosts: ['127.0.0.1'],
      uses: ['server'],
      mustStaple: true,
    } as const;
    const { pem } = await issueParty(trusted, { ...more, uri, validity });
    const both = { key: pem, certificate: pem };
    const bound = { ...authority.memberState('DE'), ...both };
    assert.match(await pushTo(null, bound), /always shows/);
    DE = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
    assert.equal(await pushTo(answerFor({ is: 'good' }), bound), 'taken');
    DE = new X509Certificate(authority.memberState('DE').certificate);
  });

  it('shut out who is revoked before the list says so', async () => {
    const revoked: OcspStatus = { is: 'revoked', sinceMs: Date.now() - 1000, reason: 'keyCompromise' };
    assert.match(await pushTo(answerFor(revoked)), /CERTIFICATE_REVOKED/);
    assert.match(await pushTo(answerFor({ is: 'unknown' })), /CERTIFICATE_REVOKED/);
  });

  it('shut out who shows one that cannot be believed', async () => {
    assert.match(await pushTo(Buffer.from('no answer')), /CERTIFICATE_NOT_TRUSTED/);
    const changed = answerFor({ is: 'good' });
    changed[changed.length - 1]! ^= 1;
    assert.match(await pushTo(changed), /CERTIFICATE_NOT_TRUSTED/);
  });

  it('are shown by our own doors, by TLS 1.2 and 1.3, the newest one', async () => {
    let stapled: Buffer | undefined = answerFor({ is: 'good' });
    const { key, certificate: cert } = authority.memberState('DE');
    const door: Listening = await listen({
      handler: (_request, response) => void response.end(),
      host: '127.0.0.1',
      port: 0,
      limits: limitsWith({}),
      certificates: { key, cert, stapled: () => stapled },
    });
    const shown = (version: 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<Buffer | null>((resolve, reject) => {
        const more = { minVersion: version, maxVersion: version, requestOCSP: true } as const;
        const socket = connect({ host: '127.0.0.1', port: door.port, ca: authority.trustAnchor, ...more });
        let answer: Buffer | null = null;
        socket.on('OCSPResponse', (given: Buffer | null) => {
          answer = given;
        });
        socket.once('error', reject).once('secureConnect', () => {
          socket.destroy();
          resolve(answer);
        });
      });
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
      assert.equal(readOcspAnswer((await shown(version))!, DE, issuer, Date.now()).is, 'good');
    stapled = undefined;
    assert.equal((await shown('TLSv1.3'))?.length ?? 0, 0);
    await door.stop();
  });
});
