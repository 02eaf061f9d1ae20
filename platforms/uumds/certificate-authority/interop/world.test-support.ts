/** A development authority that publishes, with one certificate that is good, one revoked, and one that claims too much. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { writeOcspRequest } from '../../../../shared-services/kit/identity/ocsp/ask.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { ensureAuthorities } from '../authorities.ts';
import { parseBundle } from '../bundle.ts';
import { ensureDevelopmentCertificates } from '../development.ts';
import { issueParty } from '../issue.ts';
import type { KeyType } from '../keys.ts';
import { revoke } from '../operations.ts';
import { publicationRouter } from '../publication.ts';

export const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** What it said, whether it was content or not. */
export const run = (program: string, args: readonly string[], cwd?: string): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, [...args], { cwd }, (_error, out, err) => resolve(`${out}${err}`));
  });

const hourMs = 3_600_000;

export const makeWorld = async (keyType: KeyType) => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-pki-'));
  let router: RequestListener = (_request, response) => void response.end();
  const server = createServer((request, response) => router(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicationUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pki`;
  const few = { memberStates: ['BE', 'DE'], services: ['cdco'], hosts: ['localhost', '127.0.0.1'] };
  const clock = { nowMs: () => Date.now() };
  const settings = { directory, clock, log: silentLogger(), keyType, publicationUrl, ...few };
  const made = await ensureDevelopmentCertificates(settings);
  await revoke(settings, 'member-states/DE', 'keyCompromise');
  router = express().use('/pki', publicationRouter(settings));

  const { root, trusted, central } = await ensureAuthorities(settings);
  const claimed = await issueParty(trusted, {
    ...{ commonName: 'too much', keyType, hosts: ['localhost'], uses: ['server', 'client'] },
    uri: 'portorium://central/cdco/calls',
    validity: { notBeforeMs: Date.now() - hourMs, notAfterMs: Date.now() + hourMs },
  });
  const all = {
    ...{ root, trusted, central, claimed },
    BE: parseBundle(`${made.memberState('BE').key}${made.memberState('BE').certificate}`),
    DE: parseBundle(`${made.memberState('DE').key}${made.memberState('DE').certificate}`),
    speed2ng: parseBundle(`${made.gateway('speed2ng').key}${made.gateway('speed2ng').certificate}`),
  };
  const file = (name: string) => join(directory, `${name}.pem`);
  for (const [name, { certificate }] of Object.entries(all)) await writeFile(file(name), certificate.toString());
  await writeFile(file('chain'), `${all.BE.certificate}${trusted.certificate}`);

  /** DER, into a file. */
  const askOcsp = async (name: 'BE' | 'DE' | 'trusted', issuer: 'trusted' | 'root'): Promise<string> => {
    const body = new Uint8Array(writeOcspRequest(all[name].certificate, all[issuer].certificate));
    const headers = { 'Content-Type': 'application/ocsp-request' };
    const answer = await fetch(`${publicationUrl}/ocsp`, { method: 'POST', headers, body });
    const path = join(directory, `${name}.ocsp`);
    await writeFile(path, new Uint8Array(await answer.arrayBuffer()));
    return path;
  };
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await rm(directory, { recursive: true });
  };
  return { file, list: (name: string) => join(directory, 'crl', `${name}-1.crl`), askOcsp, close };
};
