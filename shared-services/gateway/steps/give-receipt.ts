/**
 * The receipt of a message that was accepted. The commit is behind us: whatever fails here, the message is acknowledged, and
 * its receipt can be fetched later.
 */
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import type { Acceptances } from '../receipts/acceptances.ts';
import { type ReceiptFacts, type ReceiptIssuer, receiptOf } from '../receipts/facts.ts';
import type { Answered, Forwardable, Receipted } from './stages.ts';

export interface ReceiptParts {
  /** Absent: no receipts are given. */
  readonly receiptIssuer?: ReceiptIssuer;
  readonly acceptances: Acceptances;
  readonly clock: Clock;
  readonly log: Logger;
}

type Accepted = Forwardable & Answered & { readonly acceptance: NonNullable<Answered['acceptance']> };

const factsOf = ({ acceptance, prepared, caller, messageId, received }: Accepted): ReceiptFacts => ({
  placed: prepared.placed,
  circle: caller.circle,
  party: caller.party,
  subject: caller.subject,
  messageId,
  ...acceptance,
  ...(received === undefined ? {} : { sha256: received.sha256 }),
});

const lookUpMs = 2000;

/** A repetition gets the receipt of the first time: what the audit chain has, not what the clock says now. */
const firstFacts = async (
  { caller, conversation, messageId, prepared }: Accepted,
  { acceptances, clock }: ReceiptParts,
): Promise<ReceiptFacts | undefined> => {
  const of = { caller, ...conversation, deadlineAtMs: clock.nowMs() + lookUpMs };
  const [first] = await acceptances([{ placed: prepared.placed, messageId }], of);
  return first;
};

const isAccepted = <S extends Answered>(stage: S): stage is S & Accepted => stage.acceptance !== undefined;

export const giveReceipt =
  (parts: ReceiptParts) =>
  async <S extends Forwardable & Answered>(stage: S): Promise<S & Receipted> => {
    const { receiptIssuer, log } = parts;
    if (receiptIssuer === undefined || !isAccepted(stage)) return stage;
    try {
      const isFirst = stage.acceptance.outcome === 'accepted';
      const facts = isFirst ? factsOf(stage) : await firstFacts(stage, parts);
      return facts === undefined ? stage : { ...stage, receipt: receiptOf(facts, receiptIssuer) };
    } catch (error) {
      log.warn({ err: error, conversationId: stage.conversation.conversationId }, 'no receipt could be made');
      return stage;
    }
  };
