/** What is in force is lifted by two people: the first who says so proposes it, another who says the same lifts it. */
import type { OperationCall } from '../kit/host/module.ts';
import { type Change, changeResponse, type Write } from './change-response.ts';
import { liftingOf, objectionToLifting } from './domain/response.ts';
import { refuseResponse } from './response-view.ts';
import { lift, proposeLifting } from './storage/responses.ts';
import type { ResponseParts } from './tell-gateways.ts';

const write: Write = async (transaction, row, { by, atMs }) => {
  if (row.state === 'lifted' && row.lifted_by === by) return undefined;
  const objection = objectionToLifting({ state: row.state, action: row.action, proposedBy: row.proposed_by });
  if (objection !== undefined) throw refuseResponse(objection);
  const proposed = { by: row.lift_proposed_by, atMs: row.lift_proposed_at?.getTime() };
  const step = liftingOf(row.state, proposed, by, atMs);
  if (step === 'lifting-proposed') await proposeLifting(transaction, row.id, by, atMs);
  if (step === 'lifted') await lift(transaction, row.id, by, atMs);
  return step;
};

export const liftResponse = (parts: ResponseParts) => (given: Change, call: OperationCall) =>
  changeResponse(parts, given, call, write);
