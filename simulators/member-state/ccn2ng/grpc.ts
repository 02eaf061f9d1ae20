/** gRPC over mutual TLS, by the published proto files: as a partner would generate its client. */
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { protoLoadOptions } from '../../../reference-architecture/contract/render/proto.ts';
import type { Declaration } from '../declaration.ts';
import { type Ccn2ngClient, callTimeoutMs, refusalOf, type Tls } from './client.ts';
import { consultAssessment, type Rest } from './rest.ts';

const published = join(import.meta.dirname, '../../../reference-architecture/published');

export interface GrpcService {
  call(method: string, request: unknown, names?: Readonly<Record<string, string>>): Promise<unknown>;
  stream(method: string, request: unknown): grpc.ClientReadableStream<unknown>;
  close(): void;
}

const constructorOf = (application: string, service: string): grpc.ServiceClientConstructor => {
  const loaded = grpc.loadPackageDefinition(
    loadSync(join(published, application, `${application}.proto`), protoLoadOptions),
  );
  const path = ['portorium', application.replaceAll('-', '_'), 'v1', service];
  return path.reduce<unknown>(
    (holder, name) => (holder as grpc.GrpcObject)[name],
    loaded,
  ) as grpc.ServiceClientConstructor;
};

const credentialsOf = ({ key, cert, ca }: Tls) =>
  grpc.credentials.createSsl(Buffer.from(ca), Buffer.from(key), Buffer.from(cert));

const passing: ReadonlySet<grpc.status> = new Set([
  grpc.status.UNAVAILABLE,
  grpc.status.DEADLINE_EXCEEDED,
  grpc.status.RESOURCE_EXHAUSTED,
  grpc.status.INTERNAL,
  grpc.status.CANCELLED,
]);

/** CCN2ng says in metadata what REST would say as a problem; without that it is the connection that failed. */
export const failureOf = (error: grpc.ServiceError): Error => {
  const [refusal] = error.metadata?.get('portorium-refusal-bin') ?? [];
  if (refusal === undefined) return error;
  return refusalOf(JSON.parse(String(refusal)) as object, passing.has(error.code));
};

const metadataOf = (names: Readonly<Record<string, string>>): grpc.Metadata => {
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(names)) metadata.set(name, value);
  return metadata;
};

const largestMessage = 64 * 1024 * 1024;

/** @param address 127.0.0.1:9444 */
export const createGrpcService = (address: string, tls: Tls, application: string, service: string): GrpcService => {
  const client = new (constructorOf(application, service))(address, credentialsOf(tls), {
    'grpc.max_receive_message_length': largestMessage,
    // A platform that was away is looked for again soon.
    'grpc.max_reconnect_backoff_ms': 5000,
  });
  const methodOf = (name: string) => {
    const method = client[name] as ((...given: unknown[]) => unknown) | undefined;
    if (method === undefined) throw new Error(`the published ${application}.proto has no ${service}.${name}`);
    return method.bind(client);
  };
  return {
    call: (method, request, names = {}) =>
      new Promise((resolve, reject) => {
        const options = { deadline: Date.now() + callTimeoutMs };
        methodOf(method)(request, metadataOf(names), options, (error: grpc.ServiceError | null, reply: unknown) =>
          error === null ? resolve(reply) : reject(failureOf(error)),
        );
      }),
    stream: (method, request) => methodOf(method)(request) as grpc.ClientReadableStream<unknown>,
    close: () => client.close(),
  };
};

export const createGrpcClient = (address: string, tls: Tls, rest: Rest): Ccn2ngClient => {
  const consultation = createGrpcService(address, tls, 'entry', 'ENSConsultationDS');
  const analysis = createGrpcService(address, tls, 'entry', 'RiskAnalysisOrchestrationBAS');
  return {
    consult: (query, conversationId) =>
      consultation.call('QueryENS', query, { 'conversation-id': conversationId }) as Promise<Declaration>,
    assessment: (MRN, conversationId) => consultAssessment(rest, MRN, conversationId),
    submit: async (name, message, conversationId) => {
      const names = { 'conversation-id': conversationId, 'message-id': message.MessageHeader.messageId };
      await analysis.call(name, message, names);
    },
    close: async () => {
      consultation.close();
      analysis.close();
      await rest.close();
    },
  };
};
