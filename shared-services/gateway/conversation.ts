/** The names under which a request is found again: on every answer, log line and audit record. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '../kit/call.ts';
import { continueTrace } from '../kit/trace.ts';

export interface Conversation {
  readonly conversationId: string;
  readonly traceparent: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const singleHeader = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Goes on with the caller's conversation where its id is a UUID; otherwise begins a new one. */
export const conversationOf = ({ headers }: Pick<IncomingMessage, 'headers'>): Conversation => {
  const given = singleHeader(headers['conversation-id']);
  return {
    conversationId: given !== undefined && uuid.test(given) ? given.toLowerCase() : newId(),
    traceparent: continueTrace(singleHeader(headers.traceparent)),
  };
};

export const tellConversation = (response: ServerResponse, { conversationId, traceparent }: Conversation): void => {
  response.setHeader('Conversation-Id', conversationId);
  response.setHeader('traceparent', traceparent);
};
