import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../platforms/uumds/certificate-authority/development.ts';
import { renew, revoke } from '../platforms/uumds/certificate-authority/operations.ts';
import type { Settings } from '../platforms/uumds/certificate-authority/settings.ts';
import { defaultRevocationPolicy } from '../shared-services/kit/identity/revocation.ts';
import { createLogger } from '../shared-services/kit/logging.ts';
import type { Loop } from '../shared-services/kit/loop.ts';
import { type CertificateOptions, fromDevelopmentAuthority, fromFolder } from './certificates.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('certificates of a process that runs', () => {
  let directory: string;
  let folder: string;
  let nowMs = Date.now();
  const loops: Loop[] = [];
  const logged: string[] = [];
  const clock = { nowMs: () => nowMs };
  const log = createLogger({
    level: 'info',
    platform: 'test',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const options: CertificateOptions = { policy: defaultRevocationPolicy, listUrls: [], clock, log, lookEveryMs: 200 };
  const authority = (): Settings => ({
    ...{ directory, clock, log, keyType: 'EC-P256' },
    ...{ memberStates: ['BE'], services: ['ccn2ng', 'cdco'], hosts: ['127.0.0.1'] },
  });

  beforeEach(async () => {
    nowMs = Date.now();
    directory = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    folder = await mkdtemp(join(tmpdir(), 'portorium-operator-'));
    logged.length = 0;
  });
  afterEach(async () => {
    await Promise.all(loops.splice(0).map((loop) => loop.stop()));
    await Promise.all([directory, folder].map((one) => rm(one, { recursive: true })));
  });

  const until = async (what: string, holds: () => boolean) => {
    const endsAtMs = performance.now() + 8000;
    while (!holds()) {
      if (performance.now() > endsAtMs) assert.fail(`${what} did not come in time`);
      await sleep(20);
    }
  };
  const serialOf = ({ cert }: { readonly cert: string }) => new X509Certificate(cert).serialNumber;
  const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
  const putPair = async (name: string, { key, certificate }: { key: string; certificate: string }) => {
    await put(`${name}.key.pem`, key);
    await put(`${name}.cert.pem`, certificate);
  };
  /** As the operator's own authority would fill the folder. */
  const fill = async (): Promise<DevelopmentCertificates> => {
    const made = await ensureDevelopmentCertificates(authority());
    await mkdir(join(folder, 'crl'), { recursive: true });
    await put('trust-anchor.pem', made.trustAnchor);
    for (const circle of ['trusted', 'central'] as const) await put(`circle-${circle}.pem`, made.authorities[circle]);
    for (const [name, list] of made.revocationLists) await put(`crl/${name}`, list);
    await putPair('service', made.service('ccn2ng'));
    await putPair('push', made.service('ccn2ng', 'push'));
    await putPair('gateway', made.gateway('ccn2ng'));
    return made;
  };

  it('are renewed by the development authority before they end, without a word from anybody', async () => {
    const certificates = await fromDevelopmentAuthority(authority(), options);
    loops.push(certificates.keepCurrent());
    const before = certificates.service('cdco');
    let told = false;
    certificates.trust.onChange(() => {
      told = true;
    });
    nowMs += 336 * dayMs;
    await until('the renewal', () => told);
    assert.notEqual(serialOf(certificates.service('cdco')), serialOf(before));
    assert.notEqual(certificates.service('cdco').key, before.key);
    // The old one is good until it ends.
    assert.equal(certificates.trust.assertTrusted(new X509Certificate(before.cert)).party, 'cdco');
  });

  it('are read from the operator’s folder, and again when its files change; who shows them is told', async () => {
    const made = await fill();
    const certificates = await fromFolder(folder, options);
    loops.push(certificates.keepCurrent());
    let told = 0;
    certificates.trust.onChange(() => {
      told += 1;
    });
    assert.equal(certificates.service('ccn2ng', 'push').cert, made.service('ccn2ng', 'push').certificate);
    await renew(authority(), 'gateways/ccn2ng');
    const renewed = (await ensureDevelopmentCertificates(authority())).gateway('ccn2ng');
    await putPair('gateway', renewed);
    await until('the new certificate', () => certificates.gateway('ccn2ng').cert === renewed.certificate);
    await until('the word of it', () => told >= 1);
    await revoke(authority(), 'member-states/BE', 'keyCompromise');
    const list = (await ensureDevelopmentCertificates(authority())).revocationLists.get('trusted-1.crl')!;
    await put('crl/trusted-1.crl', list);
    const BE = new X509Certificate(made.memberState('BE').certificate);
    await until('the revocation', () => {
      try {
        return !certificates.trust.assertTrusted(BE);
      } catch (error) {
        return /CERTIFICATE_REVOKED/.test(String(error));
      }
    });
  });

  it('stay as they were while the files do not fit together, and the log says what is wrong', async () => {
    const made = await fill();
    const certificates = await fromFolder(folder, options);
    loops.push(certificates.keepCurrent());
    const shown = certificates.gateway('ccn2ng').cert;
    const other = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const foreign = await ensureDevelopmentCertificates({ ...authority(), directory: other });
    for (const [what, change, reason] of [
      ['another key', () => put('gateway.key.pem', made.service('cdco').key), /the key is not that of the certificate/],
      ['half a file', () => put('gateway.cert.pem', shown.slice(0, 200)), /holds no certificate/],
      ['another root', () => putPair('gateway', foreign.gateway('ccn2ng')), /does not lead to trust-anchor/],
    ] as const) {
      logged.length = 0;
      await change();
      await until(what, () => logged.some((line) => reason.test(line)));
      assert.equal(certificates.gateway('ccn2ng').cert, shown, what);
      await putPair('gateway', made.gateway('ccn2ng'));
      await sleep(300);
    }
    await rm(other, { recursive: true });
  });

  it('are needed whole at the start: what is missing is said', async () => {
    await fill();
    await rm(join(folder, 'circle-trusted.pem'));
    await assert.rejects(fromFolder(folder, options), /circle-trusted\.pem/);
    await fill();
    await rm(join(folder, 'push.cert.pem'));
    const certificates = await fromFolder(folder, options);
    assert.throws(() => certificates.service('ccn2ng', 'push'), /ccn2ng needs push\.key\.pem and push\.cert\.pem/);
    const { key, certificate } = (await fill()).gateway('ccn2ng');
    await putPair('gateway', { key, certificate: new X509Certificate(certificate).toString() });
    await assert.rejects(fromFolder(folder, options), /gateway: the chain .* an intermediate is missing/);
  });

  it('are looked up in lists from addresses too; an address that does not answer leaves what is at hand', async () => {
    const made = await fill();
    await rm(join(folder, 'crl'), { recursive: true });
    let answers = true;
    const server = createServer((request, response) => {
      const list = made.revocationLists.get((request.url ?? '').slice(1));
      if (!answers || list === undefined) response.writeHead(503).end();
      else response.end(list);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const listUrls = ['root-1', 'trusted-1', 'central-1'].map((name) => `${base}/${name}.crl`);
    const certificates = await fromFolder(folder, { ...options, listUrls });
    loops.push(certificates.keepCurrent());
    const BE = new X509Certificate(made.memberState('BE').certificate);
    assert.equal(certificates.trust.assertTrusted(BE).party, 'BE');
    answers = false;
    nowMs += 20 * 60 * 1000;
    await until('the failure in the log', () => logged.some((line) => line.includes('could not be fetched')));
    assert.equal(certificates.trust.assertTrusted(BE).party, 'BE');
    // Written policy: until the list and its grace have ended.
    nowMs += 9 * dayMs;
    assert.throws(() => certificates.trust.assertTrusted(BE), /REVOCATION_UNKNOWN/);
    server.close();
  });
});
