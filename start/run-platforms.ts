/**
 * Runs platforms in this process: all of them, or one. What they need is handed in; who calls whom is the same either way,
 * in process where both run here, by gRPC over mutual TLS where not.
 */
import * as grpc from '@grpc/grpc-js';
import type pg from 'pg';
import { startCcn2ng } from '../platforms/ccn2ng/server.ts';
import { startSpeed2ng } from '../platforms/speed2ng/server.ts';
import { startUumds } from '../platforms/uumds/server.ts';
import type { Platform } from '../reference-architecture/contract/language.ts';
import { defaultLimits } from '../shared-services/gateway/limits.ts';
import { startManagement } from '../shared-services/gateway/management.ts';
import { createThrottle } from '../shared-services/gateway/throttle.ts';
import type { Clock } from '../shared-services/kit/clock.ts';
import { type Host, type Remote, startHost } from '../shared-services/kit/host/host.ts';
import { createBearerAuthentication } from '../shared-services/kit/identity/bearer.ts';
import { callerOfCertificate } from '../shared-services/kit/identity/certificate.ts';
import type { Logger } from '../shared-services/kit/logging.ts';
import { createMetrics, type Metrics } from '../shared-services/kit/metrics.ts';
import { changeConnection } from '../shared-services/kit/postgres/connection-string.ts';
import { openPool } from '../shared-services/kit/postgres/pool.ts';
import { createRpcClient, type RpcClient } from '../shared-services/kit/rpc/client.ts';
import { startRpcServer } from '../shared-services/kit/rpc/server.ts';
import { createReferenceData } from '../shared-services/reference-data/reference-data.ts';
import { startSharedServices } from '../shared-services/server.ts';
import type { PlatformCertificates } from './certificates.ts';
import { type Discovered, loadModules } from './modules.ts';
import type { PlatformSettings } from './settings.ts';
import { memberStatesOf } from './world.ts';

export const allPlatforms = [
  'uumds',
  'shared-services',
  'cdco',
  'ccn2ng',
  'speed2ng',
] as const satisfies readonly Platform[];

export interface RunParts {
  readonly platforms: readonly Platform[];
  readonly found: readonly Discovered[];
  /** Connection strings of the components of these platforms. */
  readonly databases: ReadonlyMap<string, string>;
  readonly certificates: PlatformCertificates;
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where a platform can be reached; for the banner, the demonstration and the tests. */
export type Addresses = Readonly<Record<string, string>>;

export interface Running {
  readonly addresses: Addresses;
  readonly issuer: string;
  stop(): Promise<void>;
}

const statementTimeoutMs = 30_000;
const connectionsPerComponent = 10;

const splitAddress = (address: string): { host: string; port: number } => {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
};

export const runPlatforms = async (parts: RunParts): Promise<Running> => {
  const { platforms, settings, certificates, clock, log } = parts;
  const isHere = (platform: Platform) => platforms.includes(platform);
  const stops: (() => Promise<void> | void)[] = [];
  const addresses: Record<string, string> = {};

  /** Ends what was started, last first. */
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };

  const pools = new Map<string, pg.Pool>();
  const poolOf = (component: string): pg.Pool => {
    const known = pools.get(component);
    if (known !== undefined) return known;
    const connectionString = parts.databases.get(component);
    if (connectionString === undefined) throw new Error(`no database is known for the component ${component}`);
    const pool = openPool(connectionString, {
      maxConnections: connectionsPerComponent,
      applicationName: component,
      statementTimeoutMs,
      log,
    });
    pools.set(component, pool);
    stops.push(() => pool.end());
    return pool;
  };

  const metrics = new Map<Platform, Metrics>();
  const metricsOf = (platform: Platform): Metrics => {
    const made = metrics.get(platform) ?? createMetrics(platform);
    metrics.set(platform, made);
    return made;
  };

