/** Asks the register of economic operators which operators of a declaration are authorised. */
import { type Call, newId } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import { type Calls, onBehalfOf } from '../../../shared-services/kit/rpc/calls.ts';
import { contract as eos } from '../eos/contract.ts';
import { contract } from './contract.ts';
import type { OperatorHistory } from './domain/history/apply.ts';

type Aeo = OperatorHistory['aeo'];

/** By EORI; undefined as a whole where the register could not be asked. */
export type Standing = ReadonlyMap<string, Aeo> | undefined;

export interface OperatorStanding {
  /** All operators of a call at once. Never fails: an assessment does not wait for a register that is not there. */
  find(EORIs: readonly string[], cause: Pick<Call, 'conversationId' | 'traceparent'>): Promise<Standing>;
}

const freshForMs = 30_000;
const maxRemembered = 10_000;
const lookUpTimeoutMs = 1000;
/** The register takes so many numbers in one question. */
const maxOperators = 1000;
/** After a failure the register is left alone for so long: scores are not lowered meanwhile, and nobody waits. */
const pauseMs = 2000;

export const createOperatorStanding = (calls: Calls, clock: Clock, log: Logger): OperatorStanding => {
  const client = calls.to(eos);
  const remembered = new Map<string, { readonly aeo: Aeo; readonly untilMs: number }>();
  let pausedUntilMs = 0;

  const remember = (EORIs: readonly string[], found: ReadonlyMap<string, Aeo>, nowMs: number) => {
    if (remembered.size > maxRemembered) remembered.clear();
    for (const EORI of EORIs) remembered.set(EORI, { aeo: found.get(EORI), untilMs: nowMs + freshForMs });
  };

  const ask = async (EORIs: readonly string[], cause: Pick<Call, 'conversationId' | 'traceparent'>) => {
    const nowMs = clock.nowMs();
    const call = onBehalfOf(contract, cause, { messageId: newId(), deadlineAtMs: nowMs + lookUpTimeoutMs });
    const { operator = [] } = await client.findOperators({ EORI: [...EORIs] }, call);
    const found = new Map(operator.map(({ EORI, aeo }) => [EORI, aeo && { type: aeo.type, status: aeo.status }]));
    remember(EORIs, found, nowMs);
    return [...found];
  };

  const askAll = async (EORIs: readonly string[], cause: Pick<Call, 'conversationId' | 'traceparent'>) => {
    const found: [string, Aeo][] = [];
    for (let from = 0; from < EORIs.length; from += maxOperators) {
      found.push(...(await ask(EORIs.slice(from, from + maxOperators), cause)));
    }
    return found;
  };

  return {
    find: async (EORIs, cause) => {
      const nowMs = clock.nowMs();
      const wanted = [...new Set(EORIs)];
      const isFresh = (EORI: string) => (remembered.get(EORI)?.untilMs ?? 0) > nowMs;
      // Read before anything is awaited: what is remembered may be forgotten while others ask.
      const known = wanted.filter(isFresh).map((EORI) => [EORI, remembered.get(EORI)?.aeo] as const);
      const unknown = wanted.filter((EORI) => !isFresh(EORI));
      if (unknown.length > 0 && nowMs < pausedUntilMs) return undefined;
      try {
        return new Map([...known, ...(await askAll(unknown, cause))]);
      } catch (error) {
        pausedUntilMs = nowMs + pauseMs;
        log.warn({ err: error }, 'the register of operators could not be asked: scores are not lowered');
        return undefined;
      }
    },
  };
};
