import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { after, before, describe, it } from 'mocha';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { parseBundle } from './bundle.ts';
import type { TlsMaterial } from './certificates.ts';
import { ensureDevelopmentCertificates } from './development.ts';
import { issueParty } from './issue.ts';
import type { DevelopmentSettings } from './settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

const settings = (directory: string, more: Partial<DevelopmentSettings> = {}): DevelopmentSettings => ({
  directory,
  clock: { nowMs: () => Date.now() },
  memberStates: ['BE', 'DE'],
  hosts: ['localhost', '127.0.0.1', '::1'],
  services: ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'],
  log: silentLogger(),
  ...more,
});

/** One mutual handshake; the caller that the server saw, or the reason why there was none. */
const handshake = (server: TlsMaterial, client: TlsMaterial, host = '127.0.0.1'): Promise<string> =>
  new Promise((resolve, reject) => {
    const listener = createServer({ ...server, requestCert: true, rejectUnauthorized: false }, (socket: TLSSocket) => {
      if (socket.authorized) resolve(callerOfCertificate(socket.getPeerCertificate(true)).subject);
      else reject(new Error(String(socket.authorizationError)));
      socket.end();
      listener.close();
    });
    const refuse = (error: Error) => {
      listener.close();
      reject(error);
    };
    listener.once('tlsClientError', refuse);
    listener.listen(0, host, () => {
      const socket = connect({ ...client, host, port: (listener.address() as AddressInfo).port });
      socket.on('error', refuse);
      socket.resume();
    });
  });

