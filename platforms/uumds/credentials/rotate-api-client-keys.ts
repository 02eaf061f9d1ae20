import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { viewOfClient } from './api-client-view.ts';
import { type ChangeUse, lockFor, nextSecond } from './change-api-client.ts';
import { readProof } from './client-proof.ts';
import type { contract } from './contract.ts';
import type { ClientKey } from './domain/client-keys.ts';
import { usualOverlapHours } from './domain/overlap.ts';
import { refuse } from './refusals.ts';
import {
  findClient,
  insertKeys,
  readKeys,
  retireKeys,
  type StoredClient,
  updateClient,
} from './storage/api-clients.ts';
import { wishCarried } from './storage/carried.ts';
import { writeHistory } from './storage/history.ts';
import { writeStanding } from './storage/standing.ts';

type Rotate = (typeof contract)['services']['ApiClients']['operations']['rotateApiClientKeys'];
type Rotation = RequestOf<Rotate>;

/** Whether exactly these keys are the ones that do not retire: then it is a repetition, and nothing is to be done. */
const areCurrent = async (transaction: Transaction, clientId: string, keys: readonly ClientKey[]) => {
  const current = (await readKeys(transaction, clientId)).filter(({ retiresAtMs }) => retiresAtMs === undefined);
  const thumbprints = new Set(current.map(({ thumbprint }) => thumbprint));
  return keys.length === thumbprints.size && keys.every(({ thumbprint }) => thumbprints.has(thumbprint));
};

/** A key that has retired does not come back: it may have been lost. @throws Refusal API_CLIENT_REFUSED */
const assertNotRetired = async (transaction: Transaction, clientId: string, keys: readonly ClientKey[]) => {
  const retired = (await readKeys(transaction, clientId)).filter(({ retiresAtMs }) => retiresAtMs !== undefined);
  const again = keys.some(({ thumbprint }) => retired.some((one) => one.thumbprint === thumbprint));
  const faults = [{ code: 'KEY', path: [], message: 'A key that was replaced cannot be registered again.' }];
  if (again) throw refuse('API_CLIENT_REFUSED', { faults });
};

/** Without an overlap the old key may be in wrong hands: so may be every token that it got. */
const disbelieveTokens = async (transaction: Transaction, { clientId, state }: StoredClient, atMs: number) => {
  if (state !== 'active') return;
  const tokensSinceMs = nextSecond(atMs);
  updateClient(transaction, { clientId, state, atMs, tokensSinceMs });
  const standing = { kind: 'client', id: clientId, believed: true, issuedBeforeMs: tokensSinceMs } as const;
  await writeStanding(transaction, standing, atMs);
};

const write = async (
  transaction: Transaction,
  client: StoredClient,
  keys: readonly ClientKey[],
  { overlapHours = usualOverlapHours, reason }: Rotation,
  { call, atMs }: { readonly call: OperationCall; readonly atMs: number },
) => {
  const { clientId } = client;
  await assertNotRetired(transaction, clientId, keys);
  retireKeys(transaction, clientId, keys, atMs + overlapHours * 3_600_000);
  insertKeys(transaction, clientId, keys, atMs);
  writeHistory(transaction, { of: 'client', id: clientId, atMs, event: 'rotated', by: call.caller.subject, reason });
  if (overlapHours === 0) await disbelieveTokens(transaction, client, atMs);
  wishCarried(transaction, clientId, atMs);
};

/** New keys are believed at once, the old ones for the overlap. */
export const rotateApiClientKeys =
  ({ store, clock, bell }: ChangeUse): Handler<Rotation, ReplyOf<Rotate>> =>
  async (rotation, call) => {
    const { clientId } = rotation;
    const atMs = clock.nowMs();
    const view = await store.transaction(async (transaction) => {
      const { client } = await lockFor(transaction, 'rotate', clientId, call, atMs);
      const { keys, faults } = readProof(client.authentication, rotation, atMs);
      if (faults.length > 0) throw refuse('API_CLIENT_REFUSED', { faults });
      if (!(await areCurrent(transaction, clientId, keys)))
        await write(transaction, client, keys, rotation, { call, atMs });
      const { event } = call.operation.operation.audit;
      transaction.audit(auditOf(call, event, 'accepted', { reference: clientId, personalData: true }));
      return viewOfClient(transaction, (await findClient(transaction, clientId)) ?? client, atMs);
    });
    bell.ring();
    return view;
  };
