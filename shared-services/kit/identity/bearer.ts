/**
 * Bearer tokens on express. The one file that touches keycloak-connect, which is deprecated and lets through tokens
 * without an expiry, or not valid yet: a check of ours, with jose, stands in front of it, and its own validation follows.
 * Both use the key that we fetched, so it makes no requests of its own. Its `middleware()` is not used: that would open
 * /k_logout and /k_push_not_before.
 */
import type { KeyObject } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import Keycloak from 'keycloak-connect';
import { createBreaker } from '../breaker.ts';
import { sha256Hex } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import { ChallengeRefusal } from './challenge.ts';
import { assertConfirmed, type Scheme } from './confirmation.ts';
import type { DpopParts } from './dpop.ts';
import { createKeySet, type KeySet, type KeySetParts } from './key-set.ts';
import { createNetworks } from './networks.ts';
import { type Presented, presentedBy } from './presented.ts';
import type { ProofNonces } from './proof-nonces.ts';
import { createReplayMemory, type KeepProof } from './replay-memory.ts';
import type { Standing } from './standing.ts';
import { createTokenCache } from './token-cache.ts';
import { readClaims, type VerifiedToken } from './verified-token.ts';

export type { VerifiedToken } from './verified-token.ts';

export interface BearerSettings
  extends Pick<KeySetParts, 'freshForMs' | 'staleForMs' | 'askAgainAfterMs' | 'deadlineMs'> {
  /** `https://.../realms/portorium`, exactly as tokens say it. */
  readonly issuer: string;
  /** Where this process reaches the realm; the issuer, unless there is a network of our own. */
  readonly realmUrl?: string;
  /** This platform's name among the token's audiences. */
  readonly audience: string;
  /** The client whose roles are the business profiles. */
  readonly clientId: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly maxCachedTokens: number;
  readonly fetch?: typeof fetch;
  /** Who may no longer be believed; without it a token is believed until it expires. */
  readonly standing?: Pick<Standing, 'assert'>;
  /** Under which callers reach this server, `https://speed2ng.example`: what DPoP proofs must name. None if not said. */
  readonly origins?: () => readonly string[];
  /** From where a request comes: past our own proxies, where there are any; the other end of the connection if not said. */
  readonly addressOf?: (presented: Pick<Presented, 'remoteAddress' | 'forwardedFor'>) => string | undefined;
  /** Asked into DPoP proofs, where it is there. */
  readonly proofNonces?: ProofNonces;
  /** Proofs that are remembered at once. */
  readonly maxProofs?: number;
  /** Where processes share what was used; absent: this is the only one. */
  readonly keepProof?: KeepProof;
}

export interface BearerAuthentication {
  /**
   * Refuses through `next(refusal)`; afterwards `verifiedTokenOf(response)` says who it is. Tokens that Keycloak has bound
   * by DPoP do not pass keycloak-connect, which knows none: `authenticate` takes them.
   */
  middleware(): RequestHandler[];
  /**
   * The token is verified once in its life; that it is still believed, and that the caller has the key to which it is bound,
   * is asked each time.
   * @throws Refusal TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_PROOF_INVALID, TOKEN_PROOF_NONCE,
   * TOKEN_NETWORK, STANDING_UNKNOWN, OVERLOADED, SERVICE_UNAVAILABLE or IDENTITY_PROVIDER_UNAVAILABLE
   */
  authenticate(authorization: string | undefined, presented?: Presented): Promise<VerifiedToken>;
  /** Of one that was taken. @throws Refusal TOKEN_REVOKED, STANDING_UNKNOWN */
  assertBelieved(token: VerifiedToken): void;
}

/** Keycloak's default, and the only one that keycloak-connect can verify. */
const algorithms = ['RS256'];
const maxTokenLength = 8192;
/** For clocks that differ; an expired token is expired all the same. */
const toleranceSeconds = 5;

