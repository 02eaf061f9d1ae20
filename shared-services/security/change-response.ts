/** What deciding and lifting have in common: the state, its history and what gateways are to be told are one transaction. */
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Transaction } from '../kit/store/store.ts';
import { refuseResponse, wholeResponse } from './response-view.ts';
import { addResponseStep, lockResponse, type ResponseRow } from './storage/responses.ts';
import { type ResponseParts, tellGateways } from './tell-gateways.ts';

export interface Change {
  readonly responseId: string;
  readonly reason: string;
}

export interface Step {
  readonly by: string;
  readonly atMs: number;
}

/** What is written, under which name; undefined where it was done before by the same person. */
export type Write = (transaction: Transaction, row: ResponseRow, step: Step) => Promise<string | undefined>;

/** It is as it was: another person has to say the same. */
const waitsForAnother = (step: string): boolean => step === 'lifting-proposed';

const isEffective = (state: string): boolean => state === 'emergency' || state === 'in-force';

export const changeResponse = async (
  parts: ResponseParts,
  { responseId: id, reason }: Change,
  call: OperationCall,
  write: Write,
) => {
  const of: Step = { by: call.caller.subject, atMs: parts.clock.nowMs() };
  await parts.store.transaction(async (transaction) => {
    const row = await lockResponse(transaction, id);
    if (row === undefined) throw refuseResponse('RESPONSE_UNKNOWN');
    const step = await write(transaction, row, of);
    if (step !== undefined) {
      addResponseStep(transaction, { ...of, id, step, note: reason });
      const isToBeTold = !waitsForAnother(step) && (isEffective(row.state) || isEffective(step));
      if (isToBeTold) await tellGateways(transaction, row, parts, call);
    }
    const outcome = step === undefined ? 'done' : 'accepted';
    transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference: id }));
  });
  return wholeResponse(parts.store, id);
};
