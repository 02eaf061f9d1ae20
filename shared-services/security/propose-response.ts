import type { RequestOf } from '../../reference-architecture/contract/language.ts';
import { newId } from '../kit/call.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Transaction } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import {
  type Action,
  actions,
  emergencyAgainMs,
  emergencyMs,
  isAction,
  isUntilValid,
  targetOf,
} from './domain/response.ts';
import { incidentUnknown } from './incident-whole.ts';
import { refuseResponse, wholeResponse } from './response-view.ts';
import { findIncident } from './storage/incidents.ts';
import { addResponse, addResponseStep, emergencyLapsed } from './storage/responses.ts';
import { type ResponseParts, tellGateways } from './tell-gateways.ts';

type Proposal = RequestOf<(typeof contract)['services']['SecurityResponse']['operations']['proposeResponse']>;

const checked = ({ action, target: given, until }: Proposal, nowMs: number) => {
  const target = isAction(action) ? targetOf(action, given) : undefined;
  if (!isAction(action) || target === undefined) throw refuseResponse('RESPONSE_TARGET_INVALID');
  const untilMs = until === undefined ? undefined : Date.parse(until);
  if (!isUntilValid(action, untilMs, nowMs)) throw refuseResponse('RESPONSE_UNTIL_INVALID');
  return { action, target, kind: actions[action].kind } as const;
};

const write = async (
  transaction: Transaction,
  proposal: Proposal,
  of: ReturnType<typeof checked> & { readonly action: Action },
  { by, atMs }: { readonly by: string; readonly atMs: number },
): Promise<string> => {
  const { reason, until, incidentId, emergency = false } = proposal;
  const { kind, target } = of;
  if (incidentId !== undefined && (await findIncident(transaction, incidentId)) === undefined) throw incidentUnknown();
  if (emergency && (await emergencyLapsed(transaction, kind, target, atMs - emergencyAgainMs)))
    throw refuseResponse('RESPONSE_EMERGENCY_USED');
  const id = newId();
  const emergencyUntilMs = emergency ? atMs + emergencyMs : undefined;
  await addResponse(transaction, { ...of, id, reason, until, incidentId, emergencyUntilMs, by, atMs });
  addResponseStep(transaction, { id, step: emergency ? 'emergency' : 'proposed', by, note: reason, atMs });
  return id;
};

/** In an emergency it is in force at once, for as long as one person's word counts. */
export const proposeResponse = (parts: ResponseParts) => async (proposal: Proposal, call: OperationCall) => {
  const atMs = parts.clock.nowMs();
  const of = checked(proposal, atMs);
  const id = await parts.store.transaction(async (transaction) => {
    const reference = await write(transaction, proposal, of, { by: call.caller.subject, atMs });
    if (proposal.emergency === true) await tellGateways(transaction, of, parts, call);
    transaction.audit(auditOf(call, call.operation.operation.audit.event, 'accepted', { reference }));
    return reference;
  });
  return wholeResponse(parts.store, id);
};
