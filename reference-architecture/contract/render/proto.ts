/** proto3: one file per application; names of fields are the official element names, numbers never change. */
import type { Options } from '@grpc/proto-loader';
import type protobuf from 'protobufjs';
import type { Application, Operation, Service } from '../language.ts';
import { givesReceipt, receiptHeader, receiptSentence } from '../receipt.ts';
import { byName, pascalCase, underscored } from './names.ts';
import { numbersOf, publishedType, readPublished } from './proto-numbers.ts';
import { addProtoMessage, type ProtoField, type ProtoMessage, type ProtoMessages } from './proto-types.ts';

/**
 * How to load a rendered file so that a decoded message is the JSON of the contract: names as they are, absent stays
 * absent, whole numbers stay numbers (the contract keeps them within 2^53).
 */
export const protoLoadOptions: Options = {
  keepCase: true,
  longs: Number,
  enums: String,
  bytes: String,
  defaults: false,
  arrays: false,
  objects: false,
  oneofs: false,
};

/** Answer to a one-way operation. */
export const oneWayReply = 'AcceptedReply';

/** `portorium.risk_analysis.v1` */
export const protoPackageOf = (application: Application): string => `portorium.${underscored(application.name)}.v1`;

/** Name of a contract service in its package. */
export const protoServiceOf = (serviceName: string): string => pascalCase(serviceName);

const commented = (comment: string | undefined, indent: string): string[] =>
  comment === undefined ? [] : [`${indent}// ${comment.replaceAll(/\s+/g, ' ')}`];

interface Printing {
  readonly packageName: string;
  /** Names that are declared inside some message, and may hide a top-level message of that name. */
  readonly nestedNames: ReadonlySet<string>;
  readonly topLevel: ReadonlySet<string>;
}

const typeText = (field: ProtoField, own: ProtoMessage, { packageName, nestedNames, topLevel }: Printing): string => {
  const isNested = own.nested.some(({ name }) => name === field.type);
  const hidden = !isNested && topLevel.has(field.type) && nestedNames.has(field.type);
  return hidden ? `.${packageName}.${field.type}` : field.type;
};

/** protobuf would turn `a_b` into `aB` in JSON. */
const jsonName = (name: string): string => (name.includes('_') ? ` [json_name = "${name}"]` : '');

const fieldLines = (field: ProtoField, number: number, type: string, indent: string): string[] => {
  const label = field.repeated ? 'repeated ' : field.optional ? 'optional ' : '';
  return [
    ...commented(field.comment, indent),
    `${indent}${label}${type} ${field.name} = ${number}${jsonName(field.name)};`,
  ];
};

const reservedLines = (numbers: readonly number[], names: readonly string[], indent: string): string[] => [
  ...(numbers.length === 0 ? [] : [`${indent}reserved ${numbers.join(', ')};`]),
  ...(names.length === 0 ? [] : [`${indent}reserved ${names.map((name) => `"${name}"`).join(', ')};`]),
];

const messageLines = (
  of: ProtoMessage,
  before: protobuf.Type | undefined,
  indent: string,
  printing: Printing,
): string[] => {
  const { numbers, reservedNumbers, reservedNames } = numbersOf(of, before, of.name);
  const inner = `${indent}  `;
  return [
    ...commented(of.comment, indent),
    `${indent}message ${of.name} {`,
    ...reservedLines(reservedNumbers, reservedNames, inner),
    ...of.nested.flatMap((nested) => messageLines(nested, publishedType(before, nested.name), inner, printing)),
    ...of.fields.flatMap((field) =>
      fieldLines(field, numbers.get(field.name) ?? 0, typeText(field, of, printing), inner),
    ),
    `${indent}}`,
  ];
};

const receiptNote = `Metadata \`${receiptHeader.toLowerCase()}\` of the answer: ${receiptSentence}`;

interface Rpc {
  readonly name: string;
  readonly request: string;
  readonly reply: string;
  readonly operation: Operation;
}

const rpcLines = ({ name, request, reply, operation }: Rpc): string[] => [
  ...commented(operation.summary, '  '),
  ...commented(givesReceipt(operation) ? receiptNote : undefined, '  '),
  `  rpc ${pascalCase(name)}(${request}) returns (${operation.streams === true ? 'stream ' : ''}${reply});`,
];

const rpcsOf = (service: Service, messages: ProtoMessages, place: string): Rpc[] =>
  Object.entries(service.operations).map(([name, operation]) => ({
    name,
    operation,
    request: addProtoMessage(messages, operation.request, `${place}.${name}`),
    reply: operation.reply === undefined ? oneWayReply : addProtoMessage(messages, operation.reply, `${place}.${name}`),
  }));

const allNested = (messages: Iterable<ProtoMessage>): string[] =>
  [...messages].flatMap(({ nested }) => [...nested.map(({ name }) => name), ...allNested(nested)]);

const refuseSharedNames = (services: readonly string[], messages: ProtoMessages, place: string): void => {
  const shared = services.filter((name) => messages.has(name));
  if (shared.length > 0) throw new Error(`${place}: ${shared.join(', ')} is the name of a service and of a message`);
};

const header = (application: Application, packageName: string): string[] => [
  `// ${application.title}, version ${application.version}. Rendered from the contract; field numbers are kept for ever.`,
  '// Every single value says whether it is there; which must be there is checked against the contract.',
  'syntax = "proto3";',
  '',
  `package ${packageName};`,
  '',
];

/**
 * The proto file of an application's services, internal ones left out; nothing where there are none.
 * @param previous the published file, from which field numbers are taken
 * @throws Error when a published field changed its type
 */
export const renderProto = (application: Application, previous: string | undefined): string | undefined => {
  const services = Object.entries(application.services).filter(([, { internal }]) => internal !== true);
  if (services.length === 0) return undefined;
  const packageName = protoPackageOf(application);
  const messages: ProtoMessages = new Map();
  const printed = services.flatMap(([name, service]) => [
    ...commented(service.title, ''),
    `service ${protoServiceOf(name)} {`,
    ...rpcsOf(service, messages, `${application.name}.${name}`).flatMap(rpcLines),
    '}',
    '',
  ]);
  refuseSharedNames(
    services.map(([name]) => protoServiceOf(name)),
    messages,
    application.name,
  );
  messages.set(oneWayReply, {
    name: oneWayReply,
    comment: 'The message was taken; any answer comes as a message of its own.',
    fields: [],
    nested: [],
  });
  const before = readPublished(previous, packageName);
  const printing = {
    packageName,
    nestedNames: new Set(allNested(messages.values())),
    topLevel: new Set(messages.keys()),
  };
  const bodies = [...messages.values()].sort((a, b) => byName(a.name, b.name));
  const declared = bodies.flatMap((of) => [...messageLines(of, publishedType(before, of.name), '', printing), '']);
  return [...header(application, packageName), ...printed, ...declared].slice(0, -1).concat('').join('\n');
};