describe('development certificate authority', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));

  it('gives certificates with which a Member State and a platform recognise each other', async () => {
    const made = await ensureDevelopmentCertificates(settings(directory));
    const ccn2ng = made.tls(made.service('ccn2ng'));
    assert.equal(
      await handshake(ccn2ng, made.tls(made.memberState('BE'))),
      'portorium://trusted/BE/national-entry-system',
    );
    assert.equal(await handshake(made.tls(made.memberState('DE')), ccn2ng, '::1'), 'portorium://central/ccn2ng/calls');
    assert.equal(await handshake(made.tls(made.gateway('ccn2ng')), ccn2ng), 'portorium://central/ccn2ng/calls');
  });

  it('does not let the certificate of a public address be used to call', async () => {
    const made = await ensureDevelopmentCertificates(settings(directory));
    await assert.rejects(
      handshake(made.tls(made.service('cdco')), made.tls(made.gateway('speed2ng'))),
      /INVALID_PURPOSE/,
    );
  });

  it('names the circle in which an authority may issue, so that TLS refuses a platform named by the trusted circle', async () => {
    const made = await ensureDevelopmentCertificates(settings(directory));
    const trusted = parseBundle(await readFile(join(directory, 'authorities', 'trusted-1.pem'), 'utf8'));
    const issue = (uri: string) =>
      issueParty(trusted, {
        commonName: 'cdco',
        keyType: 'EC-P256',
        validity: { notBeforeMs: Date.now() - 1000, notAfterMs: Date.now() + dayMs },
        uri,
        hosts: [],
        uses: ['client'],
      });
    const present = async (uri: string) => {
      const { pem } = await issue(uri);
      return handshake(made.tls(made.service('ccn2ng')), { key: pem, cert: pem, ca: made.trustAnchor });
    };
    assert.equal(
      await present('portorium://trusted/FR/national-entry-system'),
      'portorium://trusted/FR/national-entry-system',
    );
    // Node has no name for X509_V_ERR_PERMITTED_VIOLATION, the name constraint; the certificate before differs in its URI only.
    await assert.rejects(present('portorium://central/cdco'), /UNSPECIFIED/);
  });

  it('keeps what is there', async () => {
    const first = await ensureDevelopmentCertificates(settings(directory));
    const second = await ensureDevelopmentCertificates(settings(directory));
    assert.equal(second.trustAnchor, first.trustAnchor);
    assert.deepEqual(second.service('cdco'), first.service('cdco'));
    assert.deepEqual(second.memberState('BE'), first.memberState('BE'));
  });

  it('lets nobody else read a key', async () => {
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile() && !/^(trust-anchor|circle-\w+)\.pem$|\.crl$/.test(one.name)))
      assert.equal((await stat(join(file.parentPath, file.name))).mode & 0o077, 0, file.name);
    const anchor = await readFile(join(directory, 'trust-anchor.pem'), 'utf8');
    assert.doesNotMatch(anchor, /PRIVATE KEY/);
  });

  it('issues anew what ends within 30 days, under the same root', async () => {
    const before = await ensureDevelopmentCertificates(settings(directory));
    const clock = { nowMs: () => Date.now() + 336 * dayMs };
    const renewed = await ensureDevelopmentCertificates(settings(directory, { clock }));
    assert.equal(renewed.trustAnchor, before.trustAnchor);
    assert.ok(renewed.service('cdco').notAfter > before.service('cdco').notAfter);
    await rm(join(directory, 'services'), { recursive: true });
  });

  it('issues anew where a host was added', async () => {
    const hosts = ['localhost', '127.0.0.1', '::1', 'entry.example'];
    const made = await ensureDevelopmentCertificates(settings(directory, { hosts }));
    assert.equal(new X509Certificate(made.gateway('speed2ng').certificate).checkHost('entry.example'), 'entry.example');
  });

  it('renews the authorities themselves, and then all that they issued', async () => {
    const old = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const nearTheEnd = Date.now() - (20 * 365 - 20) * dayMs;
    const first = await ensureDevelopmentCertificates(settings(old, { clock: { nowMs: () => nearTheEnd } }));
    const second = await ensureDevelopmentCertificates(settings(old));
    assert.notEqual(second.trustAnchor, first.trustAnchor);
    assert.equal(
      await handshake(second.tls(second.service('cdco')), second.tls(second.service('ccn2ng'))),
      'portorium://central/ccn2ng/calls',
    );
    await rm(old, { recursive: true });
  });

  it('agrees on one root when many start at once', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const made = await Promise.all(Array.from({ length: 4 }, () => ensureDevelopmentCertificates(settings(shared))));
    assert.equal(new Set(made.map(({ trustAnchor }) => trustAnchor)).size, 1);
    const [one, other] = [made[0], made[3]];
    assert.ok(one && other);
    assert.equal(
      await handshake(one.tls(one.service('cdco')), other.tls(other.memberState('DE'))),
      'portorium://trusted/DE/national-entry-system',
    );
    assert.deepEqual(
      (await readdir(shared, { recursive: true })).filter((name) => name.endsWith('.new')),
      [],
    );
    await rm(shared, { recursive: true });
  });

  it('mends a party file that is damaged, and refuses to start on a damaged authority', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const made = await ensureDevelopmentCertificates(settings(damaged));
    await writeFile(made.service('cdco').path, 'half of a');
    const mended = await ensureDevelopmentCertificates(settings(damaged));
    assert.match(mended.service('cdco').certificate, /BEGIN CERTIFICATE/);
    await writeFile(join(damaged, 'authorities', 'root-1.pem'), 'half of a');
    await assert.rejects(ensureDevelopmentCertificates(settings(damaged)), /no certificate/);
    await rm(damaged, { recursive: true });
  });

  it('makes RSA keys for peers that cannot do without', async () => {
    const rsa = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const few = { memberStates: ['BE'], services: ['ccn2ng'], keyType: 'RSA-2048' as const };
    const made = await ensureDevelopmentCertificates(settings(rsa, few));
    assert.equal(new X509Certificate(made.service('ccn2ng').certificate).publicKey.asymmetricKeyType, 'rsa');
    assert.equal(
      await handshake(made.tls(made.service('ccn2ng')), made.tls(made.memberState('BE'))),
      'portorium://trusted/BE/national-entry-system',
    );
    await rm(rsa, { recursive: true });
  });
});
