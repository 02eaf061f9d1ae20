import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { clientFacts } from './api-client-view.ts';
import type { contract } from './contract.ts';
import { maxApiClients } from './messages/api-clients.ts';
import type { Use } from './register-api-client.ts';
import { listClients } from './storage/api-clients.ts';

type List = (typeof contract)['services']['ApiClients']['operations']['listApiClients'];

/** How long a revoked client is listed; it can be consulted for ever. */
const revokedListedMs = 90 * 86_400_000;

export const listApiClients =
  ({ store, clock }: Use): Handler<RequestOf<List>, ReplyOf<List>> =>
  async (_, { caller }) => {
    const nowMs = clock.nowMs();
    const clients = await listClients(store, caller.party, nowMs - revokedListedMs, maxApiClients);
    return clients.length === 0 ? {} : { client: clients.map((client) => clientFacts(client, nowMs)) };
  };
