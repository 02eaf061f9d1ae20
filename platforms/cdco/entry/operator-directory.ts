import { newId } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { type Calls, onBehalfOf } from '../../../shared-services/kit/rpc/calls.ts';
import type { Cause } from '../../../shared-services/kit/store/emitter.ts';
import { contract as eos } from '../eos/contract.ts';
import { contract as entry } from './contract.ts';

/** How long what the register said of an operator is believed without asking again. */
const freshForMs = 30_000;
const maxRemembered = 10_000;
const lookUpTimeoutMs = 3000;
/** The register takes so many numbers in one question. */
const maxOperators = 1000;

type Clients = ReturnType<typeof clientOf>;
const clientOf = (calls: Calls) => calls.to(eos);
export type Operator = Awaited<ReturnType<Clients['findOperators']>>['operator'] extends
  | readonly (infer One)[]
  | undefined
  ? One
  : never;

export interface OperatorDirectory {
  /** What the register of economic operators says of these EORIs; one that it does not know is missing. */
  find(EORIs: readonly string[], cause: Cause): Promise<ReadonlyMap<string, Operator>>;
}

/** Asks `eos`, and remembers for half a minute: the same few thousand operators file almost everything. */
export const createOperatorDirectory = (calls: Calls, clock: Clock): OperatorDirectory => {
  const client = clientOf(calls);
  const remembered = new Map<string, { readonly operator: Operator | undefined; readonly untilMs: number }>();

  const ask = async (EORIs: readonly string[], cause: Cause): Promise<readonly Operator[]> => {
    const nowMs = clock.nowMs();
    const call = onBehalfOf(entry, cause, { messageId: newId(), deadlineAtMs: nowMs + lookUpTimeoutMs });
    const { operator = [] } = await client.findOperators({ EORI: [...EORIs] }, call);
    if (remembered.size > maxRemembered) remembered.clear();
    for (const EORI of EORIs) {
      remembered.set(EORI, { operator: operator.find((one) => one.EORI === EORI), untilMs: nowMs + freshForMs });
    }
    return operator;
  };

  const askAll = async (EORIs: readonly string[], cause: Cause): Promise<readonly Operator[]> => {
    const found: Operator[] = [];
    for (let from = 0; from < EORIs.length; from += maxOperators) {
      found.push(...(await ask(EORIs.slice(from, from + maxOperators), cause)));
    }
    return found;
  };

  return {
    find: async (EORIs, cause) => {
      const nowMs = clock.nowMs();
      const isFresh = (EORI: string) => (remembered.get(EORI)?.untilMs ?? 0) > nowMs;
      const wanted = [...new Set(EORIs)];
      // Read before anything is awaited: what is remembered may be forgotten while others ask.
      const known = wanted.filter(isFresh).map((EORI) => remembered.get(EORI)?.operator);
      const asked = await askAll(
        wanted.filter((EORI) => !isFresh(EORI)),
        cause,
      );
      const operators = [...known, ...asked].filter((operator) => operator !== undefined);
      return new Map(operators.map((operator) => [operator.EORI, operator]));
    },
  };
};
