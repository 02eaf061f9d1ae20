/** How this process reaches the platforms of other processes, and is reached by them: gRPC over mutual TLS. */
import type { PeerCertificate } from 'node:tls';
import { type Application, operationsOf, type Platform } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Host, Remote } from '../../shared-services/kit/host/host.ts';
import { checkPeer } from '../../shared-services/kit/identity/peer.ts';
import type { MutualTls } from '../../shared-services/kit/identity/tls.ts';
import type { Trust } from '../../shared-services/kit/identity/trust.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import { createRpcClient } from '../../shared-services/kit/rpc/client.ts';
import { clientMutualTls, serverMutualTls } from '../../shared-services/kit/rpc/credentials.ts';
import { startRpcServer } from '../../shared-services/kit/rpc/server.ts';
import type { PlatformCertificates } from '../certificates.ts';
import type { PlatformSettings } from '../settings.ts';
import type { Stops } from './ending.ts';

export interface PeersParts {
  /** Platform of this process; its certificate is shown to the others. */
  readonly speaker: Platform;
  readonly settings: PlatformSettings;
  readonly certificates: PlatformCertificates;
  readonly catalogue: readonly Application[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly stops: Stops;
}

export interface Peers {
  readonly remoteOf: (platform: Platform) => Remote;
  readonly takeCalls: (host: Host) => Promise<void>;
}

const addressOf = (platform: Platform, settings: PlatformSettings): string => {
  const addresses: Readonly<Record<Platform, string>> = {
    speed2ng: settings.PORTORIUM_SPEED2NG_RPC_ADDRESS,
    ccn2ng: settings.PORTORIUM_CCN2NG_RPC_ADDRESS,
    cdco: settings.PORTORIUM_CDCO_RPC_ADDRESS,
    'shared-services': settings.PORTORIUM_SHARED_SERVICES_RPC_ADDRESS,
    uumds: settings.PORTORIUM_UUMDS_RPC_ADDRESS,
  };
  return addresses[platform];
};

const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));

/** What nobody outside calls, and has so little time, is a look-up: it waits for no news. */
const lookUpDeadlineMs = 2000;

/** Commands and look-ups are quick and may share a frame; another query may wait long for its answer. */
const quickIn = (catalogue: readonly Application[]) => {
  const quick = catalogue
    .flatMap(operationsOf)
    .filter(
      ({ operation, service }) =>
        operation.effect === 'command' || (service.internal === true && operation.deadlineMs <= lookUpDeadlineMs),
    );
  const ids = new Set(quick.map(({ id }) => id));
  return (operationId: string) => ids.has(operationId);
};

/** The service that a certificate of a platform must name to call other platforms, and to take their calls. */
const calls = 'calls';

/** Asked for every call. @throws Refusal, or Error for a certificate that is not for calls between platforms */
const platformOf =
  (trust: Trust) =>
  (certificate: PeerCertificate): string => {
    const { circle, party, service, subject } = trust.assertTrusted(certificate);
    if (circle !== 'central' || service !== calls) throw new Error(`a certificate of ${subject}`);
    return party;
  };

export const createPeers = (parts: PeersParts): Peers => {
  const { speaker, settings, certificates, clock, log, metrics, stops } = parts;
  const isBatched = quickIn(parts.catalogue);
  const { trust } = certificates;
  const own = (): MutualTls => ({
    ...certificates.service(speaker),
    ca: certificates.trustAnchor,
    minVersion: settings.PORTORIUM_TLS_MIN_VERSION,
  });
  const credentialsFor = (platform: Platform) =>
    clientMutualTls(
      own(),
      checkPeer(trust, platform, ({ party, service }) => party === platform && service === calls),
    );
  const clients = new Map<Platform, Remote>();

  const connect = (platform: Platform): Remote => {
    const client = createRpcClient({
      platform,
      address: addressOf(platform, settings),
      credentials: credentialsFor(platform),
      isBatched,
      clock,
      metrics,
    });
    clients.set(platform, client);
    const forget = trust.onChange(() => client.renewCredentials(credentialsFor(platform)));
    stops.add(() => {
      forget();
      client.stop();
    });
    return client;
  };

  return {
    remoteOf: (platform) => clients.get(platform) ?? connect(platform),
    takeCalls: async (host) => {
      const { credentials, renew } = serverMutualTls(own());
      const server = await startRpcServer({
        host: settings.PORTORIUM_INTERNAL_HOST,
        port: portOf(addressOf(speaker, settings)),
        credentials,
        dispatch: host.dispatch,
        mayDeliver: host.mayDeliver,
        deliver: host.deliver,
        platformOf: platformOf(trust),
        log,
      });
      const forget = trust.onChange(() => renew(own()));
      stops.add(() => {
        forget();
        return server.stop();
      });
    },
  };
};
