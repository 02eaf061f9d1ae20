/** Starts CCN2ng: the door of Member States in three protocols, and the workers that push to them. */

import type { Express } from 'express';
import type { Application } from '../../reference-architecture/contract/language.ts';
import { restRoot } from '../../reference-architecture/contract/render/openapi.ts';
import type { CodeListLookup } from '../../reference-architecture/contract/validate.ts';
import {
  type AdmissionLimits,
  createAdmission,
  defaultAdmissionLimits,
} from '../../shared-services/gateway/admission.ts';
import { createApp } from '../../shared-services/gateway/app.ts';
import { type GatewayLimits, limitsWith } from '../../shared-services/gateway/limits.ts';
import { startManagement } from '../../shared-services/gateway/management.ts';
import { prepareAll } from '../../shared-services/gateway/prepared.ts';
import { contractsRouter, openApisOf } from '../../shared-services/gateway/published.ts';
import { givingReceipts, type Receipts } from '../../shared-services/gateway/receipts/giving.ts';
import { receiptKeysRouter } from '../../shared-services/gateway/receipts/published-keys.ts';
import { createRestRoutes, offeredTo } from '../../shared-services/gateway/rest-routes.ts';
import type { SecurityNotes } from '../../shared-services/gateway/security-notes.ts';
import { listen } from '../../shared-services/gateway/server.ts';
import { createReplayGuard } from '../../shared-services/gateway/soap/security/replay.ts';
import { createSoapRoutes } from '../../shared-services/gateway/soap-routes.ts';
import { createThrottle, type Throttle } from '../../shared-services/gateway/throttle.ts';
import type { AddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Standing } from '../../shared-services/kit/identity/standing.ts';
import type { TlsVersion } from '../../shared-services/kit/identity/tls.ts';
import type { Trust } from '../../shared-services/kit/identity/trust.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import type { Carry } from '../../shared-services/kit/rpc/calls.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { bellOf } from './exchange/bell.ts';
import { streamingByGrpc } from './exchange/live.ts';
import { type PushSettings, startPush } from './exchange/push.ts';
import { createRender, notificationsOf } from './exchange/render.ts';
import { grpcServicesOf } from './grpc/definitions.ts';
import { listenGrpc } from './grpc/server.ts';
import { answeringIsAlive, monitoringOf } from './protocols/monitoring.ts';
import type { ProtocolParts } from './protocols/parts.ts';
import { restRouter } from './protocols/rest.ts';
import { soapForMemberStates } from './protocols/soap.ts';
import { createReceive } from './receive.ts';
import {
  createMemberStateSecurity,
  type MemberStateSecurity,
  type SecuritySettings,
} from './security/member-state-security.ts';
import { understands } from './soap/understands.ts';
import { startWorkbench, type WorkbenchSettings } from './workbench/server.ts';

/** PEM. */
export interface Pem {
  readonly key: string;
  /** With the certificates between it and the root. */
  readonly cert: string;
}

export interface Ccn2ngCertificates {
  /** Of the gateway's address. */
  readonly server: Pem & { readonly stapled?: () => Buffer | undefined };
  /** The root that Member States' certificates must chain to. */
  readonly trustAnchor: string;
  /** With which the gateway shows itself to the endpoints of Member States. */
  readonly client: Pem;
}

