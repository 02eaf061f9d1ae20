/** The express application of a gateway, with what holds for every path; the gateway mounts its protocols. */
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from '../kit/logging.ts';
import { sendAnswer } from './answer.ts';
import { type Conversation, conversationOf, tellConversation } from './conversation.ts';
import { assertHeaders } from './headers.ts';
import type { GatewayLimits } from './limits.ts';
import { problemAnswer, refusalOf } from './problem.ts';
import { refuse } from './refusals.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { SecurityNotes } from './security-notes.ts';
import { connectionOf } from './throttling/address.ts';

export interface AppParts {
  readonly limits: GatewayLimits;
  readonly secure: boolean;
  readonly log: Logger;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes | undefined;
  /** Paths in the order in which they are asked. */
  readonly mounts: readonly (readonly [path: string, router: Router])[];
}

/** Set before anything else happens to a request. */
export const conversationIn = (response: Response): Conversation => response.locals.conversation as Conversation;

const beginConversation = (request: Request, response: Response) => {
  const conversation = conversationOf(request);
  response.locals.conversation = conversation;
  tellConversation(response, conversation);
};

/** The last word on whatever no router answered. */
const answerProblem =
  ({ log, notes }: Pick<AppParts, 'log' | 'notes'>) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const { conversationId } = conversationIn(response);
    notes?.refused(error, { connection: connectionOf(request), protocol: 'http', conversationId });
    sendAnswer(request, response, problemAnswer(refusalOf(error, log, conversationId), conversationId));
  };

export const createApp = ({ limits, secure, log, notes, mounts }: AppParts): Express => {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.set('query parser', false);
  app.use((request: Request, response: Response, next: NextFunction) => {
    beginConversation(request, response);
    setSecurityHeaders(response, secure);
    assertHeaders(request, limits);
    next();
  });
  for (const [path, router] of mounts) app.use(path, router);
  app.use(() => {
    throw refuse('OPERATION_UNKNOWN');
  });
  app.use(answerProblem({ log, notes }));
  return app;
};
