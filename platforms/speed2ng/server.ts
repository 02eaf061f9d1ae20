/** Starts SPEED2ng: the door of traders, and beside it the one of its operators. */
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
import { healthRouter, startManagement } from '../../shared-services/gateway/management.ts';
import { assetsRouter, loadAssets } from '../../shared-services/gateway/pages/assets.ts';
import type { Bearer } from '../../shared-services/gateway/pages/site/definition.ts';
import type { Rows } from '../../shared-services/gateway/pages/site/session/rows.ts';
import { createSite, type SiteSettings } from '../../shared-services/gateway/pages/site/site.ts';
import { prepareAll } from '../../shared-services/gateway/prepared.ts';
import { givingReceipts, type Receipts } from '../../shared-services/gateway/receipts/giving.ts';
import { receiptKeysRouter } from '../../shared-services/gateway/receipts/published-keys.ts';
import { createRestRoutes, offeredTo } from '../../shared-services/gateway/rest-routes.ts';
import type { SecurityNotes } from '../../shared-services/gateway/security-notes.ts';
import { assertMayListen, listen, type ServerCertificates } from '../../shared-services/gateway/server.ts';
import { understandsSecurity } from '../../shared-services/gateway/soap/envelope.ts';
import { createSoapRoutes } from '../../shared-services/gateway/soap-routes.ts';
import { createThrottle, type Throttle } from '../../shared-services/gateway/throttle.ts';
import type { AddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Standing } from '../../shared-services/kit/identity/standing.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import type { Carry } from '../../shared-services/kit/rpc/calls.ts';
import { contract } from './contract.ts';
import { createAskEntitlement } from './entitlements.ts';
import { portal } from './portal/portal.ts';
import { createReplyWriter } from './protocols/mailbox-xml.ts';
import { publishedRouter } from './protocols/published.ts';
import { restRouter } from './protocols/rest.ts';
import { soapForTraders } from './protocols/soap.ts';
import { createReceive } from './receive.ts';
import type { SealParts } from './steps/verify-seal.ts';

export interface Speed2ngParts extends SealParts {
  /** Passes a call on, `host.carryFrom('speed2ng')`. */
  readonly carry: Carry;
  /** Every contract of the platform; those with operations for traders are offered. */
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeListLookup;
  readonly bearer: Bearer;
  /** Whether clients are asked for a certificate, to which their tokens may be bound; true if not said. */
  readonly asksForCertificate?: boolean;
  /** Absent: plain HTTP, which is refused on any address but this machine's own. */
  readonly certificates?: ServerCertificates;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly managementHost?: string;
  readonly managementPort: number;
  /** Address under which traders reach the gateway, where it is not the one that it listens on. */
  readonly publicUrl?: string;
  readonly limits?: Partial<GatewayLimits>;
  readonly admission?: Partial<AdmissionLimits>;
  readonly throttle?: Throttle;
  /** Absent: there are no pages for people, for want of a place where their sessions are kept. */
  readonly portal?: SiteSettings & { readonly rows: Rows };
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
  /** Whether the rest of the process is ready to serve. */
  readonly ready?: () => boolean | Promise<boolean>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Speed2ng {
  readonly url: string;
  readonly managementUrl: string;
  renewCertificates(certificates: ServerCertificates): void;
  stop(): Promise<void>;
}

const assetsRoot = '/assets';

interface Door {
  readonly app: Express;
  readonly warm: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const openDoor = (
  parts: Speed2ngParts,
  limits: GatewayLimits,
  state: { readonly publicUrl: () => string; readonly ready: () => boolean | Promise<boolean> },
): Door => {
  const { catalogue, codeLists, log, certificates, throttle = createThrottle() } = parts;
  const offered = offeredTo(catalogue, 'untrusted');
  const [restRoutes, soapRoutes] = [createRestRoutes(offered), createSoapRoutes(offered)];
  const { of: preparedOf, warm } = prepareAll(offered, codeLists);
  const receive = createReceive({
    ...parts,
    ...givingReceipts(parts, contract),
    limits,
    restRoutes,
    soapRoutes,
    preparedOf,
    throttle,
    understands: understandsSecurity,
    via: 'speed2ng',
    askEntitlement: createAskEntitlement(parts.carry, parts.clock),
  });
  const admission = createAdmission({ ...defaultAdmissionLimits, ...parts.admission });
  const protocol = { ...parts, receive, admission };
  const assets = loadAssets(assetsRoot);
  const { rows } = parts.portal ?? {};
  const site =
    parts.portal &&
    rows &&
    createSite(portal, parts.portal, { ...protocol, receive: receive.third, rows, limits, assets });
  const app = createApp({
    limits,
    secure: certificates !== undefined,
    log,
    notes: parts.notes,
    mounts: [
      ['/health', healthRouter(state.ready)],
      ['/', receiptKeysRouter(parts.receipts)],
      [assetsRoot, assetsRouter(assets)],
      ...(site === undefined ? [] : [[portal.root, site.router] as const]),
      [
        '/',
        publishedRouter({ catalogue, soapRoutes, publicUrl: state.publicUrl, assets, hasPortal: site !== undefined }),
      ],
      [restRoot, restRouter(protocol)],
      ['/', soapForTraders({ ...protocol, soapRoutes, writeReply: createReplyWriter(catalogue) })],
    ],
  });
  return { app, warm, close: async () => site?.stop() };
};

/** @throws {Error} plain HTTP off this machine, contracts that claim the same path, an address that is taken */
export const startSpeed2ng = async (parts: Speed2ngParts): Promise<Speed2ng> => {
  const { host, port, log, managementHost = '127.0.0.1', managementPort, metrics } = parts;
  const limits = limitsWith(parts.limits);
  assertMayListen(host, parts.certificates);
  let [stopping, url] = [false, ''];
  const ready = async () => !stopping && (await (parts.ready?.() ?? true));
  const door = openDoor(parts, limits, { publicUrl: () => parts.publicUrl ?? url, ready });
  // Compiling takes a moment: before the first caller, not in front of it.
  await door.warm();
  // Whose tokens are bound to a certificate shows it; it opens nothing by itself.
  const asking = (given: ServerCertificates): ServerCertificates => ({
    ...given,
    asksForCertificate: parts.asksForCertificate ?? true,
  });
  const certificates = parts.certificates === undefined ? {} : { certificates: asking(parts.certificates) };
  const server = await listen({
    ...{ handler: door.app, host, port, limits, log, ...certificates },
    ...{ notes: parts.notes, addresses: parts.addresses },
  });
  url = server.url;
  const { registry } = metrics;
  const management = await startManagement({ host: managementHost, port: managementPort, limits, registry, ready });
  log.info({ url, managementUrl: management.url }, 'SPEED2ng listens');
  return {
    url,
    managementUrl: management.url,
    renewCertificates: server.renewCertificates,
    stop: async () => {
      stopping = true;
      await server.stop();
      await door.close();
      await management.stop();
    },
  };
};
