/**
 * Proposes a mandate. The mandator's reference makes it happen once: the same proposal again gets the same mandate, another
 * one under the same reference is refused.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { contract } from './contract.ts';
import { isPartyOf, type Mandate, type MandateWithBase } from './domain/mandate.ts';
import type { Procedures } from './domain/procedures.ts';
import { type Circumstances, faultsOf } from './domain/proposal.ts';
import type { MandateProposal } from './messages.ts';
import type { AskRegister } from './operator-register.ts';
import { refuse } from './refusals.ts';
import { insertMandate, noteChange } from './storage/changes.ts';
import { readByReference, readMandate } from './storage/mandates.ts';
import { mandateView, noticeOf } from './views.ts';

type Proposal = Content<typeof MandateProposal>;

export interface GrantParts extends Pick<Dependencies, 'store' | 'clock' | 'emitterFor'> {
  readonly procedures: Procedures;
  readonly askRegister: AskRegister;
}

const scopeOf = ({ scope }: Proposal): string[] => [
  ...new Set(
    scope.map(({ application, operation }) => (operation === undefined ? application : `${application}.${operation}`)),
  ),
];

const mandateOf = (proposal: Proposal, mandator: string, base: MandateWithBase | undefined, nowMs: number): Mandate => {
  const { reference, mandatary, kind, profile, validFrom = toDay(nowMs), basedOn, replaces } = proposal;
  const validTo = proposal.validTo ?? base?.mandate.validTo;
  return {
    ...{ mandateId: newId(), reference, mandator, mandatary, kind, profile, scope: scopeOf(proposal), validFrom },
    principal: base?.mandate.principal ?? mandator,
    ...(validTo === undefined ? {} : { validTo }),
    maySubDelegate: proposal.maySubDelegate ?? false,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(replaces === undefined ? {} : { replaces }),
    ...{ state: 'proposed', proposedAtMs: nowMs, changedAtMs: nowMs },
  };
};

export const grantMandate = ({ store, clock, emitterFor, procedures, askRegister }: GrantParts) => {
  const emitter = emitterFor(contract);

  /** The answer to a proposal that was made before; undefined where there was none. */
  const answerRepeated = async (proposal: Proposal, mandator: string, today: string) => {
    const earlier = await readByReference(store, mandator, proposal.reference);
    if (earlier === undefined) return undefined;
    const same = isDeepStrictEqual(JSON.parse(earlier.proposal), JSON.parse(JSON.stringify(proposal)));
    if (!same) throw refuse('MANDATE_REFERENCE_USED');
    const known = await readMandate(store, earlier.mandateId);
    return mandateView(known!, today);
  };

  /** A mandate that the mandator is no party to is to it as if it were not. */
  const readOwn = async (mandateId: string | undefined, mandator: string) => {
    if (mandateId === undefined) return undefined;
    const known = await readMandate(store, mandateId);
    return known !== undefined && isPartyOf(known.mandate, mandator) ? known : null;
  };

  const circumstancesOf = async (proposal: Proposal, call: OperationCall, today: string): Promise<Circumstances> => {
    const mandator = call.caller.party;
    const basedOn = await readOwn(proposal.basedOn, mandator);
    const replaces = await readOwn(proposal.replaces, mandator);
    return {
      today,
      procedures,
      statusOf: await askRegister([mandator, proposal.mandatary], call),
      ...(basedOn === undefined ? {} : { basedOn }),
      ...(replaces === undefined ? {} : { replaces: replaces?.mandate ?? null }),
    };
  };

  const write = (mandate: Mandate, proposal: Proposal, call: OperationCall): Promise<boolean> =>
    store.transaction(async (transaction) => {
      if (!(await insertMandate(transaction, mandate, JSON.stringify(proposal)))) return false;
      const { mandateId, proposedAtMs: atMs, mandator: by, mandatary: recipient } = mandate;
      const { reason } = proposal;
      const why = reason === undefined ? {} : { reason };
      const { subject: person } = call.caller;
      noteChange(transaction, mandateId, {
        ...why,
        atMs,
        change: 'proposed',
        by,
        person,
        conversationId: call.conversationId,
      });
      const notice = noticeOf(mandate, { atMs, by, reason });
      transaction.send(emitter.notify('MandateProposed', notice, { orderingKey: mandateId, cause: call, recipient }));
      const { event } = call.operation.operation.audit;
      transaction.audit(auditOf(call, event, 'accepted', { reference: mandateId, personalData: true }));
      return true;
    });

  return async (proposal: Proposal, call: OperationCall) => {
    const { party } = call.caller;
    const nowMs = clock.nowMs();
    const today = toDay(nowMs);
    const repeated = await answerRepeated(proposal, party, today);
    if (repeated !== undefined) return repeated;
    const circumstances = await circumstancesOf(proposal, call, today);
    const base = circumstances.basedOn ?? undefined;
    const mandate = mandateOf(proposal, party, base, nowMs);
    const faults = faultsOf(mandate, circumstances);
    if (faults.length > 0) throw refuse('MANDATE_INVALID', { faults });
    if (await write(mandate, proposal, call))
      return mandateView({ mandate, ...(base === undefined ? {} : { base: base.mandate }) }, today);
    // Somebody was faster with the same reference.
    return (await answerRepeated(proposal, party, today))!;
  };
};
