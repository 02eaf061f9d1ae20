/** REST: one router for all operations of all contracts. */
import express, { type Router } from 'express';
import type { Answer } from '../../../shared-services/gateway/answer.ts';
import { answering } from '../../../shared-services/gateway/answering.ts';
import { problemAnswer, refusalOf } from '../../../shared-services/gateway/problem.ts';
import type { Answered, HttpArrived, Read } from '../../../shared-services/gateway/steps/stages.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { ProtocolParts } from './parts.ts';

const jsonHeaders = { 'Content-Type': 'application/json' };

const answerOf = ({ prepared, reply }: Read & Answered): Answer => {
  const { operation } = prepared.placed;
  if (operation.reply === undefined) return { status: 202, headers: {}, body: '' };
  return { status: operation.rest?.status ?? 200, headers: jsonHeaders, body: JSON.stringify(reply) };
};

/** How a caller proves itself here; there is no registered word for it (RFC 9110 wants one with a 401). */
export const challenge = 'Mutual realm="portorium"';

const refusedAnswer = (reason: unknown, { conversation: { conversationId } }: HttpArrived, log: Logger): Answer =>
  problemAnswer(refusalOf(reason, log, conversationId), conversationId, {}, challenge);

export const restRouter = ({ receive, ...parts }: ProtocolParts): Router => {
  const { log } = parts;
  const answer = answering(
    {
      name: 'rest',
      run: receive.rest,
      answered: answerOf,
      refused: (reason, stage) => refusedAnswer(reason, stage, log),
    },
    parts,
  );
  return express.Router({ caseSensitive: true, strict: true }).use(answer);
};
