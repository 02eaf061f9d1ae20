/** A sender gets the receipts of its own messages again: made anew from the audit chain, which has them from the commit. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { type receiptMessages, receiptUnknown } from '../../../reference-architecture/contract/receipt.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toSecond } from '../../kit/clock.ts';
import type { Handler } from '../../kit/host/module.ts';
import { Refusal } from '../../kit/refusal.ts';
import { messageName } from '../message-name.ts';
import { type Acceptances, receiptedIn } from './acceptances.ts';
import { type ReceiptIssuer, receiptOf } from './facts.ts';

type Messages = ReturnType<typeof receiptMessages>;

export interface FetchReceiptParts {
  readonly acceptances: Acceptances;
  readonly catalogue: readonly Application[];
  readonly issuer: ReceiptIssuer | undefined;
}

const unknown = () => new Refusal({ code: 'RECEIPT_UNKNOWN', ...receiptUnknown.RECEIPT_UNKNOWN });

/** @throws {Refusal} RECEIPT_UNKNOWN: nothing of that name was accepted from this caller */
export const fetchReceipts =
  ({
    acceptances,
    catalogue,
    issuer,
  }: FetchReceiptParts): Handler<Content<Messages['request']>, Content<Messages['reply']>> =>
  async ({ messageId }, call) => {
    if (issuer === undefined) throw unknown();
    const { caller } = call;
    const asked = receiptedIn(catalogue, caller.circle).map((placed) => ({
      placed,
      messageId: messageName(caller.party, placed.name, messageId),
    }));
    const found = await acceptances(asked, call);
    if (found.length === 0) throw unknown();
    const receipt = found.map((facts) => ({
      operation: facts.placed.id,
      acceptedAt: toSecond(facts.acceptedAtMs),
      jws: receiptOf(facts, issuer),
    }));
    return { receipt };
  };
