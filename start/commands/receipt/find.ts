/** Receipts in whatever they were kept in: the JWS alone, the headers of an answer, an envelope, the reply of fetchReceipt. */
import { decodeProtectedHeader } from 'jose';
import { receiptType } from '../../../reference-architecture/contract/receipt.ts';

const compactJws = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** Other tokens may stand beside: an access token is none of our business. */
const isReceipt = (jws: string): boolean => {
  try {
    return decodeProtectedHeader(jws).typ === receiptType;
  } catch {
    return false;
  }
};

/** Each once, in the order in which they stand. */
export const receiptsIn = (text: string): string[] => [...new Set(text.match(compactJws) ?? [])].filter(isReceipt);
