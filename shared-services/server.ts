/** The door of the administrators: questions and commands by REST, each with a token of the administrators' circle. */
import express, { type Router } from 'express';
import type { Application } from '../reference-architecture/contract/language.ts';
import { restRoot } from '../reference-architecture/contract/render/openapi.ts';
import type { NoteKey } from './audit/domain/note.ts';
import { auditKeysRouter } from './audit/published-keys.ts';
import { consoleSite } from './console/console.ts';
import { consoleRoot } from './console/paths.ts';
import { createAdmission } from './gateway/admission.ts';
import type { Answer } from './gateway/answer.ts';
import { answering } from './gateway/answering.ts';
import { createApp } from './gateway/app.ts';
import { type GatewayLimits, limitsWith } from './gateway/limits.ts';
import { healthRouter } from './gateway/management.ts';
import { assetsRouter, loadLiveAssets } from './gateway/pages/assets.ts';
import type { Rows } from './gateway/pages/site/session/rows.ts';
import { createSite, type SiteSettings } from './gateway/pages/site/site.ts';
import { prepareAll } from './gateway/prepared.ts';
import { problemAnswer, refusalOf } from './gateway/problem.ts';
import { createRestRoutes, offeredTo } from './gateway/rest-routes.ts';
import type { SecurityNotes } from './gateway/security-notes.ts';
import { type Listening, listen, type ServerCertificates } from './gateway/server.ts';
import type { Answered, Read } from './gateway/steps/stages.ts';
import { createThrottle, type Throttle } from './gateway/throttle.ts';
import type { AddressGuard } from './gateway/throttling/guard.ts';
import type { Clock } from './kit/clock.ts';
import type { Logger } from './kit/logging.ts';
import type { Metrics } from './kit/metrics.ts';
import type { Carry } from './kit/rpc/calls.ts';
import { type AuthenticateParts, createReceive, createReceivePages } from './receive.ts';
import type { CodeLists } from './reference-data/lookup.ts';

export interface SharedServicesParts extends AuthenticateParts {
  readonly carry: Carry;
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeLists;
  /** Keys of the audit log's checkpoints, for anybody to read. */
  readonly auditKeys?: () => readonly NoteKey[];
  /** Absent: addresses are not looked at. */
  readonly addresses?: AddressGuard;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes;
  /** Of each account. */
  readonly throttle?: Throttle;
  readonly certificates?: ServerCertificates;
  /** Absent: there are no pages for people, for want of a place where their sessions are kept. */
  readonly operatorsConsole?: SiteSettings & { readonly rows: Rows };
  readonly host: string;
  readonly port: number;
  readonly limits?: Partial<GatewayLimits>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const assetsRoot = '/assets';
const jsonHeaders = { 'Content-Type': 'application/json' };

const answerOf = ({ prepared, reply }: Read & Answered): Answer => {
  const { reply: message, rest } = prepared.placed.operation;
  if (message === undefined) return { status: 202, headers: {}, body: '' };
  return { status: rest?.status ?? 200, headers: jsonHeaders, body: JSON.stringify(reply) };
};

const openDoor = (parts: SharedServicesParts, limits: GatewayLimits) => {
  const { catalogue, codeLists, log, throttle = createThrottle() } = parts;
  const offered = offeredTo(catalogue, 'administrators');
  const restRoutes = createRestRoutes(offered);
  const { of: preparedOf, warm } = prepareAll(offered, codeLists);
  const receive = createReceive({ ...parts, limits, restRoutes, preparedOf, throttle, via: 'shared-services' });
  const admission = createAdmission();
  const rest: Router = express.Router({ caseSensitive: true, strict: true }).use(
    answering(
      {
        name: 'rest',
        run: receive.run,
        answered: answerOf,
        refused: (reason, { conversation }) =>
          problemAnswer(refusalOf(reason, log, conversation.conversationId), conversation.conversationId),
      },
      { ...parts, admission },
    ),
  );
  const assets = loadLiveAssets(assetsRoot);
  const pages = createReceivePages({ ...parts, limits, restRoutes, preparedOf, throttle, via: 'shared-services' }).run;
  const site =
    parts.operatorsConsole &&
    createSite(consoleSite(assets), parts.operatorsConsole, {
      ...parts,
      rows: parts.operatorsConsole.rows,
      receive: pages,
      admission,
      limits,
      assets,
    });
  return { rest, warm, assets, site };
};

export const startSharedServices = async (parts: SharedServicesParts): Promise<Listening> => {
  const { certificates, log } = parts;
  const limits = limitsWith(parts.limits);
  const { rest, warm, assets, site } = openDoor(parts, limits);
  const app = createApp({
    limits,
    secure: certificates !== undefined,
    log,
    notes: parts.notes,
    mounts: [
      ['/health', healthRouter(() => true)],
      ['/.well-known', auditKeysRouter(parts.auditKeys)],
      ...(site === undefined
        ? []
        : ([
            [assetsRoot, assetsRouter(assets)],
            [consoleRoot, site.router],
          ] as const)),
      [restRoot, rest],
    ],
  });
  const listening = await listen({
    handler: app,
    host: parts.host,
    port: parts.port,
    limits,
    log,
    ...{ notes: parts.notes, addresses: parts.addresses },
    ...(certificates === undefined ? {} : { certificates }),
  });
  void warm();
  return {
    ...listening,
    stop: async () => {
      site?.letGo();
      await listening.stop();
      await site?.stop();
    },
  };
};
