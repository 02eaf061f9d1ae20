import type { OperationCall } from '../kit/host/module.ts';
import { type Change, changeResponse } from './change-response.ts';
import { objectionToLifting } from './domain/response.ts';
import { refuseResponse } from './response-view.ts';
import { lift } from './storage/responses.ts';
import type { ResponseParts } from './tell-gateways.ts';

export const liftResponse = (parts: ResponseParts) => (given: Change, call: OperationCall) =>
  changeResponse(parts, given, call, async (transaction, row, { by, atMs }) => {
    if (row.state === 'lifted' && row.lifted_by === by) return undefined;
    const objection = objectionToLifting({ state: row.state, action: row.action, proposedBy: row.proposed_by });
    if (objection !== undefined) throw refuseResponse(objection);
    await lift(transaction, row.id, by, atMs);
    return 'lifted';
  });
