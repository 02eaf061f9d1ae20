/**
 * Calls another platform: deadline, circuit breaker, bounded number of calls under way. Quick calls that arrive together
 * share a frame; another query goes alone, for it may wait long for its answer (a mailbox), and nobody else's may wait with it.
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
  /** Whether calls of this operation may share a frame: true for what is quick, commands and look-ups. */
  readonly isBatched: (operationId: string) => boolean;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** How long the breaker stays open before one call tries again; 2 seconds if not said. */
  readonly resetTimeoutMs?: number;
}

export interface RpcClient {
  call(operationId: string, request: unknown, call: Call): Promise<unknown>;
  deliver(subscriber: string, messages: readonly Delivered[]): Promise<void>;
  /** Calls made from now on go by a new connection; those under way end on the old one. */
  renewCredentials(credentials: grpc.ChannelCredentials): void;
  stop(): void;
}

const maxFrames = 64;
/** Characters of received content in one frame: a frame must stay far below what the server takes. */
const maxFrameLength = 8 * 1024 * 1024;
const deliverTimeoutMs = 30_000;
/** A query may wait for news. */
const longestCallMs = 120_000;

interface Waiting {
  readonly frame: CallFrame;
  readonly resolve: (frame: ReplyFrame) => void;
  readonly reject: (reason: unknown) => void;
}

interface Group {
  readonly calls: Waiting[];
  /** Characters of received content. */
  length: number;
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

const late = (platform: string) =>
  new Refusal({
    code: 'DEADLINE_EXCEEDED',
    status: 'timeout',
    title: `The platform ${platform} did not answer in time. The outcome is unknown: send the same message again.`,
  });

/** Codes that come from the transport, or say that the server takes nothing now: it is away, whoever asks what. */
const awayCodes: ReadonlySet<grpc.status> = new Set([
  grpc.status.UNAVAILABLE,
  grpc.status.DEADLINE_EXCEEDED,
  grpc.status.CANCELLED,
  grpc.status.UNAUTHENTICATED,
]);
const meansAway = (code: grpc.status) => awayCodes.has(code);

const refusalOf = (platform: string, error: unknown): unknown => {
  if (error instanceof Refusal) return error;
  return (error as grpc.ServiceError).code === grpc.status.DEADLINE_EXCEEDED
    ? late(platform)
    : unavailable(platform, error as Error);
};

const frameFor = (operationId: string, request: unknown, call: Call): CallFrame => ({
  operationId,
  request,
  call,
  ...(call.accepted === undefined ? {} : { wantsAcceptance: true }),
});

const connect = ({ address, serverName }: RpcClientParts, credentials: grpc.ChannelCredentials): Client => {
  const Constructor = grpc.makeGenericClientConstructor(platformService, 'Platform');
  return new Constructor(address, credentials, {
    'grpc.max_receive_message_length': 128 * 1024 * 1024,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2000,
    ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
  }) as unknown as Client;
};

export const createRpcClient = (parts: RpcClientParts): RpcClient => {
  let client = connect(parts, parts.credentials);
  const left = new Map<Client, NodeJS.Timeout>();

  /** A call that is under way keeps the connection on which it was made until its deadline. */
  const leave = (one: Client) => {
    const close = () => {
      left.delete(one);
      one.close();
    };
    left.set(one, setTimeout(close, longestCallMs).unref());
  };

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

  const breaker = createBreaker({
    name: parts.platform,
    maxUnderWay: 512,
    metrics: parts.metrics,
    ...(parts.resetTimeoutMs === undefined ? {} : { resetTimeoutMs: parts.resetTimeoutMs }),
  });

  /** A server that answers that it failed is alive: the breaker, which others share, must not take it for dead. */
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    const outcome = await breaker
      .run<{ value: T } | { failed: unknown }>(() =>
        work().then(
          (value) => ({ value }),
          (error: grpc.ServiceError) => {
            if (meansAway(error.code)) throw error;
            return { failed: error };
          },
        ),
      )
      .catch((error: unknown) => {
        throw refusalOf(parts.platform, error);
      });
    if ('failed' in outcome) throw outcome.failed;
    return outcome.value;
  };

  const waiting = new Map<string, Group>();

  const sendGroup = ({ calls }: Group) => {
    const frames = calls.map(({ frame }) => frame);
    const deadlineAtMs = Math.max(...frames.map(({ call }) => call.deadlineAtMs));
    guarded(() => send(frames, deadlineAtMs)).then(
      (replies) =>
        calls.forEach(({ resolve }, position) => {
          resolve(replies[position] ?? { failure: 'INTERNAL_FAULT' });
        }),
      (error: unknown) => {
        for (const { reject } of calls) reject(error);
      },
    );
  };

  const flush = (operationId: string, group: Group) => {
    // Sent already, because it was full: what waits now is another group, with its own turn.
    if (waiting.get(operationId) !== group) return;
    waiting.delete(operationId);
    sendGroup(group);
  };

  const join = (operationId: string, one: Waiting) => {
    const open = waiting.get(operationId);
    const group = open ?? { calls: [], length: 0 };
    group.calls.push(one);
    group.length += one.frame.call.received?.text.length ?? 0;
    if (open === undefined) {
      waiting.set(operationId, group);
      setImmediate(flush, operationId, group);
    }
    if (group.calls.length >= maxFrames || group.length >= maxFrameLength) flush(operationId, group);
  };

  const enqueue = (frame: CallFrame) =>
    new Promise<ReplyFrame>((resolve, reject) => {
      const one = { frame, resolve, reject };
      if (parts.isBatched(frame.operationId)) join(frame.operationId, one);
      else sendGroup({ calls: [one], length: 0 });
    });

  return {
    call: async (operationId, request, call) =>
      outcomeOf(await enqueue(frameFor(operationId, request, call)), call.accepted),
    deliver: (subscriber, messages) => guarded(() => deliver({ subscriber, messages })),
    renewCredentials: (credentials) => {
      leave(client);
      client = connect(parts, credentials);
    },
    stop: () => {
      for (const [one, timer] of left) {
        clearTimeout(timer);
        one.close();
      }
      left.clear();
      client.close();
    },
  };
};