export interface Ccn2ngParts {
  /** Passes a call on, `host.carryFrom('ccn2ng')`. */
  readonly carry: Carry;
  /** Every contract of the platform; those with operations for Member States are offered. */
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeListLookup;
  /** Of the component `ccn2ng`: the queues. */
  readonly store: Store;
  /** Asked again after each change of trust: certificates are renewed while the gateway runs. */
  readonly certificates: () => Ccn2ngCertificates;
  readonly trust: Trust;
  /** Of the doors and of pushes; `TLSv1.3` if not said. */
  readonly minTlsVersion?: TlsVersion;
  /** Base address of each Member State's endpoint, `https://127.0.0.1:9601`; undefined: it pulls. */
  readonly memberStates: ReadonlyMap<string, string | undefined>;
  readonly host: string;
  /** HTTPS; 0: any free one. */
  readonly port: number;
  readonly grpcPort: number;
  /** Absent: somebody else offers health and metrics. */
  readonly managementPort?: number;
  readonly managementHost?: string;
  /** Address under which Member States reach the gateway, where it is not the one that it listens on. */
  readonly publicUrl?: string;
  readonly limits?: Partial<GatewayLimits>;
  readonly admission?: Partial<AdmissionLimits>;
  readonly throttle?: Throttle;
  /** Of each certificate or account; absent: there is no share of its own. */
  readonly credentialThrottle?: Throttle;
  /** Absent: addresses are not looked at. */
  readonly addresses?: AddressGuard;
  /** Partners that are blocked; absent: nobody is. */
  readonly partners?: Pick<Standing, 'isBarred'>;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes;
  /** Absent: no receipts are given. */
  readonly receipts?: Receipts;
  /** What was agreed with Member States; signatures are verified where they are present in any case. */
  readonly security?: SecuritySettings;
  /** Absent: there are no pages for people. */
  readonly workbench?: WorkbenchSettings;
  readonly push?: Partial<PushSettings>;
  readonly stream?: Partial<StreamSettings>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface StreamSettings {
  readonly redeliverAfterMs: number;
  readonly maxUnacknowledged: number;
}

const defaultStreamSettings: StreamSettings = { redeliverAfterMs: 30_000, maxUnacknowledged: 500 };

export interface Ccn2ng {
  readonly url: string;
  /** `127.0.0.1:9444` */
  readonly grpcAddress: string;
  /** Of the listener, where there are pages for people. */
  readonly workbenchUrl?: string;
  readonly managementUrl?: string;
  stop(): Promise<void>;
}

/** All that the three protocols share: one admission, one table of steps, one way on. */
const openDoor = (parts: Ccn2ngParts, limits: GatewayLimits, security: MemberStateSecurity) => {
  const { catalogue, codeLists, store, clock, trust, throttle = createThrottle() } = parts;
  const offered = offeredTo(catalogue, 'trusted');
  const monitoring = monitoringOf(offered);
  const bySoap = [...offered, ...monitoring];
  const [restRoutes, soapRoutes] = [createRestRoutes(offered), createSoapRoutes(bySoap)];
  const { of: preparedOf, warm } = prepareAll(bySoap, codeLists);
  const render = createRender(notificationsOf(catalogue));
  const stream = { ...defaultStreamSettings, ...parts.stream, store, clock, render, bell: bellOf(store) };
  const carry = answeringIsAlive(streamingByGrpc(parts.carry, stream), monitoring);
  const steps = {
    trust,
    limits,
    restRoutes,
    soapRoutes,
    preparedOf,
    throttle,
    understands,
    clock,
    carry,
    security,
    via: 'ccn2ng',
  };
  const receive = createReceive({ ...parts, ...steps, ...givingReceipts(parts, contract) });
  const admission = createAdmission({ ...defaultAdmissionLimits, ...parts.admission });
  const protocol: ProtocolParts = { ...parts, receive, admission, trust };
  return {
    offered,
    soapRoutes,
    protocol,
    security,
    warm,
    ways: { ...parts, ...steps, ...givingReceipts(parts, contract), admission },
  };
};

const appOf = (
  { catalogue, log, notes, receipts }: Ccn2ngParts,
  limits: GatewayLimits,
  { protocol, soapRoutes, security }: ReturnType<typeof openDoor>,
  publicUrl: () => string,
): Express =>
  createApp({
    limits,
    secure: true,
    log,
    notes,
    mounts: [
      ['/', receiptKeysRouter(receipts)],
      ['/', contractsRouter({ openApis: openApisOf(catalogue, 'trusted'), soapRoutes, publicUrl })],
      [restRoot, restRouter(protocol)],
      ['/', soapForMemberStates({ ...protocol, soapRoutes, security })],
    ],
  });

const securityOf = ({ security: settings, certificates, trust, store, clock }: Ccn2ngParts): MemberStateSecurity =>
  createMemberStateSecurity({
    settings,
    own: () => certificates().client,
    trustAnchor: certificates().trustAnchor,
    trust,
    assertFirst: createReplayGuard(store),
    clock,
  });

const managementOf = async (parts: Ccn2ngParts, limits: GatewayLimits) => {
  const { managementPort: port, managementHost: host = '127.0.0.1', metrics, store } = parts;
  const ready = async () => (await store.query('select 1')).length === 1;
  return port === undefined ? undefined : startManagement({ host, port, limits, registry: metrics.registry, ready });
};

/** What was started, and how it ends: together, and also when the start fails in the middle. */
const createEnds = () => {
  const ends: (() => Promise<void>)[] = [];
  return {
    add: <T extends { stop(): Promise<void> }>(started: T): T => {
      ends.push(() => started.stop());
      return started;
    },
    all: async () => {
      await Promise.all(ends.splice(0).map((end) => end()));
    },
  };
};

const pemOf = ({ key, cert }: Pem): Pem => ({ key, cert });

/** What is shown now, at the doors and to Member States. */
const tlsOf = ({ certificates, minTlsVersion }: Ccn2ngParts) => {
  const version = minTlsVersion === undefined ? {} : { minVersion: minTlsVersion };
  return {
    web: () => ({ ...certificates().server, clientAuthorities: certificates().trustAnchor, ...version }),
    server: () => ({ ...pemOf(certificates().server), ca: certificates().trustAnchor, ...version }),
    client: () => ({ ...certificates().client, ca: certificates().trustAnchor, ...version }),
  };
};

const start = async (parts: Ccn2ngParts, ends: ReturnType<typeof createEnds>): Promise<Omit<Ccn2ng, 'stop'>> => {
  const { host, port, grpcPort, log, trust, certificates } = parts;
  const limits = limitsWith(parts.limits);
  const tls = tlsOf(parts);
  let url = '';
  const security = securityOf(parts);
  const door = openDoor(parts, limits, security);
  const app = appOf(parts, limits, door, () => parts.publicUrl ?? url);
  const services = grpcServicesOf(door.offered);
  const web = ends.add(
    await listen({
      ...{ handler: app, host, port, limits, log, certificates: tls.web() },
      ...{ notes: parts.notes, addresses: parts.addresses },
    }),
  );
  url = web.url;
  const grpc = ends.add(
    await listenGrpc({ ...door.protocol, services, host, port: grpcPort, limits, tls: tls.server() }),
  );
  const { address: grpcAddress } = grpc;
  const shown = () => certificates().server;
  const pages =
    parts.workbench === undefined
      ? undefined
      : ends.add(
          await startWorkbench({
            ...door.ways,
            rows: parts.store,
            settings: parts.workbench,
            certificates: shown(),
            limits,
          }),
        );
  const forget = trust.onChange(() => {
    pages?.renewCertificates(shown());
    web.renewCertificates(tls.web());
    grpc.renewCertificates(tls.server());
  });
  ends.add({ stop: async () => forget() });
  const settings = parts.push === undefined ? {} : { settings: parts.push };
  ends.add(startPush({ ...parts, ...settings, security, tls: { own: tls.client, trust } }));
  const management = await managementOf(parts, limits);
  if (management !== undefined) ends.add(management);
  void door.warm().catch((error: unknown) => log.error({ err: error }, 'validators could not be made ready'));
  log.info({ url, grpcAddress }, 'CCN2ng listens');
  const workbenchUrl = pages === undefined ? {} : { workbenchUrl: pages.url };
  return { url, grpcAddress, ...workbenchUrl, ...(management === undefined ? {} : { managementUrl: management.url }) };
};

/** @throws {Error} contracts that claim the same path, a push for which there is no service, an address that is taken */
export const startCcn2ng = async (parts: Ccn2ngParts): Promise<Ccn2ng> => {
  const ends = createEnds();
  try {
    return { ...(await start(parts, ends)), stop: ends.all };
  } catch (error) {
    await ends.all();
    throw error;
  }
};
