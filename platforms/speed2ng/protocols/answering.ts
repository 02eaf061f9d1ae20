/** One request from its arrival to its answer, whatever the protocol. */
import type { Request, Response } from 'express';
import { type Answer, sendAnswer } from '../../../shared-services/gateway/answer.ts';
import { conversationIn } from '../../../shared-services/gateway/app.ts';
import type { Outcome, Run } from '../../../shared-services/gateway/table.ts';
import type { Arrived, Read } from '../stages.ts';
import type { ProtocolParts } from './parts.ts';

export interface Protocol<Last> {
  readonly name: 'rest' | 'soap';
  readonly run: Run<Arrived, Last>;
  readonly answered: (stage: Last) => Answer;
  readonly refused: (reason: unknown, stage: Arrived & Partial<Last>) => Answer;
}

const answerTo = <Last extends Arrived>(protocol: Protocol<Last>, outcome: Outcome<Arrived, Last>): Answer => {
  if (!outcome.done) return protocol.refused(outcome.reason, outcome.stage);
  try {
    return protocol.answered(outcome.stage);
  } catch (reason) {
    // A reply that cannot be written is our fault, and is told as such.
    return protocol.refused(reason, outcome.stage as Arrived & Partial<Last>);
  }
};

export const answering =
  <Last extends Arrived & Partial<Read>>(protocol: Protocol<Last>, { admission, metrics }: ProtocolParts) =>
  async (request: Request, response: Response): Promise<void> => {
    const sinceMs = performance.now();
    const place = admission.place();
    try {
      const arrived = { request, url: request.url, conversation: conversationIn(response), place };
      const outcome = await protocol.run(arrived);
      const answer = answerTo(protocol, outcome);
      sendAnswer(request, response, answer);
      // The label is bounded by the contracts.
      const operation = outcome.stage.prepared?.placed.id ?? 'none';
      metrics.request(protocol.name, operation, String(answer.status), (performance.now() - sinceMs) / 1000);
    } finally {
      place.leave();
    }
  };
