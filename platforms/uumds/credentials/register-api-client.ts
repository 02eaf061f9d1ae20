import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { isNetwork } from '../../../shared-services/kit/identity/networks.ts';
import type { Fault } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import { viewOfClient } from './api-client-view.ts';
import { readProof } from './client-proof.ts';
import type { contract } from './contract.ts';
import { heldByOperator, profilesNotHeld, validityFaults, validUntilOf } from './domain/api-client.ts';
import type { ClientKey } from './domain/client-keys.ts';
import { maxApiClients } from './messages/api-clients.ts';
import { refuse } from './refusals.ts';
import { clientOfMessage, countClients, insertClient, insertKeys, type StoredClient } from './storage/api-clients.ts';
import { wishCarried } from './storage/carried.ts';
import { writeHistory } from './storage/history.ts';
import { lockOperator } from './storage/operator-lock.ts';
import { profilesOf } from './storage/operator-profiles.ts';

type Register = (typeof contract)['services']['ApiClients']['operations']['registerApiClient'];
type Registration = RequestOf<Register>;

export interface Use {
  readonly store: Store;
  readonly clock: Clock;
}

const networkFaults = (networks: readonly string[]): Fault[] =>
  networks.flatMap((network, index) =>
    isNetwork(network)
      ? []
      : [{ code: 'NETWORK', path: ['networks', index], message: 'This is neither an address nor a network.' }],
  );

const dpopFaults = ({ authentication, dpopRequired }: Registration): Fault[] =>
  dpopRequired === true && authentication === 'self_signed_tls_client_auth'
    ? [{ code: 'DPOP', path: ['dpopRequired'], message: 'Tokens got by mutual TLS are bound to its certificate.' }]
    : [];

/** What the operator holds, and what the caller's own token says: an operator may be known to the sign-in alone. */
const assertHeld = async (transaction: Transaction, wanted: Registration, { caller }: OperationCall) => {
  const held = [...(await profilesOf(transaction, caller.party)), ...heldByOperator(caller.profiles)];
  if (profilesNotHeld(wanted.profiles, held).length > 0) throw refuse('API_CLIENT_PROFILE_NOT_HELD');
};

/** All faults at once. @throws Refusal API_CLIENT_REFUSED */
const assess = (wanted: Registration, nowMs: number): readonly ClientKey[] => {
  const { keys, faults } = readProof(wanted.authentication, wanted, nowMs);
  const all = [
    ...faults,
    ...networkFaults(wanted.networks ?? []),
    ...dpopFaults(wanted),
    ...validityFaults(validUntilOf(wanted.validUntil, nowMs), nowMs),
  ];
  if (all.length > 0) throw refuse('API_CLIENT_REFUSED', { faults: all });
  return keys;
};

const clientFrom = (wanted: Registration, { caller }: OperationCall, nowMs: number): StoredClient => ({
  clientId: `api-${newId()}`,
  eori: caller.party,
  name: wanted.name,
  profiles: [...new Set(wanted.profiles)],
  authentication: wanted.authentication,
  dpopRequired: wanted.dpopRequired ?? false,
  networks: wanted.networks ?? [],
  validUntilMs: validUntilOf(wanted.validUntil, nowMs),
  state: 'active',
  registeredAtMs: nowMs,
  registeredBy: caller.subject,
});

const write = async (
  transaction: Transaction,
  client: StoredClient,
  keys: readonly ClientKey[],
  call: OperationCall,
) => {
  if ((await countClients(transaction, client.eori)) >= maxApiClients) throw refuse('API_CLIENT_LIMIT');
  const { clientId: id, registeredAtMs: atMs } = client;
  insertClient(transaction, client, call.messageId);
  insertKeys(transaction, id, keys, atMs);
  wishCarried(transaction, id, atMs);
  writeHistory(transaction, { of: 'client', id, atMs, event: 'registered', by: call.caller.subject });
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, 'accepted', { reference: id, personalData: true }));
  return client;
};

/** A repetition of the message is answered with the client that it made. */
export const registerApiClient =
  ({ store, clock }: Use): Handler<Registration, ReplyOf<Register>> =>
  (wanted, call) => {
    const nowMs = clock.nowMs();
    const keys = assess(wanted, nowMs);
    return store.transaction(async (transaction) => {
      await assertHeld(transaction, wanted, call);
      await lockOperator(transaction, call.caller.party);
      const known = await clientOfMessage(transaction, call.messageId);
      const client = known ?? (await write(transaction, clientFrom(wanted, call, nowMs), keys, call));
      return viewOfClient(transaction, client, nowMs);
    });
  };
