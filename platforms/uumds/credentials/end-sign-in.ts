import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { type ChangeUse, nextSecond } from './change-api-client.ts';
import type { contract } from './contract.ts';
import { type StandingChange, writeStanding } from './storage/standing.ts';

type End = (typeof contract)['services']['CredentialRegister']['operations']['endSignIn'];

/** A session never comes back; a person may sign in again, and has other tokens then. */
const standingOf = ({ kind, id }: RequestOf<End>, nowMs: number): StandingChange =>
  kind === 'session' ? { kind, id, believed: false } : { kind, id, believed: true, issuedBeforeMs: nextSecond(nowMs) };

export const endSignIn =
  ({ store, clock, bell }: ChangeUse): Handler<RequestOf<End>, ReplyOf<End>> =>
  async (ended, call) => {
    const nowMs = clock.nowMs();
    const revision = await store.transaction(async (transaction) => {
      transaction.audit(auditOf(call, call.operation.operation.audit.event, 'accepted'));
      return writeStanding(transaction, standingOf(ended, nowMs), nowMs);
    });
    bell.ring();
    return { revision };
  };
