/**
 * Runs platforms in this process: all of them, or one. What they need is handed in; who calls whom is the same either way,
 * in process where both run here, by gRPC over mutual TLS where not.
 */
import type { Platform } from '../reference-architecture/contract/language.ts';
import { measureArchive } from '../shared-services/archiving/metrics.ts';
import { measureRecovery } from '../shared-services/backup-restore/metrics.ts';
import { createSecurityNotes } from '../shared-services/gateway/security-notes.ts';
import { proxiesOf } from '../shared-services/gateway/throttling/address.ts';
import type { Clock } from '../shared-services/kit/clock.ts';
import { type Host, startHost } from '../shared-services/kit/host/host.ts';
import { createExpiryWarnings, measureEndings } from '../shared-services/kit/identity/expiry.ts';
import type { LogLines } from '../shared-services/kit/log-lines.ts';
import type { Logger } from '../shared-services/kit/logging.ts';
import { startLoop } from '../shared-services/kit/loop.ts';
import { createMetrics, type Metrics } from '../shared-services/kit/metrics.ts';
import { endingsOf } from './certificates/endings.ts';
import type { PlatformCertificates } from './certificates.ts';
import { type Discovered, loadModules } from './modules.ts';
import { openArchive } from './running/archive.ts';
import { openAuditLog } from './running/audit-log.ts';
import { type Configuration, tellConfiguration } from './running/configuration.ts';
import { openDatabases } from './running/databases.ts';
import type { DoorParts } from './running/doors/door.ts';
import { doors } from './running/doors/doors.ts';
import { createStops, type Stops } from './running/ending.ts';
import { createEndings, type Endings } from './running/endings.ts';
import { startHandingOn } from './running/log-lines.ts';
import { createPeers } from './running/peers.ts';
import { warnOfPlainDatabases } from './running/plain-databases.ts';
import { startOwnProbes } from './running/probes/start.ts';
import { openReceipts } from './running/receipts.ts';
import { registrarOf } from './running/registrar.ts';
import { startSampling } from './running/sampling.ts';
import { openSealingKey } from './running/sealing.ts';
import { createNoting } from './running/security-events.ts';
import { syslogOf } from './running/syslog.ts';
import { openTracing } from './running/tracing.ts';
import type { PlatformSettings } from './settings.ts';
import { memberStatesOf } from './world.ts';

/** In the order in which they start: whoever signs people in first, whoever lets them in last. */
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
  /** What the operator has set, as it is told to governance; absent: nothing is told. */
  readonly configuration?: Configuration;
  /** False: no figures are kept of this process; for measurements of what that costs. */
  readonly sampled?: boolean;
  /** Lines of this process that wait to be kept for searching; absent: they are only written. */
  readonly logLines?: LogLines;
}

