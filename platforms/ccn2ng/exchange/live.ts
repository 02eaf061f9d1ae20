/** Lets gRPC have messages as they come, where the other protocols ask again and again. */
import type { Call } from '../../../shared-services/kit/call.ts';
import type { Carry } from '../../../shared-services/kit/rpc/calls.ts';
import type { LiveReply } from '../grpc/answer.ts';
import { messagesAsTheyCome, type StreamParts } from './stream.ts';

const streaming = 'ccn2ng.receiveMessages';
const usualLimit = 20;

const liveReply = (parts: StreamParts, { limit = usualLimit }: { readonly limit?: number }, call: Call): LiveReply => ({
  replies: (signal) => messagesAsTheyCome(parts, call, limit, signal),
});

/** Opens the stream here, where the queue is, and carries everything else on. */
export const streamingByGrpc =
  (carry: Carry, parts: StreamParts): Carry =>
  (id, request, call) =>
    id === streaming && call.protocol === 'grpc'
      ? Promise.resolve(liveReply(parts, request as { limit?: number }, call))
      : carry(id, request, call);
