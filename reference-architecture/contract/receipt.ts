/**
 * The receipt: what a gateway signs about a message that was accepted. It is the audit record of the acceptance as a compact
 * JWS (RFC 7515) that anybody can verify with the gateway's published keys.
 */
import type { Operation } from './language.ts';
import { dateTime, element, many, message, token } from './schema.ts';

/** Header of an HTTP answer; in gRPC initial metadata of the same name, in lower case. */
export const receiptHeader = 'Message-Receipt';

/** `typ` of the JWS: a receipt is never taken for a token, nor a token for a receipt. */
export const receiptType = 'portorium-receipt+jwt';

/** Where a gateway publishes its keys, as a JWK Set (RFC 7517). */
export const receiptKeysPath = '/.well-known/portorium-receipt-keys';

export const receiptNamespace = 'urn:portorium:receipt:1';

const jws = token({ maxLength: 4000, description: 'Compact JWS (RFC 7515), EdDSA with Ed25519.' });

/** The element in the header of a SOAP answer. */
export const receiptMessage = message(
  'Receipt',
  receiptNamespace,
  'Signed receipt of the message that is answered',
  element({ jws }, { typeName: 'ReceiptType' }),
);

/** One sentence for callers, in every protocol's document. */
export const receiptSentence =
  'Signed receipt of the message: who, which bytes, when, under which operation. Absent where it could not be made; it can be fetched later.';

/** A command changes something: its sender must be able to prove that it was taken. */
export const givesReceipt = ({ effect }: Operation): boolean => effect === 'command';

export const receiptUnknown = {
  RECEIPT_UNKNOWN: { status: 'notFound', title: 'No message of the caller was accepted under this name.' },
} as const;

/** Request and reply of the operation by which a sender gets its receipts again. */
export const receiptMessages = (namespace: string) => ({
  request: message(
    'FetchReceipt',
    namespace,
    'Wish for the receipt of a message',
    element({
      messageId: token({
        maxLength: 200,
        description:
          'Name of the message: its Idempotency-Key, message-id or wsa:MessageID, or else the SHA-256 of its bytes.',
      }),
    }),
  ),
  reply: message(
    'ReceiptList',
    namespace,
    'The receipts: one for each operation under which a message of that name was accepted',
    element({
      receipt: many(
        element(
          {
            operation: token({ maxLength: 100, description: 'Operation under which it was accepted.' }),
            acceptedAt: dateTime({ description: 'When it was accepted.' }),
            jws,
          },
          { typeName: 'FetchedReceiptType' },
        ),
        1,
        100,
      ),
    }),
  ),
});
