import { setTimeout as wait } from 'node:timers/promises';
import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { contract } from './contract.ts';
import { clientStateAt } from './domain/api-client.ts';
import type { Use } from './register-api-client.ts';
import { findClient, readKeys, type StoredClient, type StoredKey } from './storage/api-clients.ts';
import { isBarred } from './storage/standing.ts';

type Find = (typeof contract)['services']['CredentialRegister']['operations']['findApiClient'];

const isBelieved = ({ retiresAtMs, notAfterMs }: StoredKey, nowMs: number): boolean =>
  (retiresAtMs ?? Number.POSITIVE_INFINITY) > nowMs && (notAfterMs ?? Number.POSITIVE_INFINITY) > nowMs;

const reply = (client: StoredClient, keys: readonly StoredKey[]): ReplyOf<Find> => ({
  client: {
    clientId: client.clientId,
    eori: client.eori,
    profiles: [...client.profiles],
    authentication: client.authentication,
    jwks: JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }),
    dpopRequired: client.dpopRequired,
    validUntil: toSecond(client.validUntilMs),
    ...(client.networks.length === 0 ? {} : { networks: [...client.networks] }),
  },
});

/** Tokens of this second are refused after a resumption or a key that was lost: whoever asks waits for the next one. */
const untilTokensCount = async ({ tokensSinceMs = 0 }: StoredClient, nowMs: number) => {
  const forMs = Math.min(tokensSinceMs - nowMs, 1000);
  if (forMs > 0) await wait(forMs);
};

export const findApiClient =
  ({ store, clock }: Use): Handler<RequestOf<Find>, ReplyOf<Find>> =>
  async ({ clientId }) => {
    const client = await findClient(store, clientId);
    if (client === undefined || clientStateAt(client, clock.nowMs()) !== 'active') return {};
    if (await isBarred(store, 'barred-client', clientId, clock.nowMs())) return {};
    const keys = (await readKeys(store, clientId)).filter((key) => isBelieved(key, clock.nowMs()));
    if (keys.length === 0) return {};
    await untilTokensCount(client, clock.nowMs());
    return reply(client, keys);
  };
