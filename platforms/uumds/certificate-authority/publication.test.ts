import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { readOcspAnswer, writeOcspRequest } from '../../../shared-services/kit/identity/ocsp/ask.ts';
import { readRevocationList } from '../../../shared-services/kit/identity/revocation-list.ts';
import { certificatesIn } from '../../../shared-services/kit/identity/trust.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { ensureAuthorities } from './authorities.ts';
import { ensureDevelopmentCertificates } from './development.ts';
import { revoke } from './operations.ts';
import { publicationRouter } from './publication.ts';
import type { Settings } from './settings.ts';

const run = promisify(execFile);

const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;

describe('what the development authority publishes', () => {
  let directory: string;
  let settings: Settings;
  let server: Server;
  let url: string;
  let BE: X509Certificate;
  let DE: X509Certificate;
  let issuer: X509Certificate;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const clock = { nowMs: () => Date.now() };
    const few = { memberStates: ['BE', 'DE'], services: [], hosts: ['127.0.0.1'] };
    settings = { directory, clock, log: silentLogger(), keyType: 'EC-P256', ...few };
    const made = await ensureDevelopmentCertificates(settings);
    [BE, DE] = ['BE', 'DE'].map((one) => new X509Certificate(made.memberState(one).certificate)) as [
      X509Certificate,
      X509Certificate,
    ];
    [issuer] = certificatesIn(made.authorities.trusted) as [X509Certificate];
    await revoke(settings, 'member-states/DE', 'keyCompromise');
    server = createServer(express().use('/pki', publicationRouter(settings)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pki`;
  });
  after(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });

  const ask = async (certificate: X509Certificate, of = issuer) => {
    const body = new Uint8Array(writeOcspRequest(certificate, of));
    const headers = { 'Content-Type': 'application/ocsp-request' };
    const answer = await fetch(`${url}/ocsp`, { method: 'POST', headers, body });
    assert.equal(answer.headers.get('content-type'), 'application/ocsp-response');
    return new Uint8Array(await answer.arrayBuffer());
  };
  const stateOf = async (certificate: X509Certificate) =>
    readOcspAnswer(await ask(certificate), certificate, issuer, Date.now()).is;

  it('are revocation lists, of their media type, and nothing else of the folder', async () => {
    const answer = await fetch(`${url}/crl/trusted-1.crl`);
    assert.equal(answer.headers.get('content-type'), 'application/pkix-crl');
    const list = readRevocationList(Buffer.from(await answer.arrayBuffer()), [issuer]);
    assert.deepEqual([...list.revoked.keys()], [DE.serialNumber]);
    for (const path of ['trusted-9.crl', '..%2Fauthorities%2Ftrusted-1.pem', '%2e%2e%2fissued.jsonl', 'trusted-1.pem'])
      assert.equal((await fetch(`${url}/crl/${path}`)).status, 404, path);
  });

  it('are answers about single certificates: good, revoked, unknown', async () => {
    assert.deepEqual([await stateOf(BE), await stateOf(DE)], ['good', 'revoked']);
    assert.equal(await stateOf(issuer).catch(() => 'none'), 'unknown');
    const { root } = await ensureAuthorities(settings);
    const ofRoot = await ask(issuer, root.certificate);
    assert.equal(readOcspAnswer(ofRoot, issuer, root.certificate, Date.now()).is, 'good');
  });

  it('are believed only when they are signed, of now, and about the certificate that was asked for', async () => {
    const answer = await ask(BE);
    assert.throws(() => readOcspAnswer(answer, DE, issuer, Date.now()), /about another certificate/);
    assert.throws(() => readOcspAnswer(answer, BE, issuer, Date.now() + 2 * 60 * 60 * 1000), /not of now/);
    assert.throws(() => readOcspAnswer(answer, BE, issuer, Date.now() - 2 * 60 * 60 * 1000), /not of now/);
    assert.throws(() => readOcspAnswer(answer, BE, BE, Date.now()), /not signed by its authority/);
    const changed = answer.slice();
    changed[changed.length - 1]! ^= 1;
    assert.throws(() => readOcspAnswer(changed, BE, issuer, Date.now()), /not signed by its authority/);
  });

  it('tell times to the second (RFC 5280, 4.1.2.5.2): others refuse finer ones', async () => {
    for (const one of [BE, DE]) {
      const text = Buffer.from(await ask(one)).toString('latin1');
      const times = text.match(/20\d{12}[^Z]{0,8}Z/g) ?? [];
      assert.ok(times.length >= 3);
      for (const time of times) assert.match(time, /^\d{14}Z$/);
    }
  });

  it('are no answers to what is no question, or about another authority', async () => {
    assert.throws(() => readOcspAnswer(new Uint8Array([48, 3, 10, 1, 6]), BE, issuer, 0), /status 6/);
    const foreign = await ask(BE, BE);
    assert.throws(() => readOcspAnswer(foreign, BE, issuer, Date.now()), /status 6/);
    for (const body of ['', 'x', '\x30\x00']) {
      const headers = { 'Content-Type': 'application/ocsp-request' };
      const answer = await fetch(`${url}/ocsp`, { method: 'POST', headers, body });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      assert.throws(() => readOcspAnswer(bytes, BE, issuer, Date.now()), /status 1/);
    }
  });

  const leftOut = hasOpenSsl ? '' : 'SKIPPED because openssl is not installed: ';
  (hasOpenSsl ? it : it.skip)(`${leftOut}satisfy OpenSSL: the chain with the list, and OCSP with a nonce`, async () => {
    const files = { BE, DE, issuer };
    for (const [name, one] of Object.entries(files)) await writeFile(join(directory, `${name}.pem`), one.toString());
    const at = (name: string) => join(directory, name);
    const common = ['ocsp', '-url', `${url}/ocsp`, '-issuer', at('issuer.pem'), '-CAfile', at('trust-anchor.pem')];
    const chain = ['-verify_other', at('issuer.pem'), '-nonce'];
    const good = await run('openssl', [...common, ...chain, '-cert', at('BE.pem')]);
    assert.match(good.stderr, /Response verify OK/);
    assert.match(good.stdout, /BE\.pem: good/);
    const revoked = await run('openssl', [...common, ...chain, '-cert', at('DE.pem')]);
    assert.match(revoked.stdout, /DE\.pem: revoked[\s\S]+keyCompromise/);
    const list = [
      'crl',
      '-in',
      at('crl/trusted-1.crl'),
      '-inform',
      'DER',
      '-noout',
      '-text',
      '-CAfile',
      at('issuer.pem'),
    ];
    const read = await run('openssl', list);
    assert.match(`${read.stdout}${read.stderr}`, /verify OK/);
    assert.match(read.stdout, /CRL Number: \s+(0x)?[0-9A-F]{5,}/);
  });
});
