/** Accepting, declining and revoking: the mandate is locked, so that of two who change it at once the second sees the first. */
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { ruleOn, type Wish } from './domain/changes.ts';
import { type Mandate, type MandateWithBase, stateOn } from './domain/mandate.ts';
import { refuse } from './refusals.ts';
import { lockMandates, moveTo, noteChange, replaceBy } from './storage/changes.ts';
import { readMandate } from './storage/mandates.ts';
import { mandateView, noticeOf } from './views.ts';

export interface Wished {
  readonly mandateId: string;
  readonly reason?: string;
}

const said = {
  accept: { change: 'accepted', notification: 'MandateAccepted' },
  decline: { change: 'declined', notification: 'MandateDeclined' },
  revoke: { change: 'revoked', notification: 'MandateRevoked' },
} as const;

/** Whom a change concerns who did not make it: of what is passed on also whoever is acted for in the end. */
const othersThan = (party: string, { mandator, mandatary, principal }: Mandate): string[] =>
  [...new Set([mandator, mandatary, principal])].filter((one) => one !== party);

export const changeMandate = ({ store, clock, emitterFor }: Pick<Dependencies, 'store' | 'clock' | 'emitterFor'>) => {
  const emitter = emitterFor(contract);

  const note = (
    transaction: Transaction,
    { mandateId, reason }: Wished,
    wish: Wish,
    call: OperationCall,
    atMs: number,
  ) => {
    const why = reason === undefined ? {} : { reason };
    const { party: by, subject: person } = call.caller;
    const { conversationId } = call;
    noteChange(transaction, mandateId, { ...why, atMs, change: said[wish].change, by, person, conversationId });
  };

  /** The mandate that was accepted takes the place of another, unless that one has ended otherwise meanwhile. */
  const replace = async (transaction: Transaction, accepted: Mandate, call: OperationCall, atMs: number) => {
    const { replaces, mandateId: related } = accepted;
    const replaced = replaces === undefined ? undefined : (await readMandate(transaction, replaces))?.mandate;
    if (replaced === undefined || !['proposed', 'inForce'].includes(stateOn(replaced, toDay(atMs)))) return;
    const { party: by, subject: person } = call.caller;
    const { conversationId } = call;
    replaceBy(transaction, replaced.mandateId, related, atMs);
    noteChange(transaction, replaced.mandateId, { atMs, change: 'replaced', by, person, related, conversationId });
  };

  const tell = (
    transaction: Transaction,
    mandate: Mandate,
    { reason }: Wished,
    wish: Wish,
    call: OperationCall,
    atMs: number,
  ) => {
    const by = call.caller.party;
    const notice = noticeOf(mandate, { atMs, by, reason });
    const { mandateId: orderingKey } = mandate;
    for (const recipient of othersThan(by, mandate))
      transaction.send(emitter.notify(said[wish].notification, notice, { orderingKey, cause: call, recipient }));
  };

  const locked = async (transaction: Transaction, mandateId: string): Promise<MandateWithBase | undefined> => {
    const seen = await readMandate(transaction, mandateId);
    if (seen === undefined) return undefined;
    const { replaces } = seen.mandate;
    await lockMandates(transaction, [mandateId, ...(replaces === undefined ? [] : [replaces])]);
    return readMandate(transaction, mandateId);
  };

  /** @throws Refusal MANDATE_UNKNOWN, MANDATE_NOT_ADDRESSED, MANDATE_STATE */
  return (wish: Wish) => (wished: Wished, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const known = await locked(transaction, wished.mandateId);
      const atMs = clock.nowMs();
      const today = toDay(atMs);
      const ruling = ruleOn(known?.mandate, wish, call.caller.party, today);
      if (known === undefined || ruling.ruling === 'refused')
        throw refuse(ruling.ruling === 'refused' ? ruling.code : 'MANDATE_UNKNOWN');
      const { event } = call.operation.operation.audit;
      const record = { reference: wished.mandateId, personalData: true };
      transaction.audit(auditOf(call, event, ruling.ruling === 'done' ? 'done' : 'accepted', record));
      if (ruling.ruling === 'done') return mandateView(known, today);
      const changed: MandateWithBase = { ...known, mandate: { ...known.mandate, state: ruling.to, changedAtMs: atMs } };
      moveTo(transaction, wished.mandateId, ruling.to, atMs);
      note(transaction, wished, wish, call, atMs);
      if (wish === 'accept') await replace(transaction, changed.mandate, call, atMs);
      tell(transaction, changed.mandate, wished, wish, call, atMs);
      return mandateView(changed, today);
    });
};

export type ChangeMandate = ReturnType<typeof changeMandate>;