const titles = {
  TOKEN_MISSING: 'An access token is needed: Authorization: Bearer <token>.',
  TOKEN_INVALID: 'The access token is not valid here.',
  TOKEN_EXPIRED: 'The access token has expired. Ask for a new one.',
} as const;

const refuse = (code: keyof typeof titles, detail?: string): Refusal =>
  new ChallengeRefusal({
    code,
    status: 'unauthenticated',
    title: titles[code],
    ...(code === 'TOKEN_MISSING' ? {} : { error: 'invalid_token' }),
    ...(detail === undefined ? {} : { detail }),
  });

const notFromThere = (detail: string): Refusal =>
  new Refusal({
    code: 'TOKEN_NETWORK',
    status: 'forbidden',
    title: 'The system may not call from this address.',
    detail,
  });

interface Given {
  readonly scheme: Scheme;
  readonly text: string;
}

const tokenOf = (authorization: string | undefined): Given => {
  const [, scheme = '', text] = /^(bearer|dpop) +(.*)$/i.exec(authorization ?? '') ?? [];
  if (text === undefined) throw refuse('TOKEN_MISSING');
  if (text.length > maxTokenLength) throw refuse('TOKEN_INVALID', 'too long');
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', text };
};

const refusalFor = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof errors.JWTExpired) return refuse('TOKEN_EXPIRED');
  return refuse('TOKEN_INVALID', error instanceof Error ? error.message : String(error));
};

type Connect = InstanceType<typeof Keycloak>;
type Grant = Awaited<ReturnType<Connect['grantManager']['createGrant']>>;

/** keycloak-connect for a realm; with a key it verifies by that, and asks nobody. */
const connectTo = (issuer: string, clientId: string, key?: KeyObject): Connect => {
  const [, server, realm] = /^(.+)\/realms\/([^/]+)$/.exec(issuer) ?? [];
  if (server === undefined || realm === undefined) throw new Error(`${issuer} is not the address of a Keycloak realm.`);
  const publicKey = key?.export({ type: 'spki', format: 'der' }).toString('base64');
  const config = {
    'auth-server-url': server,
    realm,
    resource: clientId,
    'bearer-only': true,
    'ssl-required': 'external',
    'confidential-port': 0,
    ...(publicKey === undefined ? {} : { 'realm-public-key': publicKey }),
  };
  return new Keycloak({}, config);
};

interface Accepted {
  readonly token: VerifiedToken;
  /** Not of what keycloak-connect does not know. */
  readonly grant?: Grant;
  /** Whether the system may come from an address. */
  readonly isFromThere: (address: string | undefined) => boolean;
}

const verifierOf = ({ issuer, audience, clientId, clock }: BearerSettings, keys: KeySet) => {
  const connects = new WeakMap<KeyObject, Connect>();
  const connectFor = (key: KeyObject): Connect => {
    const connect = connects.get(key) ?? connectTo(issuer, clientId, key);
    connects.set(key, connect);
    return connect;
  };
  const keyOf = async ({ kid }: { kid?: string | undefined }): Promise<KeyObject> => {
    const key = kid === undefined ? undefined : await keys.find(kid);
    if (key === undefined) throw new Error('signed with a key that nobody knows');
    return key;
  };
  return async (text: string): Promise<Accepted> => {
    let key: KeyObject | undefined;
    const find: JWTVerifyGetKey = async (header) => {
      key = await keyOf(header);
      return key;
    };
    const { payload } = await jwtVerify(text, find, {
      algorithms,
      issuer,
      audience,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: new Date(clock.nowMs()),
      clockTolerance: toleranceSeconds,
    });
    const token = readClaims(payload, clientId);
    if (token.expiresAtMs <= clock.nowMs()) throw refuse('TOKEN_EXPIRED');
    const isFromThere = token.networks === undefined ? () => true : createNetworks(token.networks);
    if (payload.typ === 'DPoP') return { token, isFromThere };
    const grant = await connectFor(key!).grantManager.createGrant({ access_token: text as never });
    return { token, grant, isFromThere };
  };
};

