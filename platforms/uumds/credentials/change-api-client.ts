/** What suspension, resumption and revocation of an API client have in common. */
import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { viewOfClient } from './api-client-view.ts';
import type { Bell } from './bell.ts';
import type { contract } from './contract.ts';
import { type ClientChange, clientStateAfter, type StoredClientState } from './domain/api-client.ts';
import { refuse } from './refusals.ts';
import type { Use } from './register-api-client.ts';
import { findClient, lockClient, type StoredClient, updateClient } from './storage/api-clients.ts';
import { wishCarried } from './storage/carried.ts';
import { writeHistory } from './storage/history.ts';
import { type StandingChange, writeStanding } from './storage/standing.ts';

type Operations = (typeof contract)['services']['ApiClients']['operations'];
type Change = Operations['suspendApiClient'] | Operations['resumeApiClient'] | Operations['revokeApiClient'];

export interface ChangeUse extends Use {
  readonly bell: Bell;
}

/** Tokens tell their time in whole seconds: one that was issued in this second may be from before. */
export const nextSecond = (ms: number): number => Math.ceil((ms + 1) / 1000) * 1000;

/** The client of the caller's operator, and the state that follows. @throws Refusal API_CLIENT_UNKNOWN, API_CLIENT_STATE */
export const lockFor = async (
  transaction: Transaction,
  change: ClientChange,
  clientId: string,
  { caller }: OperationCall,
  nowMs: number,
): Promise<{ client: StoredClient; next: StoredClientState }> => {
  const client = await lockClient(transaction, caller.party, clientId);
  if (client === undefined) throw refuse('API_CLIENT_UNKNOWN');
  const next = clientStateAfter(change, client, nowMs);
  if (next === undefined) throw refuse('API_CLIENT_STATE');
  return { client, next };
};

/** After a resumption tokens from before stay refused. */
const standingOf = (id: string, next: StoredClientState, nowMs: number): StandingChange =>
  next === 'active'
    ? { kind: 'client', id, believed: true, issuedBeforeMs: nextSecond(nowMs) }
    : { kind: 'client', id, believed: false };

const write = async (
  transaction: Transaction,
  {
    clientId,
    next,
    event,
    reason,
  }: { clientId: string; next: StoredClientState; event: string; reason?: string | undefined },
  call: OperationCall,
  atMs: number,
) => {
  const standing = standingOf(clientId, next, atMs);
  updateClient(transaction, { clientId, state: next, atMs, tokensSinceMs: standing.issuedBeforeMs });
  writeHistory(transaction, { of: 'client', id: clientId, atMs, event, by: call.caller.subject, reason });
  await writeStanding(transaction, standing, atMs);
  wishCarried(transaction, clientId, atMs);
};

/** The state, its history and what gateways are told are written together; then the gateways that wait are woken. */
export const changeApiClient =
  (
    change: ClientChange,
    event: string,
    { store, clock, bell }: ChangeUse,
  ): Handler<RequestOf<Change>, ReplyOf<Change>> =>
  async ({ clientId, reason }, call) => {
    const nowMs = clock.nowMs();
    const view = await store.transaction(async (transaction) => {
      const { client, next } = await lockFor(transaction, change, clientId, call, nowMs);
      if (next !== client.state) await write(transaction, { clientId, next, event, reason }, call, nowMs);
      const { event: audited } = call.operation.operation.audit;
      transaction.audit(auditOf(call, audited, 'accepted', { reference: clientId, personalData: true }));
      return viewOfClient(transaction, (await findClient(transaction, clientId)) ?? client, nowMs);
    });
    bell.ring();
    return view;
  };
