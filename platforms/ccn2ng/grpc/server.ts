/** gRPC over mutual TLS: the published services, each operation behind the same table of steps as REST and SOAP. */
import type { Http2SecureServer } from 'node:http2';
import * as grpc from '@grpc/grpc-js';
import { watchHandshakes } from '../../../shared-services/gateway/handshakes.ts';
import type { GatewayLimits } from '../../../shared-services/gateway/limits.ts';
import type { MutualTls } from '../../../shared-services/kit/identity/tls.ts';
import { serverMutualTls } from '../../../shared-services/kit/rpc/credentials.ts';
import type { ProtocolParts } from '../protocols/parts.ts';
import { answerStream, answerUnary } from './answer.ts';
import type { GrpcService, OfferedMethod } from './definitions.ts';

export interface GrpcServerParts extends ProtocolParts {
  readonly services: readonly GrpcService[];
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly limits: GatewayLimits;
  readonly tls: MutualTls;
}

export interface GrpcListening {
  /** `127.0.0.1:9444` */
  readonly address: string;
  /** For connections made from now on. */
  renewCertificates(tls: MutualTls): void;
  stop(): Promise<void>;
}

const maxCallsOfConnection = 256;

const handlerOf = ({ placed, method }: OfferedMethod, parts: ProtocolParts, stopping: AbortSignal) => {
  const answering = { called: placed, parts };
  return method.responseStream ? answerStream(answering, stopping) : answerUnary(answering);
};

const bind = (server: grpc.Server, address: string, credentials: grpc.ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });

/** grpc-js keeps its servers to itself, and says nothing of handshakes. @throws {Error} where it keeps them no more as it did */
const secureServersOf = (server: grpc.Server): Http2SecureServer[] => {
  const { http2Servers } = server as unknown as { readonly http2Servers?: ReadonlyMap<Http2SecureServer, unknown> };
  const servers = [...(http2Servers?.keys() ?? [])];
  if (servers.length === 0) throw new Error('grpc-js has no servers whose handshakes could be guarded');
  return servers;
};

const guard = (server: grpc.Server, { addresses, notes, log, limits }: GrpcServerParts): void => {
  for (const one of secureServersOf(server)) {
    one.maxConnections = limits.maxConnections;
    watchHandshakes(one, { demandsCertificate: true, connections: addresses?.connections, notes, log });
  }
};

const shutDown = (server: grpc.Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    // What a stranger has left half open must not keep the process: it is closed, and not waited for.
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });

export const listenGrpc = async (parts: GrpcServerParts): Promise<GrpcListening> => {
  const { host, port, limits, services } = parts;
  const stopping = new AbortController();
  const server = new grpc.Server({
    'grpc.max_receive_message_length': limits.maxBytes,
    'grpc.max_concurrent_streams': maxCallsOfConnection,
    // A peer that is gone without a word is noticed, and its streams end.
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
  });
  for (const { definition, methods } of services) {
    const handlers = Object.entries(methods).map(([name, one]) => [name, handlerOf(one, parts, stopping.signal)]);
    server.addService(definition, Object.fromEntries(handlers) as grpc.UntypedServiceImplementation);
  }
  const { credentials, renew } = serverMutualTls(parts.tls);
  const bound = await bind(server, `${host}:${port}`, credentials);
  guard(server, parts);
  return {
    address: `${host}:${bound}`,
    renewCertificates: renew,
    stop: () => {
      stopping.abort();
      return shutDown(server, limits.stopGraceMs);
    },
  };
};
