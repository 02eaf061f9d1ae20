/** The mandatary takes the mandate. Both parties must be known to the register of operators on that day. */
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { ChangeMandate, Wished } from './change-mandate.ts';
import { isPartyOf } from './domain/mandate.ts';
import { registered } from './domain/proposal.ts';
import type { AskRegister } from './operator-register.ts';
import { refuse } from './refusals.ts';
import { readMandate } from './storage/mandates.ts';

export const acceptMandate = (
  { store }: Pick<Dependencies, 'store'>,
  change: ChangeMandate,
  askRegister: AskRegister,
) => {
  const accept = change('accept');
  return async (wished: Wished, call: OperationCall) => {
    const known = await readMandate(store, wished.mandateId);
    const { party } = call.caller;
    if (known === undefined || !isPartyOf(known.mandate, party)) throw refuse('MANDATE_UNKNOWN');
    const { mandator, mandatary } = known.mandate;
    const faults = registered({ mandator, mandatary }, { statusOf: await askRegister([mandator, mandatary], call) });
    if (faults.length > 0)
      throw refuse('MANDATE_INVALID', { faults: faults.map((fault) => ({ ...fault, path: ['mandateId'] })) });
    return accept(wished, call);
  };
};
