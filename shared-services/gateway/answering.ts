/** One request from its arrival to its answer, whatever the protocol. */
import type { Request, Response } from 'express';
import { receiptHeader } from '../../reference-architecture/contract/receipt.ts';
import type { Logger } from '../kit/logging.ts';
import type { Metrics } from '../kit/metrics.ts';
import type { Admission } from './admission.ts';
import { type Answer, sendAnswer } from './answer.ts';
import { conversationIn } from './app.ts';
import { withEnding } from './ending.ts';
import type { SecurityNotes } from './security-notes.ts';
import type { Answered, Authenticated, HttpArrived, Read, Receipted } from './steps/stages.ts';
import type { Outcome, Run } from './table.ts';
import { connectionOf } from './throttling/address.ts';
import type { AddressGuard } from './throttling/guard.ts';

export interface AnsweringParts {
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly addresses?: AddressGuard;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes;
}

export interface Protocol<Last> {
  readonly name: 'rest' | 'soap';
  readonly run: Run<HttpArrived, Last>;
  readonly answered: (stage: Last) => Answer;
  readonly refused: (reason: unknown, stage: HttpArrived & Partial<Last>) => Answer;
}

/** Whatever the protocol: where there is no envelope to put it in, the header is all there is. */
const withReceipt = (answer: Answer, { receipt }: Receipted): Answer =>
  receipt === undefined ? answer : { ...answer, headers: { ...answer.headers, [receiptHeader]: receipt } };

const answerTo = <Last extends HttpArrived & Receipted>(
  protocol: Protocol<Last>,
  outcome: Outcome<HttpArrived, Last>,
): Answer => {
  if (!outcome.done) return protocol.refused(outcome.reason, outcome.stage);
  try {
    return withReceipt(protocol.answered(outcome.stage), outcome.stage);
  } catch (reason) {
    // A reply that cannot be written is our fault, and is told as such.
    return protocol.refused(reason, outcome.stage as HttpArrived & Partial<Last>);
  }
};

/** As far as the message came. */
interface Parties {
  readonly caller?: Authenticated['caller'] | undefined;
  readonly acceptance?: Answered['acceptance'] | undefined;
}

/** A case has a number that customs gave it. Any other reference is the sender's own words, which may say anything. */
const mrnForm = /^\d{2}[A-Z]{2}[A-Z0-9]{14}$/;

/** Who is at the other end, and what it is about: who looks for a case in the logs has its MRN, not our identifiers. */
const partiesOf = ({ caller, acceptance }: Parties) => ({
  ...(caller === undefined ? {} : { partner: caller.party }),
  ...(mrnForm.test(acceptance?.reference ?? '') ? { reference: acceptance?.reference } : {}),
});

export const answering =
  <Last extends HttpArrived & Partial<Read> & Parties & Receipted>(
    protocol: Protocol<Last>,
    { admission, metrics, log, addresses, notes }: AnsweringParts,
  ) =>
  async (request: Request, response: Response): Promise<void> => {
    const sinceMs = performance.now();
    const place = admission.place();
    const connection = connectionOf(request);
    try {
      const conversation = conversationIn(response);
      const arrived = { request, url: request.url, conversation, place };
      const outcome = await protocol.run(arrived);
      const answer = withEnding(answerTo(protocol, outcome), outcome.stage.prepared?.placed);
      sendAnswer(request, response, answer);
      // Nobody waits for it: the refusal is on its way.
      if (!outcome.done) void addresses?.refused(connection, outcome.reason);
      // The label is bounded by the contracts.
      const operation = outcome.stage.prepared?.placed.id ?? 'none';
      const { caller } = outcome.stage;
      const noted = { connection, caller, operation: outcome.stage.prepared?.placed.id };
      if (outcome.done) notes?.answered(noted);
      else
        notes?.refused(outcome.reason, {
          ...noted,
          protocol: protocol.name,
          conversationId: conversation.conversationId,
        });
      const durationMs = performance.now() - sinceMs;
      metrics.request(protocol.name, operation, String(answer.status), durationMs / 1000);
      log.info(
        {
          ...{ protocol: protocol.name, operation, status: answer.status },
          ...conversation,
          ...partiesOf(outcome.stage),
          durationMs,
        },
        'request answered',
      );
    } finally {
      place.leave();
    }
  };
