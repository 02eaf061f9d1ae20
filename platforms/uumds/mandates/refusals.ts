/** The refusals of this application, with the sentences of its contract. */
import type { RefusalContract } from '../../../reference-architecture/contract/language.ts';
import { Refusal, type RefusalFacts } from '../../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';

const { grantMandate, acceptMandate } = contract.services.Mandates.operations;

type Code =
  | 'MANDATE_UNKNOWN'
  | 'MANDATE_INVALID'
  | 'MANDATE_STATE'
  | 'MANDATE_NOT_ADDRESSED'
  | 'MANDATE_REFERENCE_USED';

export const refuse = (code: Code, more: Pick<RefusalFacts, 'faults'> = {}): Refusal => {
  const said = { ...grantMandate.refusals, ...acceptMandate.refusals }[code] as RefusalContract;
  return new Refusal({ code, ...said, ...more });
};
