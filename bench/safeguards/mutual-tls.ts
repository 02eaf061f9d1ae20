/**
 * What mutual TLS costs: a handshake, a message on a connection that is open, and the question whether the caller's
 * certificate is still good, each beside the same without it, in the same run. `node bench/safeguards/mutual-tls.ts`
 */
import { sign, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../../platforms/uumds/certificate-authority/development.ts';
import { noteRevoked } from '../../platforms/uumds/certificate-authority/revoked.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { defaultRevocationPolicy } from '../../shared-services/kit/identity/revocation.ts';
import { readRevocationList } from '../../shared-services/kit/identity/revocation-list.ts';
import { secureContextOf } from '../../shared-services/kit/identity/tls.ts';
import { certificatesIn, createTrust, type Trust } from '../../shared-services/kit/identity/trust.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';

/** One safeguard beside the bare operation; microseconds each. */
export interface Measure {
  readonly name: string;
  readonly microseconds: number;
  readonly bareName: string;
  readonly bareMicroseconds: number;
}

const body = 'x'.repeat(2000);
const revokedBefore = 1000;

const timed = async (times: number, work: () => unknown): Promise<number> => {
  const sinceNs = process.hrtime.bigint();
  for (let count = 0; count < times; count += 1) await work();
  return Number(process.hrtime.bigint() - sinceNs) / 1000 / times;
};

/** The best of several runs, in turn, so that what else the machine does falls on both alike. */
const inTurn = async (times: number, works: readonly (() => unknown)[]): Promise<number[]> => {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (const work of works) await timed(Math.ceil(times / 10), work);
  for (let round = 0; round < 5; round += 1)
    for (const [position, work] of works.entries())
      best[position] = Math.min(best[position]!, await timed(times, work));
  return best;
};

const post = (request: http.ClientRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.once('response', (response) => response.resume().once('end', resolve)).once('error', reject);
    request.end(body);
  });

const listening = (server: http.Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const answer: http.RequestListener = (request, response) => {
  request.resume().once('end', () => response.end('{}'));
};

/** Plain HTTP, TLS of the server alone, and mutual TLS, with one kept connection each or a new one for each message. */
const startDoors = async (made: DevelopmentCertificates) => {
  const own = secureContextOf(made.tls(made.service('ccn2ng')));
  const party = secureContextOf(made.tls(made.memberState('BE')));
  const servers = [
    http.createServer(answer),
    https.createServer(own, answer),
    https.createServer({ ...own, requestCert: true, rejectUnauthorized: true }, answer),
  ];
  const [plain, oneSided, mutual] = (await Promise.all(servers.map(listening))) as [number, number, number];
  const options = { host: '127.0.0.1', method: 'POST' };
  const kept = (ca?: object) => new https.Agent({ ...ca, keepAlive: true, maxSockets: 1, maxCachedSessions: 0 });
  const agents = [kept({ ca: party.ca }), kept(party), new http.Agent({ keepAlive: true, maxSockets: 1 })] as const;
  return {
    plain: () => post(http.request({ ...options, port: plain, agent: agents[2] })),
    tls: () => post(https.request({ ...options, port: oneSided, agent: agents[0] })),
    mutual: () => post(https.request({ ...options, port: mutual, agent: agents[1] })),
    newPlain: () => post(http.request({ ...options, port: plain, agent: false })),
    newTls: () =>
      post(https.request({ ...options, port: oneSided, ca: party.ca!, agent: false } as https.RequestOptions)),
    newMutual: () => post(https.request({ ...options, port: mutual, ...party, agent: false } as https.RequestOptions)),
    stop: () => {
      for (const agent of agents) agent.destroy();
      for (const server of servers) server.close();
    },
  };
};

const measureConnections = async (made: DevelopmentCertificates): Promise<Measure[]> => {
  const doors = await startDoors(made);
  const kept = await inTurn(1500, [doors.mutual, doors.tls, doors.plain]);
  const fresh = await inTurn(150, [doors.newMutual, doors.newTls, doors.newPlain]);
  doors.stop();
  const row = (name: string, microseconds = 0, bareName: string, bareMicroseconds = 0): Measure => ({
    ...{ name, microseconds, bareName, bareMicroseconds },
  });
  return [
    row('a message of 2 kB, mutual TLS 1.3, kept connection', kept[0], 'the same, plain HTTP', kept[2]),
    row('a message of 2 kB, mutual TLS 1.3, kept connection', kept[0], 'the same, TLS of the server alone', kept[1]),
    row('a new connection with mutual TLS 1.3 and a message', fresh[0], 'the same, plain HTTP', fresh[2]),
    row('a new connection with mutual TLS 1.3 and a message', fresh[0], 'the same, TLS of the server alone', fresh[1]),
  ];
};

const measureTrust = async (made: DevelopmentCertificates, trust: Trust): Promise<Measure[]> => {
  const certificate = new X509Certificate(made.memberState('BE').certificate);
  const { raw } = certificate;
  const trusted = trust.assertTrusted({ raw });
  const privateKey = made.memberState('BE').key;
  const signed = sign('sha256', raw, privateKey);
  const bare = () => verify('sha256', raw, certificate.publicKey, signed);
  const many = (work: () => unknown) => () => {
    for (let count = 0; count < 100; count += 1) work();
  };
  const list = made.revocationLists.get('trusted-1.crl')!;
  const authorities = certificatesIn(made.authorities.trusted);
  const anew = () => readRevocationList(list, authorities);
  const [holds = 0, known = 0, first = 0, plain = 0] = await inTurn(50, [
    many(() => trust.holds(trusted)),
    many(() => trust.assertTrusted({ raw })),
    anew,
    bare,
  ]);
  const [bareName, bareMicroseconds] = ['one verification of an ECDSA P-256 signature', plain];
  return [
    { name: 'whether a known connection is still good', microseconds: holds / 100, bareName, bareMicroseconds },
    { name: 'whether a known certificate is still good (gRPC)', microseconds: known / 100, bareName, bareMicroseconds },
    {
      name: `a revocation list of ${revokedBefore} certificates, verified and read`,
      microseconds: first,
      bareName,
      bareMicroseconds,
    },
  ];
};

export const measureMutualTls = async (): Promise<readonly Measure[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  try {
    const log = silentLogger();
    const settings = {
      ...{ directory, log, clock: systemClock },
      ...{ memberStates: ['BE'], services: ['ccn2ng'], hosts: ['localhost', '127.0.0.1', '::1'] },
      keyType: 'EC-P256' as const,
    };
    await ensureDevelopmentCertificates(settings);
    for (let number = 1; number <= revokedBefore; number += 1) {
      const serialNumber = (0x4000_0000 + number).toString(16).toUpperCase();
      await noteRevoked(settings, { serialNumber, authority: 'trusted-1' }, 'superseded');
    }
    const made = await ensureDevelopmentCertificates(settings);
    const trust = await createTrust(made, { policy: defaultRevocationPolicy, clock: systemClock, log });
    return [...(await measureConnections(made)), ...(await measureTrust(made, trust))];
  } finally {
    await rm(directory, { recursive: true });
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { name, microseconds, bareName, bareMicroseconds } of await measureMutualTls())
    console.log(`${name}: ${microseconds.toFixed(3)} µs; ${bareName}: ${bareMicroseconds.toFixed(3)} µs`);
