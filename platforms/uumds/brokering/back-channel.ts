/** A national provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0, 2.6). */
import type { RequestHandler } from 'express';
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import { brokerClientId } from './paths.ts';
import type { RelyingParty } from './relying-party.ts';
import type { NationalSessions } from './sessions.ts';
import { endSession } from './sign-out.ts';

export interface BackChannelParts {
  readonly provider: () => Provider;
  readonly relyingParties: readonly RelyingParty[];
  readonly sessions: NationalSessions;
  readonly clock: Clock;
  readonly log: Logger;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
const maxAgeSeconds = 120;

const verified = async (token: string, relyingParty: RelyingParty, clock: Clock): Promise<JWTPayload> => {
  const { payload } = await jwtVerify(token, await relyingParty.keys(), {
    algorithms: ['RS256'],
    issuer: relyingParty.provider.issuer,
    audience: brokerClientId,
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: maxAgeSeconds,
    clockTolerance: 5,
    currentDate: new Date(clock.nowMs()),
  });
  const { events, nonce, sub, sid } = payload as JWTPayload & { events: unknown; nonce?: unknown; sid?: unknown };
  if (typeof events !== 'object' || events === null || !(event in events)) throw new Error('not a logout token');
  if (nonce !== undefined) throw new Error('an ID token is no logout token');
  if (sub === undefined && sid === undefined) throw new Error('it names neither a subject nor a session');
  return payload;
};

const end = async (parts: BackChannelParts, token: string): Promise<number> => {
  const { iss } = decodeJwt(token);
  const relyingParty = parts.relyingParties.find(({ provider }) => provider.issuer === iss);
  if (relyingParty === undefined) throw new Error('of nobody who is known');
  const payload = await verified(token, relyingParty, parts.clock);
  const provider = parts.provider();
  const isFirst = await provider.ReplayDetection.unique(
    relyingParty.provider.issuer,
    payload.jti ?? '',
    Number(payload.iat) + 2 * maxAgeSeconds,
  );
  if (!isFirst) throw new Error('used before');
  const sessionId = typeof payload.sid === 'string' ? payload.sid : undefined;
  const ended = await parts.sessions.endOf(relyingParty.provider, { subject: payload.sub, sessionId });
  for (const uid of ended) await endSession(provider, uid);
  return ended.length;
};

export const backChannel =
  (parts: BackChannelParts): RequestHandler =>
  async (request, response) => {
    const token: unknown = (request.body as Record<string, unknown> | undefined)?.['logout_token'];
    response.set('cache-control', 'no-store');
    try {
      const sessions = await end(parts, String(token));
      parts.log.info({ sessions }, 'sessions ended by a national provider');
      response.sendStatus(200);
    } catch (error) {
      parts.log.info({ reason: String(error) }, 'logout token refused');
      response.status(400).json({ error: 'invalid_request' });
    }
  };