  const rpcAddressOf = (platform: Platform): string => {
    const byPlatform: Readonly<Record<string, string>> = {
      speed2ng: settings.PORTORIUM_SPEED2NG_RPC_ADDRESS,
      ccn2ng: settings.PORTORIUM_CCN2NG_RPC_ADDRESS,
      cdco: settings.PORTORIUM_CDCO_RPC_ADDRESS,
      'shared-services': settings.PORTORIUM_SHARED_SERVICES_RPC_ADDRESS,
    };
    const address = byPlatform[platform];
    if (address === undefined) throw new Error(`${platform} takes no calls from other platforms`);
    return address;
  };

  const speaker = platforms[0]!;
  const ca = Buffer.from(certificates.trustAnchor);
  const clients = new Map<Platform, RpcClient>();
  const remoteOf = (platform: Platform): Remote => {
    const known = clients.get(platform);
    if (known !== undefined) return known;
    const { key, cert } = certificates.service(speaker);
    const client = createRpcClient({
      platform,
      address: rpcAddressOf(platform),
      credentials: grpc.credentials.createSsl(ca, Buffer.from(key), Buffer.from(cert)),
      clock,
      metrics: metricsOf(speaker),
    });
    clients.set(platform, client);
    stops.push(() => client.stop());
    return client;
  };

  /** Code lists are read with the rights of one of our own components; only the component itself changes them. */
  const startReferenceData = async () => {
    const [, own] = [...parts.databases][0]!;
    const reader = changeConnection(own, { options: '-c search_path=portorium_reference_data' });
    const pool = openPool(reader, {
      maxConnections: 2,
      applicationName: 'reference-data reader',
      statementTimeoutMs,
      log,
    });
    stops.push(() => pool.end());
    const referenceData = await createReferenceData({ pool, log });
    stops.push(() => referenceData.stop());
    return referenceData.codeLists;
  };

  const startRpc = async (platform: Platform, host: Host) => {
    const { key, cert } = certificates.service(platform);
    const server = await startRpcServer({
      host: settings.PORTORIUM_INTERNAL_HOST,
      port: splitAddress(rpcAddressOf(platform)).port,
      credentials: grpc.ServerCredentials.createSsl(
        ca,
        [{ private_key: Buffer.from(key), cert_chain: Buffer.from(cert) }],
        true,
      ),
      dispatch: host.dispatch,
      deliver: host.deliver,
      platformOf: (certificate) => {
        const { circle, party } = callerOfCertificate(certificate);
        if (circle !== 'central') throw new Error(`a certificate of the ${circle} circle`);
        return party;
      },
      log,
    });
    stops.push(() => server.stop());
  };

