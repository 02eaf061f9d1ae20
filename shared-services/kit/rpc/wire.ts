/**
 * The one gRPC service that platforms speak among themselves. Contracts are rendered to proto for partners; inside, one
 * frame carries any operation as JSON, many calls in one unary call: a call per message would cap the hot path at a few
 * thousand a second (see reference-architecture/decisions).
 */
import type { ServiceDefinition } from '@grpc/grpc-js';
import type { RefusalStatus } from '../../../reference-architecture/contract/language.ts';
import type { Acceptance, Call } from '../call.ts';
import { type Fault, Refusal } from '../refusal.ts';
import type { Delivered } from '../store/records.ts';

export interface CallFrame {
  readonly operationId: string;
  readonly request: unknown;
  readonly call: Call;
  /** The caller gives a receipt: it wants to know what was committed. */
  readonly wantsAcceptance?: true;
}

export interface RefusalFrame {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly retryAfterMs?: number;
}

export type ReplyFrame =
  | { readonly reply: unknown; readonly acceptance?: Acceptance }
  | { readonly refusal: RefusalFrame }
  | { readonly failure: string };

export interface DeliverFrame {
  readonly subscriber: string;
  readonly messages: readonly Delivered[];
}

const encode = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const decode = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

const unary = (path: string) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: encode,
  requestDeserialize: decode,
  responseSerialize: encode,
  responseDeserialize: decode,
});

export const platformService = {
  Call: unary('/portorium.platform.v1.Platform/Call'),
  Deliver: unary('/portorium.platform.v1.Platform/Deliver'),
} as const satisfies ServiceDefinition;

/** Our own failures cross the wire without their text: it may hold what only our log may know. */
export const frameOf = (error: unknown): ReplyFrame =>
  error instanceof Refusal
    ? {
        refusal: {
          code: error.code,
          status: error.status,
          title: error.title,
          faults: error.faults,
          ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
        },
      }
    : { failure: 'INTERNAL_FAULT' };

/** @param accepted of the call: a function stays where it is, what it is told comes with the frame */
export const outcomeOf = (frame: ReplyFrame, accepted?: Call['accepted']): unknown => {
  if ('refusal' in frame) throw new Refusal(frame.refusal);
  if ('failure' in frame) throw new Error('the other platform failed; its log has the reason');
  if (frame.acceptance !== undefined) accepted?.(frame.acceptance);
  // A one-way operation answers nothing, and JSON leaves nothing of it.
  return frame.reply;
};
