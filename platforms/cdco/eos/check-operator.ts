import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { type Clock, toDay } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { remarkOn } from './domain/eori.ts';
import { type Operator, statusOn } from './domain/operator.ts';
import type { operatorQuery, operatorStatus } from './messages.ts';
import type { Register } from './register.ts';

type Query = Content<{ schema: typeof operatorQuery; name: string; title: string; namespace: string }>;
type Status = Content<{ schema: typeof operatorStatus; name: string; title: string; namespace: string }>;

export interface RegisterUse {
  readonly register: Register;
  readonly clock: Clock;
}

/** An operator whose number is not valid yet is unknown: nothing is told of it. */
const knownOf = (operator: Operator | undefined, status: Status['status'], withName: boolean) =>
  operator === undefined || status === 'unknown'
    ? {}
    : {
        validFrom: operator.validFrom,
        ...(operator.validTo === undefined ? {} : { validTo: operator.validTo }),
        ...(withName ? { name: operator.name } : {}),
      };

/** Any trader may ask whether a number is valid; whose it is, only authorities learn. */
export const checkOperator =
  ({ register, clock }: RegisterUse): Handler<Query, Status> =>
  async ({ EORI }, { caller }) => {
    const operator = register.find(EORI);
    const status = statusOn(operator, toDay(clock.nowMs()));
    const remark = remarkOn(EORI);
    return {
      EORI,
      status,
      ...knownOf(operator, status, caller.circle !== 'untrusted'),
      ...(remark === undefined ? {} : { remark }),
    };
  };