  const start = async (): Promise<Running> => {
    const codeLists = await startReferenceData();
    const catalogue = parts.found.map(({ contract }) => contract);
    const modules = await loadModules(parts.found.filter(({ contract }) => isHere(contract.platform)));
    const host = await startHost({
      modules,
      catalogue,
      poolOf,
      remoteOf,
      codeLists,
      settings: { screeningTimeoutMs: settings.PORTORIUM_SCREENING_SECONDS * 1000 },
      clock,
      log,
      metricsOf,
    });
    stops.push(() => host.stop());
    const split = platforms.length === 1;
    const publicHost = settings.PORTORIUM_HOST;
    let issuer = settings.PORTORIUM_ISSUER ?? `http://127.0.0.1:${settings.PORTORIUM_UUMDS_PORT}/realms/portorium`;

    if (isHere('uumds')) {
      const uumds = await startUumds({
        pool: poolOf('uumds'),
        port: settings.PORTORIUM_UUMDS_PORT,
        host: settings.PORTORIUM_INTERNAL_HOST,
        dataDirectory: `${parts.dataDirectory}/uumds`,
        clock,
        log,
      });
      stops.push(() => uumds.stop());
      addresses['UUM&DS'] = uumds.baseUrl;
      issuer = settings.PORTORIUM_ISSUER ?? uumds.issuer;
    }

    const databaseAnswers = async () =>
      (await poolOf([...parts.databases.keys()][0]!).query('select 1')).rowCount === 1;

    const bearerFor = (audience: string) =>
      createBearerAuthentication({ issuer, audience, clientId: 'portorium', clock, log, maxCachedTokens: 10_000 });

    if (isHere('shared-services')) {
      const server = await startSharedServices({
        carry: host.carryFrom('shared-services'),
        catalogue,
        codeLists,
        bearer: bearerFor('shared-services'),
        certificates: certificates.gateway('shared-services'),
        host: publicHost,
        port: settings.PORTORIUM_SHARED_SERVICES_PORT,
        clock,
        log,
        metrics: metricsOf('shared-services'),
      });
      stops.push(() => server.stop());
      addresses['Shared services'] = server.url;
    }
    if (isHere('ccn2ng')) {
      const server = await startCcn2ng({
        carry: host.carryFrom('ccn2ng'),
        catalogue,
        codeLists,
        store: host.storeOf('ccn2ng'),
        certificates: {
          server: certificates.gateway('ccn2ng'),
          trustAnchor: certificates.trustAnchor,
          client: certificates.service('ccn2ng'),
        },
        memberStates: memberStatesOf(settings.PORTORIUM_MEMBER_STATES),
        host: publicHost,
        port: settings.PORTORIUM_CCN2NG_PORT,
        grpcPort: settings.PORTORIUM_CCN2NG_GRPC_PORT,
        clock,
        log,
        metrics: metricsOf('ccn2ng'),
      });
      stops.push(() => server.stop());
      addresses['CCN2ng'] = server.url;
      addresses['CCN2ng gRPC'] = server.grpcAddress;
    }
    if (isHere('speed2ng')) {
      const server = await startSpeed2ng({
        carry: host.carryFrom('speed2ng'),
        catalogue,
        codeLists,
        bearer: bearerFor('speed2ng'),
        certificates: certificates.gateway('speed2ng'),
        host: publicHost,
        port: settings.PORTORIUM_SPEED2NG_PORT,
        managementHost: settings.PORTORIUM_INTERNAL_HOST,
        managementPort: settings.PORTORIUM_SPEED2NG_MANAGEMENT_PORT,
        ready: databaseAnswers,
        throttle: createThrottle({ requests: settings.PORTORIUM_REQUESTS_PER_MINUTE, periodSeconds: 60 }),
        clock,
        log,
        metrics: metricsOf('speed2ng'),
      });
      stops.push(() => server.stop());
      addresses['SPEED2ng'] = server.url;
      addresses['speed2ng metrics'] = `${server.managementUrl}/metrics`;
    }

    const managementPorts: Readonly<Record<string, number>> = {
      speed2ng: settings.PORTORIUM_SPEED2NG_MANAGEMENT_PORT,
      ccn2ng: settings.PORTORIUM_CCN2NG_MANAGEMENT_PORT,
      cdco: settings.PORTORIUM_CDCO_MANAGEMENT_PORT,
      'shared-services': settings.PORTORIUM_SHARED_SERVICES_MANAGEMENT_PORT,
      uumds: settings.PORTORIUM_UUMDS_MANAGEMENT_PORT,
    };
    // SPEED2ng has its own.
    for (const platform of platforms.filter((one) => one !== 'speed2ng')) {
      const server = await startManagement({
        host: settings.PORTORIUM_INTERNAL_HOST,
        port: managementPorts[platform] ?? 0,
        limits: defaultLimits,
        registry: metricsOf(platform).registry,
        ready: databaseAnswers,
      });
      stops.push(() => server.stop());
      addresses[`${platform} metrics`] = `${server.url}/metrics`;
    }
    if (split && speaker !== 'uumds') await startRpc(speaker, host);
    return { addresses, issuer, stop };
  };

  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }
};
