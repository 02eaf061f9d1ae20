/** What activation, suspension, resumption and revocation of a seal have in common. */
import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { ChangeUse } from './change-api-client.ts';
import type { contract } from './contract.ts';
import { type SealChange, sealStateAfter } from './domain/seal.ts';
import { refuse } from './refusals.ts';
import { viewOfSeal } from './seal-view.ts';
import { writeHistory } from './storage/history.ts';
import { lockSeal, updateSealState } from './storage/seals.ts';
import { writeStanding } from './storage/standing.ts';

type Operations = (typeof contract)['services']['SealCertificates']['operations'];
type Change = Operations['activateSeal' | 'suspendSeal' | 'resumeSeal' | 'revokeSeal'];

/** The state, its history and what gateways are told are written together; then the gateways that wait are woken. */
export const changeSeal =
  (change: SealChange, event: string, { store, clock, bell }: ChangeUse): Handler<RequestOf<Change>, ReplyOf<Change>> =>
  async ({ fingerprint256: id, reason }, call) => {
    const atMs = clock.nowMs();
    const { subject: by, party } = call.caller;
    const view = await store.transaction(async (transaction) => {
      const seal = await lockSeal(transaction, party, id);
      if (seal === undefined) throw refuse('SEAL_UNKNOWN');
      const state = sealStateAfter(change, seal, atMs);
      if (state === undefined) throw refuse('SEAL_STATE');
      if (state !== seal.state) {
        updateSealState(transaction, id, state, atMs);
        writeHistory(transaction, { of: 'seal', id, atMs, event, by, reason });
        await writeStanding(transaction, { kind: 'seal', id, believed: state === 'active' }, atMs);
      }
      const { event: audited } = call.operation.operation.audit;
      transaction.audit(auditOf(call, audited, 'accepted', { reference: id, personalData: true }));
      return viewOfSeal(transaction, { ...seal, state }, atMs);
    });
    bell.ring();
    return view;
  };
