import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { viewOfClient } from './api-client-view.ts';
import type { contract } from './contract.ts';
import { refuse } from './refusals.ts';
import type { Use } from './register-api-client.ts';
import { findClient } from './storage/api-clients.ts';

type Consult = (typeof contract)['services']['ApiClients']['operations']['consultApiClient'];

/** Another operator's client is as unknown as one that does not exist. */
export const consultApiClient =
  ({ store, clock }: Use): Handler<RequestOf<Consult>, ReplyOf<Consult>> =>
  async ({ clientId }, { caller }) => {
    const client = await findClient(store, clientId);
    if (client === undefined || client.eori !== caller.party) throw refuse('API_CLIENT_UNKNOWN');
    return viewOfClient(store, client, clock.nowMs());
  };
