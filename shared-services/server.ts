/** The door of the administrators: queries for operators and auditors by REST, each with a token of the administrators' circle. */
import express, { type Request, type Response } from 'express';
import type { Application } from '../reference-architecture/contract/language.ts';
import { admits } from '../reference-architecture/contract/language.ts';
import type { NoteKey } from './audit/domain/note.ts';
import { auditKeysRouter } from './audit/published-keys.ts';
import { sendAnswer } from './gateway/answer.ts';
import { conversationIn, createApp } from './gateway/app.ts';
import { limitsWith } from './gateway/limits.ts';
import { healthRouter } from './gateway/management.ts';
import { prepareAll } from './gateway/prepared.ts';
import { problemAnswer, refusalOf } from './gateway/problem.ts';
import { refuse } from './gateway/refusals.ts';
import { restContent } from './gateway/rest-request.ts';
import { createRestRoutes, offeredTo } from './gateway/rest-routes.ts';
import { type Listening, listen, type ServerCertificates } from './gateway/server.ts';
import { connectionOf } from './gateway/throttling/address.ts';
import type { AddressGuard } from './gateway/throttling/guard.ts';
import { type Caller, newId } from './kit/call.ts';
import { type Clock, toDay } from './kit/clock.ts';
import type { BearerAuthentication } from './kit/identity/bearer.ts';
import { presentedBy } from './kit/identity/presented.ts';
import type { Logger } from './kit/logging.ts';
import type { Metrics } from './kit/metrics.ts';
import type { Carry } from './kit/rpc/calls.ts';
import type { CodeLists } from './reference-data/lookup.ts';

export interface SharedServicesParts {
  readonly carry: Carry;
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeLists;
  readonly bearer: Pick<BearerAuthentication, 'authenticate'>;
  /** Keys of the audit log's checkpoints, for anybody to read. */
  readonly auditKeys?: () => readonly NoteKey[];
  /** Absent: addresses are not looked at. */
  readonly addresses?: AddressGuard;
  readonly certificates?: ServerCertificates;
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export const startSharedServices = async (parts: SharedServicesParts): Promise<Listening> => {
  const { carry, catalogue, codeLists, bearer, addresses, certificates, clock, log, metrics } = parts;
  const limits = limitsWith();
  const offered = offeredTo(catalogue, 'administrators');
  const routes = createRestRoutes(offered);
  const prepared = prepareAll(offered, codeLists);

  const callerOf = async (request: Request): Promise<Caller> => {
    const given = await bearer.authenticate(request.headers.authorization, presentedBy(request));
    const { circle, profiles, subject } = given;
    if (circle !== 'administrators') throw refuse('CALLER_NOT_ADMITTED', { detail: `a token of the circle ${circle}` });
    return { circle, party: subject, profiles, subject };
  };

  const perform = async (request: Request, response: Response): Promise<{ operation: string; reply: unknown }> => {
    const match = routes.find(request.method, request.url);
    const { placed, validate } = prepared.of(match.route.placed);
    const caller = await callerOf(request);
    if (!admits(placed.operation.audience, caller.circle, caller.profiles)) throw refuse('CALLER_NOT_ADMITTED');
    const content = restContent(match, {});
    const nowMs = clock.nowMs();
    const faults = validate(content, toDay(nowMs));
    if (faults.length > 0) throw refuse('MESSAGE_INVALID', { faults });
    const reply = await carry(placed.id, content, {
      caller,
      ...conversationIn(response),
      messageId: newId(),
      via: 'shared-services',
      protocol: 'rest',
      deadlineAtMs: nowMs + placed.operation.deadlineMs,
    });
    return { operation: placed.id, reply };
  };

  const answer = async (request: Request, response: Response): Promise<void> => {
    const sinceMs = performance.now();
    const connection = connectionOf(request);
    const measure = (operation: string, status: number) =>
      metrics.request('rest', operation, String(status), (performance.now() - sinceMs) / 1000);
    try {
      await addresses?.admit(connection);
      const { operation, reply } = await perform(request, response);
      sendAnswer(request, response, {
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(reply),
      });
      measure(operation, 200);
    } catch (thrown) {
      const { conversationId } = conversationIn(response);
      const given = problemAnswer(refusalOf(thrown, log, conversationId), conversationId);
      sendAnswer(request, response, given);
      void addresses?.refused(connection, thrown);
      measure('none', given.status);
    }
  };

  const app = createApp({
    limits,
    secure: certificates !== undefined,
    log,
    mounts: [
      ['/health', healthRouter(() => true)],
      ['/.well-known', auditKeysRouter(parts.auditKeys)],
      ['/rest/v1', express.Router({ caseSensitive: true, strict: true }).use(answer)],
    ],
  });
  const listening = await listen({
    handler: app,
    host: parts.host,
    port: parts.port,
    limits,
    ...(certificates === undefined ? {} : { certificates }),
  });
  void prepared.warm();
  return listening;
};
