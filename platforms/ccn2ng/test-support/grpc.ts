/** A gRPC client as a partner makes it: from the published proto file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { protoLoadOptions } from '../../../reference-architecture/contract/render/proto.ts';
import type { TlsMaterial } from '../../uumds/certificate-authority/certificates.ts';
import { protoOf } from '../grpc/definitions.ts';
import { catalogue } from './gateway.ts';

export type Reply = Record<string, unknown>;

export interface UnaryClient {
  call(method: string, request: unknown, metadata?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Metadata that comes with the reply. */
  metadataOf(method: string, request: unknown): Promise<Readonly<Record<string, grpc.MetadataValue>>>;
  stream(method: string, request: unknown): grpc.ClientReadableStream<Reply>;
  close(): void;
}

/** The file that a partner downloads, whether it is committed yet or not. */
const protoFileOf = (application: string): { path: string; remove: () => void } => {
  const published = join(
    import.meta.dirname,
    '../../../reference-architecture/published',
    application,
    `${application}.proto`,
  );
  try {
    readFileSync(published);
    return { path: published, remove: () => {} };
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'portorium-proto-'));
    const path = join(folder, `${application}.proto`);
    writeFileSync(path, protoOf(catalogue.find(({ name }) => name === application)!)!);
    return { path, remove: () => rmSync(folder, { recursive: true }) };
  }
};

const constructorOf = (application: string, service: string): grpc.ServiceClientConstructor => {
  const { path, remove } = protoFileOf(application);
  const loaded = grpc.loadPackageDefinition(loadSync(path, protoLoadOptions));
  remove();
  const portorium = loaded.portorium as grpc.GrpcObject;
  const ofApplication = portorium[application.replaceAll('-', '_')] as grpc.GrpcObject;
  return (ofApplication.v1 as grpc.GrpcObject)[service] as grpc.ServiceClientConstructor;
};

export const grpcClient = (
  address: string,
  { application, service }: { readonly application: string; readonly service: string },
  { key, cert, ca }: TlsMaterial,
): UnaryClient => {
  const credentials = grpc.credentials.createSsl(Buffer.from(ca), Buffer.from(key), Buffer.from(cert));
  const client = new (constructorOf(application, service))(address, credentials, {
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': 64 * 1024 * 1024,
  });
  const methods = client as unknown as Record<string, (...given: unknown[]) => unknown>;
  return {
    call: (method, request, names = {}) =>
      new Promise((resolve, reject) => {
        const metadata = new grpc.Metadata();
        for (const [name, value] of Object.entries(names)) metadata.set(name, value);
        const options = { deadline: Date.now() + 10_000 };
        methods[method]!.call(client, request, metadata, options, (error: Error | null, reply: Reply) =>
          error === null ? resolve(reply) : reject(error),
        );
      }),
    metadataOf: (method, request) =>
      new Promise((resolve, reject) => {
        const call = methods[method]!.call(
          client,
          request,
          { deadline: Date.now() + 10_000 },
          (error: Error | null) => {
            if (error !== null) reject(error);
          },
        ) as grpc.ClientUnaryCall;
        call.on('metadata', (metadata) => resolve(metadata.getMap()));
      }),
    stream: (method, request) => methods[method]!.call(client, request) as grpc.ClientReadableStream<Reply>,
    close: () => client.close(),
  };
};

/** The refusal in the metadata of a status. */
export const refusalIn = (error: unknown): Record<string, unknown> => {
  const [bytes] = (error as grpc.ServiceError).metadata.get('portorium-refusal-bin');
  return JSON.parse(String(bytes)) as Record<string, unknown>;
};
