/**
 * What mutual TLS costs: a handshake, a message on a connection that is open, and the question whether the caller's
 * certificate is still good, each beside the same without it.
 */
import { sign, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import type { Contest, Safeguard } from './measure.ts';

const body = 'x'.repeat(2000);
const revokedBefore = 1000;

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

const connectionContests = (doors: Awaited<ReturnType<typeof startDoors>>): Contest[] => {
  const kept = { safeguard: 'a message of 2 kB, mutual TLS 1.3, kept connection', run: doors.mutual };
  const fresh = { safeguard: 'a new connection with mutual TLS 1.3, and a message', run: doors.newMutual, share: 0.1 };
  return [
    { ...kept, bare: 'the same, plain HTTP', runBare: doors.plain },
    { ...kept, bare: 'the same, TLS of the server alone', runBare: doors.tls },
    { ...fresh, bare: 'the same, plain HTTP', runBare: doors.newPlain },
    { ...fresh, bare: 'the same, TLS of the server alone', runBare: doors.newTls },
  ];
};

const trustContests = (made: DevelopmentCertificates, trust: Trust): Contest[] => {
  const certificate = new X509Certificate(made.memberState('BE').certificate);
  const { raw, publicKey } = certificate;
  const trusted = trust.assertTrusted({ raw });
  const signed = sign('sha256', raw, made.memberState('BE').key);
  const list = made.revocationLists.get('trusted-1.crl')!;
  const authorities = certificatesIn(made.authorities.trusted);
  const bare = 'ECDSA P-256 verify';
  const runBare = () => verify('sha256', raw, publicKey, signed);
  return [
    { safeguard: 'whether a known connection is still good', run: () => trust.holds(trusted), bare, runBare },
    {
      safeguard: 'whether a known certificate is still good (gRPC)',
      run: () => trust.assertTrusted({ raw }),
      bare,
      runBare,
    },
    {
      safeguard: `a revocation list of ${revokedBefore} certificates, verified and read`,
      run: () => readRevocationList(list, authorities),
      bare,
      runBare,
      share: 0.1,
    },
  ];
};

const makeAuthority = async (directory: string) => {
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
  return { made, trust: await createTrust(made, { policy: defaultRevocationPolicy, clock: systemClock, log }) };
};

export const mutualTls: Safeguard = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  const { made, trust } = await makeAuthority(directory);
  const doors = await startDoors(made);
  return {
    contests: [...connectionContests(doors), ...trustContests(made, trust)],
    end: async () => {
      doors.stop();
      await rm(directory, { recursive: true });
    },
  };
};
