/** Sends an answer, also to a caller that is still talking. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './body.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const lingerMs = 1000;

/**
 * The body of the request will not be read: the connection cannot serve another one. The rest is thrown away for a
 * moment before the connection closes; a caller whose bytes meet a closed door would lose our answer too.
 */
const sendAndHangUp = (request: IncomingMessage, response: ServerResponse, body: string | Uint8Array) => {
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
    request.socket.destroySoon();
  };
  const timer = setTimeout(end, lingerMs);
  timer.unref();
  request.once('end', end).once('close', end);
  request.resume();
};

/** A file has bytes. */
export interface Sendable extends Omit<Answer, 'body'> {
  readonly body: string | Uint8Array;
}

export const sendAnswer = (request: IncomingMessage, response: ServerResponse, answer: Sendable): void => {
  if (response.headersSent || response.destroyed) return;
  const hangUp = !request.complete && hasBody(request);
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'Content-Length': length }),
    ...(hangUp ? { Connection: 'close' } : {}),
  });
  if (hangUp) sendAndHangUp(request, response, answer.body);
  else response.end(answer.body);
};
