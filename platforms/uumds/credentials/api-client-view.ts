/** An API client as its operator sees it. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { clientStateAt } from './domain/api-client.ts';
import { readKeys, type StoredClient, type StoredKey } from './storage/api-clients.ts';
import { readHistory } from './storage/history.ts';

export type ApiClientView = ReplyOf<(typeof contract)['services']['ApiClients']['operations']['consultApiClient']>;

/** What lists say as well. */
export const clientFacts = (client: StoredClient, nowMs: number) => ({
  clientId: client.clientId,
  name: client.name,
  state: clientStateAt(client, nowMs),
  profiles: [...client.profiles],
  authentication: client.authentication,
  dpopRequired: client.dpopRequired,
  ...(client.networks.length === 0 ? {} : { networks: [...client.networks] }),
  validUntil: toSecond(client.validUntilMs),
  registeredAt: toSecond(client.registeredAtMs),
});

const keyView = ({ kid, kind, thumbprint, algorithm, addedAtMs, notAfterMs, retiresAtMs }: StoredKey) => ({
  ...{ kid, kind, thumbprint, algorithm },
  addedAt: toSecond(addedAtMs),
  ...(notAfterMs === undefined ? {} : { notAfter: toSecond(notAfterMs) }),
  ...(retiresAtMs === undefined ? {} : { retiresAt: toSecond(retiresAtMs) }),
});

export const viewOfClient = async (
  reader: Pick<Store, 'query'>,
  client: StoredClient,
  nowMs: number,
): Promise<ApiClientView> => {
  const [keys, history] = await Promise.all([
    readKeys(reader, client.clientId),
    readHistory(reader, 'client', client.clientId),
  ]);
  return { ...clientFacts(client, nowMs), registeredBy: client.registeredBy, keys: keys.map(keyView), history };
};
