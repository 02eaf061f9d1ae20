/**
 * Clients that fail to prove who they are. A place that guesses is closed: for the client it guessed at, and after more for all.
 * The client itself stays open from everywhere else: whoever could close it by guessing wrongly would need no secret to harm it.
 */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { errors, Provider } from 'oidc-provider';
import type { Pool } from 'pg';
import { clientAddress, type IsProxy, placeOf } from '../../../shared-services/gateway/throttling/address.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { SecurityEvents } from '../../../shared-services/kit/security-events.ts';

export interface ClientLockParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent: nothing is noted for security. */
  readonly securityEvents?: Pick<SecurityEvents, 'note'> | undefined;
}

/** Wrong proofs in the window. */
export const failuresAllowed = { ofClientFromPlace: 10, ofPlace: 50 };
export const windowMs = 15 * 60 * 1000;

const places = new WeakMap<IncomingMessage, string>();

/** From where a request comes; undefined before it was noted. */
export const placeOfRequest = (request: IncomingMessage): string | undefined => places.get(request);

/** Before anything takes the header of the proxies away. */
export const notePlace =
  (isProxy: IsProxy): RequestHandler =>
  (request, _response, next) => {
    const forwardedFor = request.headers['x-forwarded-for'];
    places.set(request, placeOf(clientAddress({ remoteAddress: request.socket.remoteAddress, forwardedFor }, isProxy)));
    next();
  };

const countFailure = `
  insert into sign_in_attempt as known (account, attempts, window_ends_at) select account, 1, $3 from unnest($1::text[]) as given (account)
  on conflict (account) do update set
    attempts = case when known.window_ends_at <= $2 then 1 else known.attempts + 1 end,
    window_ends_at = case when known.window_ends_at <= $2 then $3 else known.window_ends_at end
  returning account, attempts`;

interface Attempts {
  readonly account: string;
  readonly attempts: number;
  readonly window_ends_at: Date;
}

const ofPlace = (place: string) => `place ${place}`;
const ofClientFrom = (clientId: string, place: string) => `client ${clientId} from ${place}`;

const allowedFor = (account: string): number =>
  account.startsWith('place ') ? failuresAllowed.ofPlace : failuresAllowed.ofClientFromPlace;

/** Milliseconds for which one of the accounts is closed; 0: none is. */
const closedForMs = async ({ pool, clock }: ClientLockParts, accounts: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<Attempts>(
    'select account, attempts, window_ends_at from sign_in_attempt where account = any($1::text[])',
    [accounts],
  );
  const closed = rows.filter(({ account, attempts }) => attempts >= allowedFor(account));
  return Math.max(0, ...closed.map((row) => row.window_ends_at.getTime() - clock.nowMs()));
};

const noteFailure = async ({ pool, clock, log }: ClientLockParts, accounts: readonly string[]): Promise<void> => {
  const nowMs = clock.nowMs();
  const { rows } = await pool.query<Attempts>(countFailure, [accounts, new Date(nowMs), new Date(nowMs + windowMs)]);
  for (const { account, attempts } of rows) {
    if (attempts === allowedFor(account))
      log.warn({ security: 'lock-out', account }, 'too many wrong proofs of a client');
  }
};

const guarded = /\/protocol\/openid-connect\/(token|token\/introspect|revoke)$/;

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

const retryAfter = (context: Context, closedMs: number) =>
  context.set('Retry-After', String(Math.ceil(closedMs / 1000)));

const tooMany = 'too many wrong proofs; try again later';

const refuse = (context: Context, closedMs: number): void => {
  context.status = 429;
  retryAfter(context, closedMs);
  context.body = { error: 'temporarily_unavailable', error_description: tooMany };
};

class ClosedClient extends errors.CustomOIDCProviderError {
  override readonly statusCode = 429;
  override readonly status = 429;
}

const placeIn = (context: Context | undefined): string | undefined =>
  context !== undefined && guarded.test(context.path) ? places.get(context.req) : undefined;

/** The provider looks for the client right before it compares the proof, whichever way that came. */
const checkWhenSought = (provider: Provider, parts: ClientLockParts): void => {
  const find = provider.Client.find.bind(provider.Client);
  provider.Client.find = async (id) => {
    const context = Provider.ctx as Context | undefined;
    const place = placeIn(context);
    if (context !== undefined && place !== undefined && context.oidc.client === undefined) {
      const closedMs = await closedForMs(parts, [ofClientFrom(id, place)]);
      if (closedMs > 0) {
        retryAfter(context, closedMs);
        throw new ClosedClient('temporarily_unavailable', tooMany);
      }
    }
    return find(id);
  };
};

const note = ({ securityEvents }: ClientLockParts, code: string, address: string, credential?: string): void =>
  securityEvents?.note({ code, address, protocol: 'sign-in', ...(credential === undefined ? {} : { credential }) });

export const lockClients = (provider: Provider, parts: ClientLockParts): void => {
  checkWhenSought(provider, parts);
  provider.use(async (context, next) => {
    const place = placeIn(context);
    if (place === undefined) return next();
    const closedMs = await closedForMs(parts, [ofPlace(place)]);
    if (closedMs > 0) {
      note(parts, 'LOCKED_OUT', place);
      return refuse(context, closedMs);
    }
    await next();
    if (context.status !== 401) return;
    // Names that nobody has leave no row behind.
    const clientId = context.oidc?.client?.clientId;
    note(parts, 'CLIENT_PROOF_REFUSED', place, clientId);
    await noteFailure(parts, [ofPlace(place), ...(clientId === undefined ? [] : [ofClientFrom(clientId, place)])]);
  });
};
