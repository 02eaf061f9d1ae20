/** Answers of a REST operation: the reply, the taking of a one-way message, and every refusal as a problem. */
import { commonRefusals } from '../common-refusals.ts';
import type { Operation, RefusalStatus } from '../language.ts';
import { givesReceipt, receiptHeader, receiptSentence } from '../receipt.ts';
import { httpStatusOf } from './http.ts';
import type { Components, JsonObject } from './json-components.ts';
import { problem } from './problem.ts';

export const responseHeaders: JsonObject = {
  'Conversation-Id': {
    description:
      'Conversation under which the call is on the audit log: that of the request, where it named one by a UUID; otherwise a new one.',
    schema: { type: 'string' },
  },
  [receiptHeader]: { description: `${receiptSentence} Compact JWS.`, schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds after which it makes sense to ask again.', schema: { type: 'integer' } },
};

const header = (name: string): JsonObject => ({ [name]: { $ref: `#/components/headers/${name}` } });

/** The problem component. Further members may come, so it is open (RFC 9457, section 3.2). */
export const addProblem = (components: Components): void => {
  components.use({ ...problem, additionalProperties: true } as typeof problem, 'urn:portorium:fault:1');
};

type Reasons = readonly (readonly [code: string, title: string])[];

/** Refusals of the operation, and those that any operation may answer with, by kind. */
const reasonsByStatus = (operation: Operation): Map<RefusalStatus, Reasons> => {
  const reasons = new Map<RefusalStatus, Reasons>();
  for (const [code, { status, title }] of Object.entries({ ...operation.refusals, ...commonRefusals })) {
    reasons.set(status, [...(reasons.get(status) ?? []), [code, title]]);
  }
  return reasons;
};

const problemResponse = (status: RefusalStatus, reasons: Reasons): JsonObject => {
  const again = status === 'throttled' || status === 'unavailable';
  return {
    description: reasons.map(([code, title]) => `\`${code}\`: ${title}`).join('\n\n'),
    headers: { ...header('Conversation-Id'), ...(again ? header('Retry-After') : {}) },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    'x-portorium-codes': reasons.map(([code]) => code),
  };
};

const success = (operation: Operation, components: Components): [string, JsonObject] => {
  const headers = { ...header('Conversation-Id'), ...(givesReceipt(operation) ? header(receiptHeader) : {}) };
  const { reply } = operation;
  if (reply === undefined) {
    const description = 'The message was taken; any answer comes as a message of its own.';
    return ['202', { description, headers }];
  }
  // A reply that repeats in a stream is, by REST, the one that can be given now.
  const schema = components.message(reply);
  const status = String(operation.rest?.status ?? 200);
  return [status, { description: reply.title, headers, content: { 'application/json': { schema } } }];
};

/** All responses by HTTP status, in ascending order. */
export const responsesOf = (operation: Operation, components: Components): JsonObject => {
  const problems = [...reasonsByStatus(operation)].map(
    ([status, reasons]) => [String(httpStatusOf[status]), problemResponse(status, reasons)] as const,
  );
  return Object.fromEntries([success(operation, components), ...problems]);
};
