import type { OperationCall } from '../kit/host/module.ts';
import { type Change, changeResponse } from './change-response.ts';
import { objectionToDeciding } from './domain/response.ts';
import { refuseResponse } from './response-view.ts';
import { decide } from './storage/responses.ts';
import type { ResponseParts } from './tell-gateways.ts';

interface Decision extends Change {
  readonly decision: string;
}

/** An emergency that lapsed while nobody had swept is over. */
const isLapsed = (emergencyUntil: Date | null, state: string, atMs: number) =>
  state === 'emergency' && emergencyUntil !== null && emergencyUntil.getTime() <= atMs;

export const decideResponse = (parts: ResponseParts) => (given: Decision, call: OperationCall) =>
  changeResponse(parts, given, call, async (transaction, row, { by, atMs }) => {
    const state = given.decision === 'approved' ? 'in-force' : 'rejected';
    if (row.state === state && row.decided_by === by) return undefined;
    const standing = { state: row.state, action: row.action, proposedBy: row.proposed_by };
    const objection = isLapsed(row.emergency_until, row.state, atMs)
      ? 'RESPONSE_STATE'
      : objectionToDeciding(standing, by);
    if (objection !== undefined) throw refuseResponse(objection);
    await decide(transaction, row.id, { state, by, atMs, reason: given.reason });
    return state;
  });
