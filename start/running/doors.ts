/** What each platform opens to its own circle. A platform without a door is reached by the others alone. */
import { startCcn2ng } from '../../platforms/ccn2ng/server.ts';
import { createSealRegister } from '../../platforms/speed2ng/seal-register.ts';
import { startSpeed2ng } from '../../platforms/speed2ng/server.ts';
import { defaultRealmSettings } from '../../platforms/uumds/realm.ts';
import { startUumds } from '../../platforms/uumds/server.ts';
import type { Application, Platform } from '../../reference-architecture/contract/language.ts';
import { defaultLimits } from '../../shared-services/gateway/limits.ts';
import { startManagement } from '../../shared-services/gateway/management.ts';
import type { Receipts } from '../../shared-services/gateway/receipts/giving.ts';
import type { ServerCertificates } from '../../shared-services/gateway/server.ts';
import { createReplayGuard } from '../../shared-services/gateway/soap/security/replay.ts';
import { proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import type { CodeLists } from '../../shared-services/reference-data/lookup.ts';
import { startSharedServices } from '../../shared-services/server.ts';
import type { PlatformCertificates } from '../certificates.ts';
import { messageSecurityOf, mustSealOf, recipientsIn } from '../message-security.ts';
import type { PlatformSettings } from '../settings.ts';
import { authorityOf, memberStatesOf } from '../world.ts';
import { openBearer } from './bearer.ts';
import type { Databases } from './databases.ts';
import { startNationalSignIns } from './national-sign-ins.ts';
import { openAddressGuard, openThrottles } from './throttles.ts';

export interface DoorParts {
  readonly host: Host;
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeLists;
  readonly databases: Databases;
  readonly certificates: PlatformCertificates;
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  /** Issuer of the tokens; UUM&DS, when it starts here, says its own. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Of a gateway. */
  readonly receipts?: Receipts;
}

export interface Door {
  /** Name of what listens, and where. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly issuer?: string;
  stop(): Promise<void>;
}

type OpenDoor = (parts: DoorParts) => Promise<Door>;

/** New certificates are shown as soon as they are there; gives how to stop. */
const renewing = (
  platform: Platform,
  server: { renewCertificates(certificates: ServerCertificates): void; stop(): Promise<void> },
  { certificates }: DoorParts,
) => {
  const forget = certificates.trust.onChange(() => server.renewCertificates(certificates.gateway(platform)));
  return () => {
    forget();
    return server.stop();
  };
};

const throttlesOf = (gateway: 'speed2ng' | 'ccn2ng', { settings, databases, metrics, log }: DoorParts) =>
  openThrottles(settings, databases.poolOf(gateway), metrics, log);

/** Sign-in and tokens; with an issuer of the operator's own (Keycloak) there is nothing to open. */
const openUumds: OpenDoor = async (parts) => {
  const { host, certificates, databases, settings, dataDirectory, clock, log } = parts;
  if (settings.PORTORIUM_ISSUER !== undefined) return { addresses: {}, stop: async () => {} };
  const nationals = await startNationalSignIns(settings.PORTORIUM_NATIONAL_SIGN_INS, dataDirectory);
  try {
    const uumds = await startUumds({
      pool: databases.poolOf('uumds'),
      port: settings.PORTORIUM_UUMDS_PORT,
      host: settings.PORTORIUM_INTERNAL_HOST,
      dataDirectory: `${dataDirectory}/uumds`,
      realm: { ...defaultRealmSettings, nationalProviders: nationals.nationalProviders },
      // Where the operator's own authority issues, it also publishes.
      ...(settings.PORTORIUM_CERTIFICATES === undefined
        ? { authority: authorityOf(settings, dataDirectory, clock, log) }
        : {}),
      isProxy: proxiesOf(settings.PORTORIUM_TRUSTED_PROXIES),
      carry: host.carryFrom('uumds'),
      mutualTls: {
        certificates: certificates.gateway('uumds'),
        host: settings.PORTORIUM_INTERNAL_HOST,
        port: settings.PORTORIUM_UUMDS_MTLS_PORT,
      },
      clock,
      log,
    });
    const { baseUrl, mutualTlsUrl = '', issuer } = uumds;
    const stop = renewing('uumds', uumds, parts);
    nationals.serve(issuer);
    return {
      addresses: { 'UUM&DS': baseUrl, 'UUM&DS mutual TLS': mutualTlsUrl, ...nationals.addresses },
      issuer,
      stop: async () => {
        await stop();
        await nationals.stop();
      },
    };
  } catch (error) {
    await nationals.stop();
    throw error;
  }
};

const openSharedServices: OpenDoor = async (parts) => {
  const tokens = await openBearer('shared-services', parts.settings.PORTORIUM_SHARED_SERVICES_URL, parts);
  const server = await startSharedServices({
    ...parts,
    carry: parts.host.carryFrom('shared-services'),
    bearer: tokens.bearer,
    addresses: openAddressGuard(parts.settings, undefined, parts.metrics, parts.log),
    certificates: parts.certificates.gateway('shared-services'),
    host: parts.settings.PORTORIUM_HOST,
    port: parts.settings.PORTORIUM_SHARED_SERVICES_PORT,
  });
  const stop = renewing('shared-services', tokens.takenBy(server), parts);
  return { addresses: { 'Shared services': server.url }, stop };
};

const openCcn2ng: OpenDoor = async (parts) => {
  const { certificates, settings } = parts;
  const server = await startCcn2ng({
    ...parts,
    carry: parts.host.carryFrom('ccn2ng'),
    store: parts.host.storeOf('ccn2ng'),
    certificates: () => ({
      server: certificates.gateway('ccn2ng'),
      trustAnchor: certificates.trustAnchor,
      client: certificates.service('ccn2ng', 'push'),
    }),
    trust: certificates.trust,
    minTlsVersion: settings.PORTORIUM_TLS_MIN_VERSION,
    memberStates: memberStatesOf(settings.PORTORIUM_MEMBER_STATES),
    security: {
      protection: messageSecurityOf(settings.PORTORIUM_MESSAGE_SECURITY),
      recipients: recipientsIn(settings.PORTORIUM_PARTNER_CERTIFICATES),
    },
    host: settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_CCN2NG_PORT,
    grpcPort: settings.PORTORIUM_CCN2NG_GRPC_PORT,
    ...throttlesOf('ccn2ng', parts),
  });
  return { addresses: { CCN2ng: server.url, 'CCN2ng gRPC': server.grpcAddress }, stop: server.stop };
};

const openSpeed2ng: OpenDoor = async (parts) => {
  const { settings } = parts;
  const carry = parts.host.carryFrom('speed2ng');
  const tokens = await openBearer('speed2ng', settings.PORTORIUM_SPEED2NG_URL, parts);
  const server = await startSpeed2ng({
    ...parts,
    carry,
    bearer: tokens.bearer,
    asksForCertificate: settings.PORTORIUM_CLIENT_CERTIFICATES === 'asked',
    seals: createSealRegister({ carry, standing: tokens.standing, clock: parts.clock }),
    ...(settings.PORTORIUM_SPEED2NG_URL === undefined ? {} : { publicUrl: settings.PORTORIUM_SPEED2NG_URL }),
    certificates: parts.certificates.gateway('speed2ng'),
    host: settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_SPEED2NG_PORT,
    managementHost: settings.PORTORIUM_INTERNAL_HOST,
    managementPort: settings.PORTORIUM_SPEED2NG_MANAGEMENT_PORT,
    ready: parts.databases.answers,
    mustSeal: mustSealOf(settings.PORTORIUM_SEALS_REQUIRED),
    assertFirst: createReplayGuard(parts.host.storeOf('speed2ng')),
    ...throttlesOf('speed2ng', parts),
  });
  const addresses = { SPEED2ng: server.url, 'speed2ng metrics': `${server.managementUrl}/metrics` };
  return { addresses, stop: renewing('speed2ng', tokens.takenBy(server), parts) };
};

const managed =
  (platform: Platform, portOf: (settings: PlatformSettings) => number): OpenDoor =>
  async ({ settings, metrics, databases }) => {
    const server = await startManagement({
      host: settings.PORTORIUM_INTERNAL_HOST,
      port: portOf(settings),
      limits: defaultLimits,
      registry: metrics.registry,
      ready: databases.answers,
    });
    return { addresses: { [`${platform} metrics`]: `${server.url}/metrics` }, stop: server.stop };
  };

/** In the order in which they open. */
export const doors: Readonly<Record<Platform, readonly OpenDoor[]>> = {
  uumds: [openUumds, managed('uumds', (settings) => settings.PORTORIUM_UUMDS_MANAGEMENT_PORT)],
  'shared-services': [
    openSharedServices,
    managed('shared-services', (settings) => settings.PORTORIUM_SHARED_SERVICES_MANAGEMENT_PORT),
  ],
  cdco: [managed('cdco', (settings) => settings.PORTORIUM_CDCO_MANAGEMENT_PORT)],
  ccn2ng: [openCcn2ng, managed('ccn2ng', (settings) => settings.PORTORIUM_CCN2NG_MANAGEMENT_PORT)],
  speed2ng: [openSpeed2ng],
};
