/**
 * Calls another platform: deadline, circuit breaker, bounded number of calls under way, and many calls in one frame when
 * they arrive together.
 */
import * as grpc from '@grpc/grpc-js';
import { createBreaker } from '../breaker.ts';
import type { Call } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import type { Delivered } from '../store/records.ts';
import { type CallFrame, type DeliverFrame, outcomeOf, platformService, type ReplyFrame } from './wire.ts';

export interface RpcClientParts {
  /** Platform that is called. */
  readonly platform: string;
  readonly address: string;
  readonly credentials: grpc.ChannelCredentials;
  /** Name in the server's certificate, where it is not the host name of the address. */
  readonly serverName?: string;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

export interface RpcClient {
  call(operationId: string, request: unknown, call: Call): Promise<unknown>;
  deliver(subscriber: string, messages: readonly Delivered[]): Promise<void>;
  stop(): void;
}

const maxFrames = 64;
const deliverTimeoutMs = 30_000;

interface Waiting {
  readonly frame: CallFrame;
  readonly resolve: (frame: ReplyFrame) => void;
  readonly reject: (reason: unknown) => void;
}

type Client = grpc.Client & {
  Call(frames: CallFrame[], options: grpc.CallOptions, callback: grpc.requestCallback<ReplyFrame[]>): void;
  Deliver(frame: DeliverFrame, options: grpc.CallOptions, callback: grpc.requestCallback<object>): void;
};

const unavailable = (platform: string, error: Error) =>
  new Refusal({
    code: 'SERVICE_UNAVAILABLE',
    status: 'unavailable',
    title: `The platform ${platform} cannot be reached now. Send the same message again later.`,
    retryAfterMs: 2000,
    detail: error.message,
  });

export const createRpcClient = (parts: RpcClientParts): RpcClient => {
  const Constructor = grpc.makeGenericClientConstructor(platformService, 'Platform');
  const client = new Constructor(parts.address, parts.credentials, {
    'grpc.max_receive_message_length': 128 * 1024 * 1024,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2000,
    ...(parts.serverName === undefined ? {} : { 'grpc.ssl_target_name_override': parts.serverName }),
  }) as unknown as Client;

  const send = (frames: CallFrame[], deadlineAtMs: number) =>
    new Promise<ReplyFrame[]>((resolve, reject) => {
      client.Call(frames, { deadline: new Date(deadlineAtMs) }, (error, replies) =>
        error ? reject(error) : resolve(replies ?? []),
      );
    });
  const deliver = (frame: DeliverFrame) =>
    new Promise<void>((resolve, reject) => {
      client.Deliver(frame, { deadline: new Date(parts.clock.nowMs() + deliverTimeoutMs) }, (error) =>
        error ? reject(error) : resolve(),
      );
    });

  const breaker = createBreaker({ name: parts.platform, maxUnderWay: 512, metrics: parts.metrics });
  const waiting = new Map<string, Waiting[]>();

  const flush = (operationId: string) => {
    const group = waiting.get(operationId) ?? [];
    waiting.delete(operationId);
    if (group.length === 0) return;
    const deadlineAtMs = Math.max(...group.map(({ frame }) => frame.call.deadlineAtMs));
    breaker
      .run(() =>
        send(
          group.map(({ frame }) => frame),
          deadlineAtMs,
        ),
      )
      .then(
        (replies) => {
          group.forEach(({ resolve }, position) => {
            resolve(replies[position] ?? { failure: 'INTERNAL_FAULT' });
          });
        },
        (error: Error) => {
          const refusal = error instanceof Refusal ? error : unavailable(parts.platform, error);
          for (const { reject } of group) reject(refusal);
        },
      );
  };

  const enqueue = (frame: CallFrame) =>
    new Promise<ReplyFrame>((resolve, reject) => {
      const group = waiting.get(frame.operationId) ?? [];
      group.push({ frame, resolve, reject });
      waiting.set(frame.operationId, group);
      if (group.length === 1) setImmediate(flush, frame.operationId);
      else if (group.length >= maxFrames) flush(frame.operationId);
    });

  return {
    call: async (operationId, request, call) => outcomeOf(await enqueue({ operationId, request, call })),
    deliver: (subscriber, messages) => breaker.run(() => deliver({ subscriber, messages })),
    stop: () => client.close(),
  };
};
