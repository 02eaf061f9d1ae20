/** What the register of economic operators says of the two parties; asked whenever a mandate is given or taken. */
import { newId } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { type Calls, onBehalfOf } from '../../../shared-services/kit/rpc/calls.ts';
import type { Cause } from '../../../shared-services/kit/store/emitter.ts';
import { contract as eos } from '../../cdco/eos/contract.ts';
import { contract } from './contract.ts';
import type { Circumstances } from './domain/proposal.ts';

const lookUpTimeoutMs = 3000;

export type AskRegister = (EORIs: readonly string[], cause: Cause) => Promise<Circumstances['statusOf']>;

/** @throws Refusal SERVICE_UNAVAILABLE, DEADLINE_EXCEEDED where the register does not answer */
export const createAskRegister = (calls: Calls, clock: Clock): AskRegister => {
  const { findOperators } = calls.to(eos);
  return async (EORIs, cause) => {
    const call = onBehalfOf(contract, cause, { messageId: newId(), deadlineAtMs: clock.nowMs() + lookUpTimeoutMs });
    const { operator = [] } = await findOperators({ EORI: [...EORIs] }, call);
    const known = new Map(operator.map(({ EORI, status }) => [EORI, status]));
    return (eori) => known.get(eori) ?? 'unknown';
  };
};
