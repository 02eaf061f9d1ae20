/** The door of people of the trusted circle: pages alone, with server TLS and a sign-in, on a port of its own. */
import express from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import type { Admission } from '../../../shared-services/gateway/admission.ts';
import { createApp } from '../../../shared-services/gateway/app.ts';
import type { GatewayLimits } from '../../../shared-services/gateway/limits.ts';
import { assetsRouter, loadAssets } from '../../../shared-services/gateway/pages/assets.ts';
import type { Bearer } from '../../../shared-services/gateway/pages/site/definition.ts';
import type { Rows } from '../../../shared-services/gateway/pages/site/session/rows.ts';
import { createSite, type SiteSettings } from '../../../shared-services/gateway/pages/site/site.ts';
import type { SecurityNotes } from '../../../shared-services/gateway/security-notes.ts';
import { type Listening, listen, type ServerCertificates } from '../../../shared-services/gateway/server.ts';
import type { AddressGuard } from '../../../shared-services/gateway/throttling/guard.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import { createWorkbenchReceive, type WorkbenchReceiveParts } from './receive.ts';
import { assetsRoot, ownAssets, workbench } from './workbench.ts';

/** What an operator says of the workbench. */
export interface WorkbenchSettings extends SiteSettings {
  readonly bearer: Bearer;
  /** 0: any free one. */
  readonly port: number;
}

export interface WorkbenchParts extends Omit<WorkbenchReceiveParts, 'bearer'> {
  readonly settings: WorkbenchSettings;
  readonly catalogue: readonly Application[];
  readonly admission: Admission;
  readonly addresses?: AddressGuard;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes;
  readonly limits: GatewayLimits;
  readonly rows: Rows;
  /** Of the gateway's address; browsers are asked for none. */
  readonly certificates: ServerCertificates;
  readonly host: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const toWorkbench = express.Router().get('/', (_request, response) => response.redirect(303, workbench.root));

/** @throws {Error} an address that is taken */
export const startWorkbench = async (parts: WorkbenchParts): Promise<Listening> => {
  const { settings, limits, log, host, certificates } = parts;
  const assets = loadAssets(assetsRoot, ownAssets);
  const receive = createWorkbenchReceive({ ...parts, bearer: settings.bearer });
  const site = createSite(workbench, settings, { ...parts, bearer: settings.bearer, receive, assets });
  const app = createApp({
    limits,
    secure: true,
    log,
    mounts: [
      [assetsRoot, assetsRouter(assets)],
      [workbench.root, site.router],
      ['/', toWorkbench],
    ],
  });
  const server = await listen({
    ...{ handler: app, host, port: settings.port, limits, log, certificates },
    ...{ notes: parts.notes, addresses: parts.addresses },
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await site.stop();
    },
  };
};
