/** Refusals in the words of the contract. */
import { operationsOf, type RefusalContract } from '../../../reference-architecture/contract/language.ts';
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';

const known: Readonly<Record<string, RefusalContract>> = Object.assign(
  {},
  ...operationsOf(contract).map(({ operation }) => operation.refusals),
);

/** @throws Error for a code that the contract does not know: a fault of ours. */
export const refuse = (
  code: string,
  more: { readonly faults?: readonly Fault[]; readonly detail?: string } = {},
): Refusal => {
  const words = known[code];
  if (words === undefined) throw new Error(`the contract knows no refusal ${code}`);
  return new Refusal({ code, ...words, ...more });
};
