/** The sign-in, the application and two gateways, each with TLS, keys and tokens of its own making; nothing is pretended. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { Agent, request } from 'undici';
import { originsOf } from '../../../../shared-services/gateway/origins.ts';
import { newId } from '../../../../shared-services/kit/call.ts';
import { systemClock } from '../../../../shared-services/kit/clock.ts';
import { type Host, startHost } from '../../../../shared-services/kit/host/host.ts';
import { createBearerAuthentication } from '../../../../shared-services/kit/identity/bearer.ts';
import { createStanding, type WatchStanding } from '../../../../shared-services/kit/identity/standing.ts';
import { keepProofsIn, rowsOf } from '../../../../shared-services/kit/identity/used-proofs.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../../shared-services/kit/metrics.ts';
import { createCalls } from '../../../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../../../shared-services/kit/rpc/own-call.ts';
import { testAuthority } from '../../../../shared-services/kit/test-support/certificates.ts';
import { testComponents } from '../../../../shared-services/kit/test-support/components.ts';
import { sampleCall } from '../../../../shared-services/kit/test-support/samples.ts';
import { contract as speed2ng } from '../../../speed2ng/contract.ts';
import { startSpeed2ng } from '../../../speed2ng/server.ts';
import { loadDemoAccounts } from '../../provider/demo-accounts.ts';
import { describeRealm } from '../../realm.ts';
import { startUumds } from '../../server.ts';
import type { ApiClientView } from '../api-client-view.ts';
import application from '../application.ts';
import { contract } from '../contract.ts';
import { registration } from './scene.ts';

const root = join(import.meta.dirname, '../../../..');
const clock = systemClock;
const log = silentLogger();
const catalogue = [contract, speed2ng];

/** What a gateway hears of standing, through a line that a test may cut. */
const lineTo = (host: Host) => {
  const { watchStanding } = createCalls(host.carryFrom('speed2ng')).to(contract);
  const line = { cut: false };
  const watch: WatchStanding = async (since, waitMs) => {
    const asked = { waitMs, ...(since === undefined ? {} : { since }) };
    const news = await watchStanding(asked, ownCall('speed2ng', clock.nowMs() + waitMs + 2000));
    if (line.cut) throw new Error('the line is cut');
    return news;
  };
  return { line, watch };
};

interface GatewayParts {
  readonly host: Host;
  readonly issuer: string;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly maxAgeMs: number;
  /** What all gateways share. */
  readonly pool: pg.Pool;
}

/** Under which a balancer in front of all gateways would be reached. */
export const commonOrigin = 'https://speed2ng.example';

const startGateway = async ({ host, issuer, tls, maxAgeMs, pool }: GatewayParts) => {
  const { line, watch } = lineTo(host);
  const standing = createStanding({ watch, clock, log, maxAgeMs, retryMs: 20 });
  await standing.known;
  let origins: string[] = [];
  const bearer = createBearerAuthentication({
    ...{ issuer, audience: 'speed2ng', clientId: 'portorium', clock, log, maxCachedTokens: 100, standing },
    origins: () => origins,
    keepProof: keepProofsIn(rowsOf(pool)),
  });
  const gateway = await startSpeed2ng({
    carry: host.carryFrom('speed2ng'),
    catalogue,
    codeLists: { has: () => false },
    bearer,
    // No message of these tests is sealed.
    assertFirst: async () => {},
    certificates: tls,
    host: '127.0.0.1',
    port: 0,
    managementPort: 0,
    clock,
    log,
    metrics: createMetrics('speed2ng'),
  });
  origins = [...originsOf(gateway.url), commonOrigin];
  const stop = async () => {
    await gateway.stop();
    await standing.stop();
  };
  return { url: gateway.url, line, standing, stop };
};

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ClientCertificate {
  readonly key: string;
  readonly cert: string;
}

/** In the place of the embedded sign-in. */
export interface ForeignSignIn {
  readonly issuer: string;
  /** Of the registrar's account there. */
  readonly keyFile: string;
  /** PEM: whom to believe that it is the sign-in. */
  readonly authority: string;
}

