/** The whole platform as a user would start it, for tests: free ports, a data folder of its own, one process or several. */

import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createLogLines } from '../../shared-services/kit/log-lines.ts';
import { createLogger, type DestinationStream, standardOutput } from '../../shared-services/kit/logging.ts';
import { readSettings } from '../../shared-services/kit/settings.ts';
import { certificateOptionsOf, fromDevelopmentAuthority } from '../../start/certificates.ts';
import { createTrader, secretOf, type Trader, traderWith } from '../../start/demo/trader.ts';
import { allPlatforms, type Running, runPlatforms } from '../../start/run-platforms.ts';
import { configurationOf } from '../../start/running/configuration.ts';
import { settings as knownSettings, type PlatformSettings } from '../../start/settings.ts';
import { runSplit } from '../../start/split.ts';
import { makeWorld, type World } from '../../start/world.ts';

export interface Constellation {
  readonly dataDirectory: string;
  readonly world: World;
  readonly addresses: Running['addresses'];
  readonly issuer: string;
  readonly trustAnchorPath: string;
  /** A client of a demonstration organisation, at SPEED2ng or at the address given. */
  client(clientId: string, address?: string): Promise<Trader & { close(): Promise<void> }>;
  /** The same with a token that is there already. */
  clientWith(token: string, address?: string): Trader & { close(): Promise<void> };
  /** Another SPEED2ng beside the first, on the same database; `environment` may have it look elsewhere. */
  addGateway(environment?: Readonly<Record<string, string>>): Promise<Running>;
  readonly settings: PlatformSettings;
  /** Ends the processes; the data stay. */
  stop(): Promise<void>;
  /** Ends the processes and removes the data. */
  remove(): Promise<void>;
}

export interface ConstellationParts {
  readonly split?: boolean;
  /** Data of an earlier constellation that was stopped. */
  readonly dataDirectory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Governance is told with what settings it runs; of one process. */
  readonly tellsConfiguration?: boolean;
  /** Where log lines go; of one process. */
  readonly logs?: DestinationStream;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Below those that the system gives to connections and to whoever asks for any: between this look and the use, nobody is given it. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
};

/** Of what is open to the circles. */
export const ports = [
  'SPEED2NG_PORT',
  'CCN2NG_PORT',
  'CCN2NG_GRPC_PORT',
  'WORKBENCH_PORT',
  'UUMDS_PORT',
  'UUMDS_MTLS_PORT',
  'SHARED_SERVICES_PORT',
];

const platforms = ['SPEED2NG', 'CCN2NG', 'CDCO', 'SHARED_SERVICES', 'UUMDS'];

/** Ports of their own for everything; addresses of calls between platforms must be known before they start. */
const environmentOf = async (
  dataDirectory: string,
  more: Readonly<Record<string, string>>,
): Promise<Record<string, string>> => {
  const environment: Record<string, string> = {
    PORTORIUM_DATA: dataDirectory,
    PORTORIUM_LOG_LEVEL: 'error',
    PORTORIUM_MEMBER_STATES: 'BE,DE',
    PORTORIUM_NATIONAL_SIGN_INS: 'none',
    PORTORIUM_PROBE_SECONDS: '0',
  };
  for (const name of ports) environment[`PORTORIUM_${name}`] = '0';
  for (const name of platforms) environment[`PORTORIUM_${name}_MANAGEMENT_PORT`] = '0';
  for (const name of platforms) environment[`PORTORIUM_${name}_RPC_ADDRESS`] = `localhost:${await freePort()}`;
  return { ...environment, ...more };
};

export const startConstellation = async ({
  split = false,
  dataDirectory,
  environment = {},
  logs,
  tellsConfiguration = false,
}: ConstellationParts = {}): Promise<Constellation> => {
  const data = dataDirectory ?? (await mkdtemp(join(tmpdir(), 'portorium-journey-')));
  const variables = await environmentOf(data, environment);
  const settings = readSettings(knownSettings, variables);
  const logLines = createLogLines({ out: logs ?? standardOutput() });
  const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, destination: logLines.destination });
  const world = await makeWorld({ settings, fresh: false, clock: systemClock, log });
  const certificates = await fromDevelopmentAuthority(
    world.authority,
    certificateOptionsOf(settings, systemClock, log),
  );
  const run = () =>
    split
      ? runSplit({ world, settings, environment: variables })
      : runPlatforms({
          platforms: allPlatforms,
          found: world.found,
          databases: world.databases,
          certificates,
          settings,
          dataDirectory: world.dataDirectory,
          clock: systemClock,
          log,
          logLines,
          ...(tellsConfiguration ? { configuration: configurationOf(variables) } : {}),
        });
  const running = await run().catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  const stop = async () => {
    await running.stop();
    await world.stop();
  };
  return {
    dataDirectory: data,
    world,
    addresses: running.addresses,
    issuer: running.issuer,
    trustAnchorPath: world.certificates.trustAnchorPath,
    client: async (clientId, address = running.addresses['SPEED2ng'] ?? '') =>
      createTrader({
        speed2ng: address,
        issuer: running.issuer,
        clientId,
        clientSecret: await secretOf(world.dataDirectory, clientId),
        trustAnchor: certificates.trustAnchor,
      }),
    clientWith: (token, address = running.addresses['SPEED2ng'] ?? '') =>
      traderWith(token, { speed2ng: address, trustAnchor: certificates.trustAnchor }),
    addGateway: async (more = {}) => {
      const own = { PORTORIUM_ISSUER: running.issuer, PORTORIUM_SPEED2NG_RPC_ADDRESS: `localhost:${await freePort()}` };
      return runPlatforms({
        platforms: ['speed2ng'],
        found: world.found,
        databases: new Map([...world.databases].filter(([name]) => name === 'speed2ng')),
        certificates,
        settings: readSettings(knownSettings, { ...variables, ...own, ...more }),
        dataDirectory: world.dataDirectory,
        clock: systemClock,
        log,
      });
    },
    settings,
    stop,
    remove: async () => {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
