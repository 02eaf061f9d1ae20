/** Services as @grpc/grpc-js wants them, from the published proto files; a contract not published yet is rendered here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type { Application, PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import { pascalCase } from '../../../reference-architecture/contract/render/names.ts';
import {
  protoLoadOptions,
  protoPackageOf,
  protoServiceOf,
  renderProto,
} from '../../../reference-architecture/contract/render/proto.ts';
import type { GrpcRequest } from '../stages.ts';

const publishedFolder = join(import.meta.dirname, '../../../reference-architecture/published');

/** Field numbers are those of the published file, also where the contract has grown since. */
export const protoOf = (application: Application): string | undefined => {
  const file = join(publishedFolder, application.name, `${application.name}.proto`);
  return renderProto(application, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
};

const loaded = (application: Application) => {
  const proto = protoOf(application);
  if (proto === undefined) return {};
  const { root } = protobuf.parse(proto, { keepCase: true });
  return fromJSON(root.toJSON(), protoLoadOptions);
};

/** Keeps the bytes beside what they say; bytes that say nothing are refused with a word, not by the transport. */
const withBytes = (method: MethodDefinition<unknown, unknown>): MethodDefinition<GrpcRequest, unknown> => ({
  ...method,
  requestSerialize: ({ content }) => method.requestSerialize(content),
  requestDeserialize: (bytes) => {
    try {
      return { content: method.requestDeserialize(bytes), bytes };
    } catch {
      return { content: undefined, bytes };
    }
  },
});

export interface OfferedMethod {
  readonly placed: PlacedOperation;
  readonly method: MethodDefinition<GrpcRequest, unknown>;
}

export interface GrpcService {
  readonly definition: ServiceDefinition;
  readonly methods: Readonly<Record<string, OfferedMethod>>;
}

/** Every service of which the circle may call something, with those methods only. */
export const grpcServicesOf = (offered: readonly PlacedOperation[]): GrpcService[] => {
  const definitions = new Map<Application, ReturnType<typeof loaded>>();
  const definitionsOf = (application: Application) => {
    const known = definitions.get(application) ?? loaded(application);
    definitions.set(application, known);
    return known;
  };
  return [...Map.groupBy(offered, ({ service }) => service).values()].map((operations) => {
    const { application, serviceName } = operations[0]!;
    const whole = definitionsOf(application)[`${protoPackageOf(application)}.${protoServiceOf(serviceName)}`];
    const methods = operations.map((placed): [string, OfferedMethod] => {
      const name = pascalCase(placed.name);
      const method = (whole as unknown as ServiceDefinition)[name] as MethodDefinition<unknown, unknown>;
      return [name, { placed, method: withBytes(method) }];
    });
    return {
      methods: Object.fromEntries(methods),
      definition: Object.fromEntries(methods.map(([name, { method }]) => [name, method])) as ServiceDefinition,
    };
  });
};