/** The token is genuine: whose it is is known, also where it is not believed any more. */
const provedBy = ({ eori, clientId, subject, sessionId }: VerifiedToken) => ({
  ...(eori === undefined ? {} : { partner: eori }),
  credential: sessionId === undefined ? clientId : subject,
});

/** Who stands behind the refusal is known. */
const believe = ({ standing }: BearerSettings, token: VerifiedToken): void => {
  try {
    standing?.assert({ token });
  } catch (error) {
    if (error instanceof Refusal) error.proved = provedBy(token);
    throw error;
  }
};

const usualMaxProofs = 500_000;

const dpopOf = ({
  clock,
  origins = () => [],
  proofNonces,
  maxProofs = usualMaxProofs,
  keepProof,
}: BearerSettings): DpopParts => ({
  clock,
  origins,
  replays: createReplayMemory(clock, maxProofs, keepProof),
  ...(proofNonces === undefined ? {} : { nonces: proofNonces }),
});

const accepter = (settings: BearerSettings) => {
  const { issuer, realmUrl = issuer, clock, log, maxCachedTokens } = settings;
  const breaker = createBreaker({ name: 'identity provider', maxUnderWay: 1 });
  const url = `${realmUrl}/protocol/openid-connect/certs`;
  const verify = verifierOf(settings, createKeySet({ ...settings, fetch: settings.fetch ?? fetch, url, breaker }));
  const accepted = createTokenCache<Accepted>(maxCachedTokens, clock);
  const underWay = new Map<string, Promise<Accepted>>();
  const verifyOnce = (text: string, hash: string): Promise<Accepted> => {
    const running = underWay.get(hash) ?? verify(text).finally(() => underWay.delete(hash));
    underWay.set(hash, running);
    return running;
  };
  const verified = async (text: string): Promise<Accepted> => {
    const hash = sha256Hex(text);
    const known = accepted.get(hash);
    if (known !== undefined) return known;
    const found = await verifyOnce(text, hash);
    accepted.set(hash, found, found.token.expiresAtMs);
    return found;
  };
  const { addressOf = ({ remoteAddress }) => remoteAddress } = settings;
  const dpop = dpopOf(settings);
  return async (authorization: string | undefined, presented?: Presented): Promise<Accepted> => {
    let proved: VerifiedToken | undefined;
    try {
      const { scheme, text } = tokenOf(authorization);
      const found = await verified(text);
      const { token, isFromThere } = found;
      proved = token;
      settings.standing?.assert({ token });
      if (!isFromThere(addressOf(presented ?? {}))) throw notFromThere(`client ${token.clientId}`);
      if (token.confirmation !== undefined || scheme === 'DPoP')
        await assertConfirmed(token.confirmation, { scheme, accessToken: text, presented }, dpop);
      return found;
    } catch (error) {
      const refusal = refusalFor(error);
      if (proved !== undefined) refusal.proved = provedBy(proved);
      log.info({ code: refusal.code, reason: refusal.detail }, 'token refused');
      throw refusal;
    }
  };
};

/** Only behind `middleware()`. */
export const verifiedTokenOf = (response: Response): VerifiedToken => {
  const token: unknown = response.locals.verifiedToken;
  if (token === undefined) throw new Error('No token was verified for this request.');
  return token as VerifiedToken;
};

/** @throws Error where the issuer is not the address of a realm. */
export const createBearerAuthentication = (settings: BearerSettings): BearerAuthentication => {
  const accept = accepter(settings);
  const connect = connectTo(settings.issuer, settings.clientId);
  const attach: RequestHandler = async (request, response, next) => {
    const { token, grant } = await accept(request.headers.authorization, presentedBy(request));
    response.locals.verifiedToken = token;
    Object.assign(request, { kauth: { grant } });
    next();
  };
  return {
    middleware: () => [attach, connect.protect() as RequestHandler],
    authenticate: async (authorization, presented) => (await accept(authorization, presented)).token,
    assertBelieved: (token) => believe(settings, token),
  };
};