export interface Running {
  /** What listens, and where; for the banner, the demonstration and the tests. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly issuer: string;
  stop(): Promise<void>;
}

const metricsByPlatform = (): ((platform: Platform) => Metrics) => {
  const made = new Map<Platform, Metrics>();
  return (platform) => {
    const metrics = made.get(platform) ?? createMetrics(platform);
    made.set(platform, metrics);
    return metrics;
  };
};

/** Each platform's lines name it, also where several share a process. */
const logsOf = (log: Logger): ((platform: Platform) => Logger) => {
  const made = new Map<Platform, Logger>();
  return (platform) => {
    const own = made.get(platform) ?? log.child({ platform });
    made.set(platform, own);
    return own;
  };
};

const hourMs = 60 * 60 * 1000;

/** Figures of one process stand at its first platform. */
const watchEndings = (
  { certificates, clock, log }: RunParts,
  { registry }: Metrics,
  stops: Stops,
  endings: Endings,
): void => {
  const read = () => [...endingsOf(certificates), ...endings.current()];
  measureEndings(registry, read);
  const warn = createExpiryWarnings(read, clock, log);
  warn();
  const loop = startLoop({ name: 'ends of certificates', intervalMs: hourMs, work: async () => warn(), log });
  stops.add(() => loop.stop());
};

/** What the shared services tell from their tables. */
const measureShared = (registry: Metrics['registry'], host: Host, clock: Clock): void => {
  measureRecovery(registry, host.storeOf('backup-restore'), clock);
  measureArchive(registry, host.storeOf('archiving'));
};

const start = async (parts: RunParts, stops: Stops): Promise<Omit<Running, 'stop'>> => {
  const { platforms, settings, certificates, clock } = parts;
  const logOf = logsOf(parts.log);
  const log = logOf(platforms[0]!);
  const kept = certificates.keepCurrent();
  stops.add(() => kept.stop());
  const metricsOf = metricsByPlatform();
  const endings = createEndings();
  watchEndings(parts, metricsOf(parts.platforms[0]!), stops, endings);
  warnOfPlainDatabases(parts.databases, log);
  const catalogue = parts.found.map(({ contract }) => contract);
  const databases = openDatabases(parts.databases, stops, log);
  const codeLists = await databases.loadCodeLists();
  const speaker = platforms[0]!;
  const peers = createPeers({
    speaker,
    settings,
    certificates,
    catalogue,
    clock,
    log,
    metrics: metricsOf(speaker),
    stops,
  });
  const noting = createNoting({ platforms, clock, log, metricsOf });
  const tracing = await openTracing(platforms, settings, stops, log);
  const receipts = await openReceipts(platforms, parts, stops, endings);
  const auditLog = await openAuditLog(platforms, parts, stops, endings);
  const archive = await openArchive(platforms, parts);
  const sealingKeyOf = await openSealingKey(platforms, settings, parts.dataDirectory);
  const host = await startHost({
    sealingKeyOf,
    ...(archive === undefined ? {} : { archive }),
    ...(auditLog === undefined ? {} : { auditLog }),
    receiptIssuerOf: (platform) => receipts.get(platform),
    securityEventsOf: noting.of,
    modules: await loadModules(parts.found.filter(({ contract }) => platforms.includes(contract.platform))),
    catalogue,
    poolOf: databases.poolOf,
    remoteOf: peers.remoteOf,
    codeLists,
    settings: {
      screeningTimeoutMs: settings.PORTORIUM_SCREENING_SECONDS * 1000,
      // With an issuer of the operator's own there are none.
      demonstrationAccounts: settings.PORTORIUM_ISSUER === undefined,
      memberStates: [...memberStatesOf(settings.PORTORIUM_MEMBER_STATES).keys()],
      logStoreCharacters: settings.PORTORIUM_LOG_STORE_MEGABYTES * 1024 * 1024,
      securityEvents: { days: settings.PORTORIUM_SECURITY_EVENT_DAYS, rows: settings.PORTORIUM_SECURITY_EVENTS_KEPT },
      ...syslogOf(settings),
      ...registrarOf(settings),
      ...(settings.PORTORIUM_COUNTRY_NETWORKS === undefined
        ? {}
        : { countryNetworks: settings.PORTORIUM_COUNTRY_NETWORKS }),
    },
    clock,
    log,
    logOf,
    metricsOf,
    ...(tracing === undefined ? {} : { tracing }),
  });
  stops.add(() => host.stop());
  if (parts.sampled !== false) startSampling({ platforms, metricsOf, databases, clock, log, stops });

  if (parts.configuration !== undefined) {
    const told = await tellConfiguration(parts.configuration, {
      ...{ platforms, host, settings, clock, log },
      metrics: metricsOf(platforms[0]!),
    });
    stops.add(() => told.stop());
  }
  if (platforms.includes('shared-services')) measureShared(metricsOf('shared-services').registry, host, clock);

  const addresses: Record<string, string> = {};
  let issuer = settings.PORTORIUM_ISSUER ?? `http://127.0.0.1:${settings.PORTORIUM_UUMDS_PORT}/realms/portorium`;
  const common: Omit<DoorParts, 'metrics' | 'issuer' | 'log' | 'notes' | 'securityEvents'> = {
    ...parts,
    host,
    catalogue,
    codeLists,
    databases,
  };
  for (const platform of allPlatforms.filter((one) => platforms.includes(one))) {
    for (const open of doors[platform]) {
      const own = receipts.get(platform);
      const door = await open({
        ...common,
        issuer,
        metrics: metricsOf(platform),
        log: logOf(platform),
        notes: createSecurityNotes({
          events: noting.of(platform),
          isProxy: proxiesOf(settings.PORTORIUM_TRUSTED_PROXIES),
        }),
        securityEvents: noting.of(platform),
        ...(own === undefined ? {} : { receipts: own }),
        ...(auditLog === undefined ? {} : { auditLog }),
      });
      stops.add(() => door.stop());
      Object.assign(addresses, door.addresses);
      issuer = door.issuer ?? issuer;
    }
  }
  if (platforms.length === 1) await peers.takeCalls(host);
  const handingOnEvents = noting.start(host);
  stops.add(() => handingOnEvents.stop());
  if (platforms.includes('shared-services')) {
    const metrics = metricsOf('shared-services');
    const probes = await startOwnProbes({ ...parts, issuer, metrics, trustAnchor: () => certificates.trustAnchor });
    stops.add(async () => probes?.stop());
  }
  if (parts.logLines !== undefined) {
    const handing = startHandingOn({ lines: parts.logLines, platforms, host, clock, log });
    stops.add(() => handing.stop());
  }
  // What is added last is done first: whoever answers waits for the calls that are under way, so those who wait go first.
  stops.add(async () => host.letGo());
  return { addresses, issuer };
};

export const runPlatforms = async (parts: RunParts): Promise<Running> => {
  const stops = createStops();
  try {
    return { ...(await start(parts, stops)), stop: stops.stop };
  } catch (error) {
    await stops.stop();
    throw error;
  }
};
