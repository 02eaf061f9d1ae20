/** A refusal in the words of gRPC: a status, and what REST would say as a problem in metadata. */
import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import type { RefusalStatus } from '../../../reference-architecture/contract/language.ts';
import { problemOf } from '../../../shared-services/gateway/problem.ts';
import type { Refusal } from '../../../shared-services/kit/refusal.ts';

/** Binary metadata with the refusal as JSON: code, title, faults with JSON pointers, conversation. */
export const refusalKey = 'portorium-refusal-bin';

const statusOf: Readonly<Record<RefusalStatus, status>> = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  notFound: status.NOT_FOUND,
  notAllowed: status.UNIMPLEMENTED,
  notAcceptable: status.INVALID_ARGUMENT,
  conflict: status.FAILED_PRECONDITION,
  // gRPC's own word for a message beyond the limit.
  tooLarge: status.RESOURCE_EXHAUSTED,
  unsupportedType: status.INVALID_ARGUMENT,
  throttled: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  timeout: status.DEADLINE_EXCEEDED,
  internal: status.INTERNAL,
};

/** Clients take about 8 KiB of metadata; base64 adds a third. */
const maxRefusalBytes = 4096;

/** As many faults as fit, and how many more there are. */
const jsonOf = (refusal: Refusal, conversationId: string): string => {
  const { status: _, ...problem } = problemOf(refusal, conversationId);
  const faults = problem.faults ?? [];
  for (let kept = faults.length; ; kept = Math.floor(kept / 2)) {
    const more = kept === faults.length ? {} : { faultsLeftOut: faults.length - kept };
    const json = JSON.stringify({ ...problem, ...(kept === 0 ? {} : { faults: faults.slice(0, kept) }), ...more });
    if (kept === 0 || Buffer.byteLength(json) <= maxRefusalBytes) return json;
  }
};

export const refusalStatus = (refusal: Refusal, conversationId: string): StatusObject => {
  const metadata = new Metadata();
  metadata.set(refusalKey, Buffer.from(jsonOf(refusal, conversationId)));
  metadata.set('conversation-id', conversationId);
  return { code: statusOf[refusal.status], details: refusal.title, metadata };
};
