/** What the audit chain has of messages that a gateway's own callers sent: the facts of receipts that are made again. */
import {
  type Application,
  operationsOf,
  type PlacedOperation,
  type ReplyOf,
} from '../../../reference-architecture/contract/language.ts';
import { givesReceipt } from '../../../reference-architecture/contract/receipt.ts';
import { contract as audit } from '../../audit/contract.ts';
import { type Call, type Caller, newId } from '../../kit/call.ts';
import { type Calls, onBehalfOf } from '../../kit/rpc/calls.ts';
import type { ReceiptFacts } from './facts.ts';

export interface AcceptancesParts {
  readonly calls: Calls;
  /** The gateway's own contract: in its name the audit chain is asked. */
  readonly own: Application;
}

export interface AskedMessage {
  readonly placed: PlacedOperation;
  readonly messageId: string;
}

type Of = Pick<Call, 'conversationId' | 'traceparent'> & { readonly caller: Caller; readonly deadlineAtMs: number };

type Found = NonNullable<
  ReplyOf<(typeof audit)['services']['Acceptances']['operations']['listAcceptances']>['acceptance']
>[number];

const factsOf = (found: Found, { placed }: AskedMessage, { circle, party }: Caller): ReceiptFacts => ({
  placed,
  circle,
  party,
  subject: found.subject,
  messageId: found.messageId,
  conversationId: found.conversationId,
  acceptedAtMs: found.acceptedAtMs,
  ...(found.contentSha256 === undefined ? {} : { sha256: found.contentSha256 }),
  ...(found.reference === undefined ? {} : { reference: found.reference }),
});

/** The component and event too: a question that was given the name of a command is no acceptance of one. */
const isOf =
  ({ placed, messageId }: AskedMessage) =>
  (found: Found) =>
    found.messageId === messageId &&
    found.component === placed.application.name &&
    found.event === placed.operation.audit.event;

/** The first acceptance of each message; of those that never were accepted, nothing. */
export const createAcceptances =
  ({ calls, own }: AcceptancesParts) =>
  async (asked: readonly AskedMessage[], { caller, deadlineAtMs, ...cause }: Of): Promise<ReceiptFacts[]> => {
    const call = onBehalfOf(own, cause, { messageId: newId(), deadlineAtMs });
    const request = { party: caller.party, messageId: asked.map(({ messageId }) => messageId) };
    const { acceptance = [] } = await calls.to(audit).listAcceptances(request, call);
    return asked.flatMap((one) => {
      const found = acceptance.find(isOf(one));
      return found === undefined ? [] : [factsOf(found, one, caller)];
    });
  };

export type Acceptances = ReturnType<typeof createAcceptances>;

/** Commands that a circle may send, and so have receipts of. */
export const receiptedIn = (catalogue: readonly Application[], circle: string): PlacedOperation[] =>
  catalogue
    .flatMap(operationsOf)
    .filter(({ service }) => service.internal !== true)
    .filter(({ operation }) => givesReceipt(operation) && operation.audience.some((one) => one.circle === circle));
