/**
 * The public keys of an identity provider, fetched when needed and kept. The provider is out of our hands: a fetch has a
 * deadline and a breaker, and for some time keys that could not be renewed are still believed.
 */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Breaker } from '../breaker.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { Refusal } from '../refusal.ts';

export interface KeySetParts {
  /** `<realm>/protocol/openid-connect/certs` */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  readonly breaker: Breaker;
  /** One that trusts the provider's certificate, where that is not publicly trusted. */
  readonly fetch: typeof fetch;
  /** Keys younger than this are not asked for again. */
  readonly freshForMs?: number;
  /** Keys older than this are not believed. */
  readonly staleForMs?: number;
  /** A key nobody knows, or a provider that failed, is not asked for again within this time. */
  readonly askAgainAfterMs?: number;
  readonly deadlineMs?: number;
}

export interface KeySet {
  /** The RSA signing key of that id. @throws Refusal IDENTITY_PROVIDER_UNAVAILABLE where nobody can tell. */
  find(keyId: string): Promise<KeyObject | undefined>;
}

const limits = { freshForMs: 5 * 60_000, staleForMs: 60 * 60_000, askAgainAfterMs: 10_000, deadlineMs: 2000 };

interface PublishedKey extends JsonWebKey {
  readonly kid?: unknown;
  readonly use?: unknown;
}

const isSigningKey = ({ kid, kty, use }: PublishedKey): boolean =>
  typeof kid === 'string' && kty === 'RSA' && (use === undefined || use === 'sig');

const readKeys = (body: unknown): Map<string, KeyObject> => {
  const { keys } = body as { keys?: unknown };
  if (!Array.isArray(keys)) throw new Error('not a key set');
  const usable = (keys as PublishedKey[]).filter(isSigningKey);
  if (usable.length === 0) throw new Error('no signing key in the key set');
  return new Map(usable.map((key) => [key.kid as string, createPublicKey({ key, format: 'jwk' })]));
};

const unavailable = (cause: unknown): Refusal =>
  new Refusal({
    code: 'IDENTITY_PROVIDER_UNAVAILABLE',
    status: 'unavailable',
    title: 'Tokens cannot be checked now. Send the same message again later.',
    retryAfterMs: 5000,
    detail: cause instanceof Error ? cause.message : String(cause),
  });

export const createKeySet = (parts: KeySetParts): KeySet => {
  const { url, clock, log, breaker, freshForMs, staleForMs, askAgainAfterMs, deadlineMs } = { ...limits, ...parts };
  let keys = new Map<string, KeyObject>();
  let fetchedAtMs = Number.NEGATIVE_INFINITY;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let underWay: Promise<void> | undefined;

  const ask = async (): Promise<Map<string, KeyObject>> => {
    const response = await parts.fetch(url, { signal: AbortSignal.timeout(deadlineMs), redirect: 'error' });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return readKeys(await response.json());
  };
  const renew = async (): Promise<void> => {
    askedAtMs = clock.nowMs();
    try {
      keys = await breaker.run(ask);
      fetchedAtMs = clock.nowMs();
      failure = undefined;
    } catch (error) {
      failure = error;
      log.warn({ url, reason: String(error) }, 'the keys of the identity provider could not be fetched');
    }
  };
  const renewOnce = (): Promise<void> => {
    underWay ??= renew().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const ageMs = () => clock.nowMs() - fetchedAtMs;
  const mayAsk = () => clock.nowMs() - askedAtMs >= askAgainAfterMs;

  return {
    find: async (keyId) => {
      const isBelieved = () => ageMs() <= staleForMs;
      if (ageMs() > freshForMs && (mayAsk() || !isBelieved())) await renewOnce();
      if (isBelieved() && !keys.has(keyId) && mayAsk()) await renewOnce();
      const key = isBelieved() ? keys.get(keyId) : undefined;
      if (key === undefined && failure !== undefined) throw unavailable(failure);
      return key;
    },
  };
};
