import { toDay } from '../../../shared-services/kit/clock.ts';
import type { RegisterUse } from './check-operator.ts';
import { aeoOn, type Operator, statusOn } from './domain/operator.ts';

const foundOf = (operator: Operator, day: string) => {
  const aeo = aeoOn(operator, day);
  return {
    EORI: operator.EORI,
    status: statusOn(operator, day),
    country: operator.country,
    name: operator.name,
    ...(aeo === undefined ? {} : { aeo: { ...aeo } }),
  };
};

/** Answered from memory: validation asks for every filing. Each number is answered once, in the order of the question. */
export const findOperators =
  ({ register, clock }: RegisterUse) =>
  async ({ EORI }: { readonly EORI: readonly string[] }) => {
    const day = toDay(clock.nowMs());
    const known = [...new Set(EORI)].map(register.find).filter((operator) => operator !== undefined);
    const operator = known.map((one) => foundOf(one, day)).filter(({ status }) => status !== 'unknown');
    return operator.length === 0 ? {} : { operator };
  };
