/** REST: one router for all operations of all contracts. */
import express, { type Router } from 'express';
import type { Answer } from '../../../shared-services/gateway/answer.ts';
import { answering } from '../../../shared-services/gateway/answering.ts';
import { problemAnswer, refusalOf } from '../../../shared-services/gateway/problem.ts';
import type { Answered, HttpArrived, Read } from '../../../shared-services/gateway/steps/stages.ts';
import { documentFor, type ProtocolParts } from './parts.ts';

const jsonHeaders = { 'Content-Type': 'application/json' };

const answerOf = ({ prepared, reply }: Read & Answered): Answer => {
  const { operation } = prepared.placed;
  if (operation.reply === undefined) return { status: 202, headers: {}, body: '' };
  return { status: operation.rest?.status ?? 200, headers: jsonHeaders, body: JSON.stringify(reply) };
};

/** The refusal as problem details; a refused filing also gets its business document, under its name. */
const refusedAnswer = (reason: unknown, stage: HttpArrived & Partial<Read>, { log, clock }: ProtocolParts): Answer => {
  const { conversationId } = stage.conversation;
  const refusal = refusalOf(reason, log, conversationId);
  const document = documentFor(refusal, stage, clock);
  return problemAnswer(
    refusal,
    conversationId,
    document === undefined ? {} : { [document.message.name]: document.content },
  );
};

export const restRouter = (parts: ProtocolParts): Router => {
  const answer = answering(
    {
      name: 'rest',
      run: parts.receive.rest,
      answered: answerOf,
      refused: (reason, stage) => refusedAnswer(reason, stage, parts),
    },
    parts,
  );
  return express.Router({ caseSensitive: true, strict: true }).use(answer);
};