export const startCredentialsConstellation = async (maxAgeMs = 10_000, foreign?: ForeignSignIn) => {
  const migrationsOf = (path: string) => join(root, path, 'storage/migrations');
  const components = await testComponents([
    { name: 'speed2ng', migrationsDirectory: migrationsOf('platforms/speed2ng') },
    { name: 'uumds', migrationsDirectory: migrationsOf('platforms/uumds') },
    { name: 'credentials', outbox: true, migrationsDirectory: migrationsOf('platforms/uumds/credentials') },
  ]);
  const host = await startHost({
    modules: [application],
    catalogue,
    poolOf: components.poolOf,
    remoteOf: () => {
      throw new Error('everything runs here');
    },
    codeLists: {} as never,
    settings: {
      ...{ screeningTimeoutMs: 1000, demonstrationAccounts: true },
      ...(foreign === undefined ? {} : { registrar: { issuer: foreign.issuer, keyFile: foreign.keyFile } }),
    },
    clock,
    log,
    metricsOf: createMetrics,
  });
  const authority = await testAuthority();
  const pem = async () => {
    const { key, cert } = await authority.issue('portorium://central/test');
    return { key: key.toString(), cert: cert.toString() };
  };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'portorium-credentials-'));
  const refusedConnections: string[] = [];
  const uumds = await startUumds({
    ...{ pool: components.poolOf('uumds'), port: 0, host: '127.0.0.1', dataDirectory, clock, log },
    carry: host.carryFrom('uumds'),
    handshakes: { notes: { connectionRefused: (code) => void refusedConnections.push(code) } },
    mutualTls: { certificates: await pem(), host: '127.0.0.1', port: 0 },
  });
  const issuer = foreign?.issuer ?? uumds.issuer;
  const pool = components.poolOf('speed2ng');
  const gateways = await Promise.all(
    [1, 2].map(async () => startGateway({ host, issuer, tls: await pem(), maxAgeMs, pool })),
  );
  const agents: Agent[] = [];
  const agentWith = (certificate?: ClientCertificate): Agent => {
    const agent = new Agent({ connect: { ca: [authority.ca.toString(), foreign?.authority ?? ''], ...certificate } });
    agents.push(agent);
    return agent;
  };
  const usual = agentWith();

  const send = async (
    url: string,
    { method = 'GET', headers = {}, body, agent = usual }: Partial<Sent> = {},
  ): Promise<Answered> => {
    const answer = await request(url, {
      ...{ method, headers, dispatcher: agent },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  const administrator = { circle: 'untrusted' as const, party: 'BE0000000001', profiles: ['administrator'] };
  const change = (operation: string, content: object) => {
    const caller = { ...administrator, subject: 'invented-parcels-administrator' };
    const call = sampleCall({ caller, via: 'speed2ng', messageId: newId(), deadlineAtMs: clock.nowMs() + 10_000 });
    return host.dispatch(`credentials.${operation}`, content, call, 'speed2ng') as Promise<ApiClientView>;
  };
  const tokenPath = '/realms/portorium/protocol/openid-connect/token';
  return {
    foreign,
    host,
    components,
    uumds,
    gateways,
    accounts: await loadDemoAccounts(dataDirectory, describeRealm()),
    agentWith,
    send,
    change,
    register: (more: object) => change('registerApiClient', registration(more as Record<string, unknown>)),
    tokenEndpoint: `${uumds.baseUrl}${tokenPath}`,
    mutualTlsEndpoint: `${uumds.mutualTlsUrl}${tokenPath}`,
    askForToken: (form: Record<string, string>, more: Partial<Sent> & { url?: string } = {}) => {
      const { url = `${uumds.baseUrl}${tokenPath}`, headers, ...rest } = more;
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString();
      return send(url, { method: 'POST', body, ...rest, headers: { ...type, ...headers } });
    },
    newId: randomUUID,
    refusedConnections,
    stop: async () => {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await Promise.all(agents.map((agent) => agent.close()));
      await uumds.stop();
      await host.stop();
      await components.drop();
      await rm(dataDirectory, { recursive: true });
    },
  };
};

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly agent: Agent;
}

export type Constellation = Awaited<ReturnType<typeof startCredentialsConstellation>>;
