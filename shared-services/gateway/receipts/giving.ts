/** How a gateway comes to give receipts: its keys, and where the facts of earlier ones are. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { type Carry, createCalls } from '../../kit/rpc/calls.ts';
import type { ReceiptParts } from '../steps/give-receipt.ts';
import { createAcceptances } from './acceptances.ts';
import type { ReceiptIssuer } from './facts.ts';
import type { ReceiptKeys } from './keys.ts';

/** What a gateway needs to sign its receipts and to publish with what they are verified. */
export interface Receipts extends ReceiptIssuer {
  readonly published: ReceiptKeys['published'];
}

/** @param own contract of the gateway */
export const givingReceipts = (
  { carry, receipts }: { readonly carry: Carry; readonly receipts?: Receipts },
  own: Application,
): Pick<ReceiptParts, 'receiptIssuer' | 'acceptances'> => ({
  acceptances: createAcceptances({ calls: createCalls(carry), own }),
  ...(receipts === undefined ? {} : { receiptIssuer: receipts }),
});
