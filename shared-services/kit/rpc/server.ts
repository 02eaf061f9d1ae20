/** Takes calls from other platforms by gRPC over mutual TLS; the client's certificate says who speaks. */

import type { PeerCertificate } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { Acceptance } from '../call.ts';
import { Refusal } from '../refusal.ts';
import type { Delivered } from '../store/records.ts';
import type { Dispatch } from './dispatch.ts';
import { type CallFrame, type DeliverFrame, frameOf, platformService, type ReplyFrame } from './wire.ts';

export interface RpcServerParts {
  readonly host: string;
  readonly port: number;
  readonly credentials: grpc.ServerCredentials;
  readonly dispatch: Dispatch;
  /** Whether the contracts let that platform send these messages to that subscriber, and the subscriber is here. */
  readonly mayDeliver: (peer: string, subscriber: string, messages: readonly Delivered[]) => boolean;
  /** Hands messages to a subscriber of this process; resolves after its commit. */
  readonly deliver: (subscriber: string, messages: readonly Delivered[]) => Promise<void>;
  /** The platform that a client certificate names; throws a Refusal for any other certificate. */
  readonly platformOf: (certificate: PeerCertificate) => string;
  readonly log: Logger;
}

export interface RpcServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** An answer for the caller instead of a failure of ours. */
class Denied extends Error {
  readonly code: grpc.status;
  constructor(code: grpc.status, details: string) {
    super(details);
    this.code = code;
  }
}

/** gRPC's own codes that tell a caller what kind of failure it was; see client.ts. */
const errorFor = (error: unknown): { code: grpc.status; details: string } => {
  if (error instanceof Denied) return { code: error.code, details: error.message };
  if (error instanceof Refusal && (error.status === 'unavailable' || error.status === 'throttled'))
    return { code: grpc.status.UNAVAILABLE, details: error.code };
  return { code: grpc.status.INTERNAL, details: 'failed; the log has the reason' };
};

type Unary<Request, Reply> = (call: grpc.ServerUnaryCall<Request, Reply>, callback: grpc.sendUnaryData<Reply>) => void;

const peerOf = (call: grpc.ServerUnaryCall<unknown, unknown>, platformOf: RpcServerParts['platformOf']): string => {
  const certificate = call.getAuthContext().sslPeerCertificate;
  if (certificate === undefined) throw new Error('no client certificate');
  return platformOf(certificate);
};

export const startRpcServer = async (parts: RpcServerParts): Promise<RpcServer> => {
  const server = new grpc.Server({ 'grpc.max_receive_message_length': 128 * 1024 * 1024 });

  const guarded =
    <Request, Reply>(work: (peer: string, request: Request) => Promise<Reply>): Unary<Request, Reply> =>
    (call, callback) => {
      let peer: string;
      try {
        peer = peerOf(call as grpc.ServerUnaryCall<unknown, unknown>, parts.platformOf);
      } catch (error) {
        parts.log.warn({ err: error }, 'call with a certificate that names no platform');
        return callback({ code: grpc.status.UNAUTHENTICATED, details: 'the client certificate names no platform' });
      }
      Promise.resolve(call.request)
        .then((request) => work(peer, request))
        .then(
          (reply) => callback(null, reply),
          (error: unknown) => {
            parts.log.error({ err: error, peer }, 'call from another platform failed');
            callback(errorFor(error));
          },
        );
    };

  const perform = (peer: string, frame: CallFrame): Promise<ReplyFrame> => {
    let told: { acceptance?: Acceptance } = {};
    const accepted = (acceptance: Acceptance) => {
      told = { acceptance };
    };
    const call = frame.wantsAcceptance === true ? { ...frame.call, accepted } : frame.call;
    return parts.dispatch(frame.operationId, frame.request, call, peer).then((reply) => ({ reply, ...told }), frameOf);
  };

  server.addService(platformService, {
    Call: guarded<CallFrame[], ReplyFrame[]>((peer, frames) =>
      Promise.all(frames.map((frame) => perform(peer, frame))),
    ),
    Deliver: guarded<DeliverFrame, object>(async (peer, { subscriber, messages }) => {
      if (!parts.mayDeliver(peer, subscriber, messages))
        throw new Denied(grpc.status.PERMISSION_DENIED, `no contract lets ${peer} send this to ${subscriber}`);
      await parts.deliver(subscriber, messages);
      return {};
    }),
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${parts.host}:${parts.port}`, parts.credentials, (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => {
          server.forceShutdown();
          resolve();
        }, 2000);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
};
