/** One gRPC call from its arrival to its answer. */
import { once } from 'node:events';
import {
  Metadata,
  type MetadataValue,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import { receiptHeader } from '../../../reference-architecture/contract/receipt.ts';
import type { Place } from '../../../shared-services/gateway/admission.ts';
import { type Conversation, conversationOf } from '../../../shared-services/gateway/conversation.ts';
import { refusalOf } from '../../../shared-services/gateway/problem.ts';
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, Receipted } from '../../../shared-services/gateway/steps/stages.ts';
import type { ProtocolParts } from '../protocols/parts.ts';
import type { GrpcRequest } from '../stages.ts';
import { refusalStatus } from './status.ts';

type AnyCall = ServerUnaryCall<GrpcRequest, unknown> | ServerWritableStream<GrpcRequest, unknown>;

/** What a live stream gives instead of one reply: replies until nobody wants more. */
export interface LiveReply {
  readonly replies: (signal: AbortSignal) => AsyncIterable<unknown>;
}

const isLive = (reply: unknown): reply is LiveReply => typeof (reply as LiveReply | undefined)?.replies === 'function';

const single = (values: readonly MetadataValue[]): string | undefined =>
  values.length === 1 ? String(values[0]) : undefined;

const conversationIn = ({ metadata }: AnyCall): Conversation => {
  const names = ['conversation-id', 'traceparent'];
  return conversationOf({ headers: Object.fromEntries(names.map((name) => [name, single(metadata.get(name))])) });
};

const tellConversation = (
  call: AnyCall,
  { conversationId, traceparent }: Conversation,
  { receipt }: Receipted = {},
): void => {
  const metadata = new Metadata();
  if (receipt !== undefined) metadata.set(receiptHeader.toLowerCase(), receipt);
  metadata.set('conversation-id', conversationId);
  metadata.set('traceparent', traceparent);
  call.sendMetadata(metadata);
};

/** `127.0.0.1:4711` or `[::1]:4711` without the port. */
const addressOf = (call: AnyCall): string => call.getPeer().replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');

interface Answering {
  readonly called: PlacedOperation;
  readonly parts: ProtocolParts;
}

/** The reply, with the caller's place still taken; a refusal is thrown as gRPC's status. */
const receive = async (call: AnyCall, conversation: Conversation, place: Place, { called, parts }: Answering) => {
  const certificate = call.getAuthContext().sslPeerCertificate;
  const { metadata, request } = call;
  const remoteAddress = addressOf(call);
  const outcome = await parts.receive.third({
    conversation,
    place,
    called,
    request,
    metadata,
    certificate,
    remoteAddress,
  });
  const noted = { connection: { remoteAddress }, caller: (outcome.stage as Partial<Authenticated>).caller };
  if (outcome.done) {
    parts.notes?.answered(noted);
    return outcome.stage;
  }
  await parts.addresses?.refused({ remoteAddress }, outcome.reason);
  const { conversationId } = conversation;
  parts.notes?.refused(outcome.reason, { ...noted, protocol: 'grpc', operation: called.id, conversationId });
  throw refusalStatus(refusalOf(outcome.reason, parts.log, conversationId), conversationId);
};

const measured = async <T>({ called, parts }: Answering, work: () => Promise<T>): Promise<T> => {
  const sinceMs = performance.now();
  let code: number = status.OK;
  try {
    return await work();
  } catch (error) {
    code = (error as { code?: number }).code ?? status.INTERNAL;
    throw error;
  } finally {
    parts.metrics.request('grpc', called.id, status[code] ?? String(code), (performance.now() - sinceMs) / 1000);
  }
};

/** The status that a call ends with; a failure of ours is logged and told as such. */
const endOf = (error: unknown, { log }: ProtocolParts, { conversationId }: Conversation) =>
  typeof (error as { code?: unknown }).code === 'number'
    ? (error as { code: status })
    : refusalStatus(refusalOf(error, log, conversationId), conversationId);

export const answerUnary =
  (answering: Answering) =>
  (call: ServerUnaryCall<GrpcRequest, unknown>, callback: sendUnaryData<unknown>): void => {
    // Begun and broken off at once (CVE-2023-44487): nobody waits for it, and nothing is done for it.
    if (call.cancelled) return;
    const conversation = conversationIn(call);
    const place = answering.parts.admission.place();
    measured(answering, () => receive(call, conversation, place, answering))
      .then(
        (stage) => {
          tellConversation(call, conversation, stage);
          callback(null, stage.reply ?? {});
        },
        (error: unknown) => callback(endOf(error, answering.parts, conversation)),
      )
      .finally(place.leave);
  };

/** A caller who reads slowly is waited for: nothing is read ahead for it. */
const writeAll = async (
  call: ServerWritableStream<GrpcRequest, unknown>,
  reply: unknown,
  { signal, assertStillTrusted }: { readonly signal: AbortSignal; readonly assertStillTrusted: () => void },
) => {
  if (!isLive(reply)) {
    call.write(reply ?? {});
    return;
  }
  for await (const one of reply.replies(signal)) {
    // A stream may outlive the certificate with which it was opened.
    assertStillTrusted();
    if (!call.write(one)) await once(call, 'drain', { signal });
  }
};

/** @param stopping aborts when the gateway stops: open streams end then, and callers come again */
export const answerStream =
  (answering: Answering, stopping: AbortSignal) =>
  (call: ServerWritableStream<GrpcRequest, unknown>): void => {
    if (call.cancelled) return;
    const conversation = conversationIn(call);
    const place = answering.parts.admission.place();
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, stopping]);
    const stream = async () => {
      const { reply, caller } = await receive(call, conversation, place, answering);
      if (isLive(reply)) place.wait(caller.party);
      tellConversation(call, conversation);
      const certificate = call.getAuthContext().sslPeerCertificate ?? {};
      const { trust, partners } = answering.parts;
      const assertStillTrusted = () => {
        trust.assertTrusted(certificate);
        if (partners?.isBarred('party', caller.party)) throw refuse('PARTNER_BLOCKED');
      };
      await writeAll(call, reply, { signal, assertStillTrusted });
      if (stopping.aborted) throw refuse('SERVICE_UNAVAILABLE', { retryAfterMs: 1000 });
    };
    call.on('cancelled', () => ended.abort());
    call.on('close', () => ended.abort());
    call.on('error', () => ended.abort());
    measured(answering, stream)
      .then(
        () => call.end(),
        (error: unknown) => {
          if (!ended.signal.aborted) call.emit('error', endOf(error, answering.parts, conversation));
        },
      )
      .finally(place.leave);
  };
