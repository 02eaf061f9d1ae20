/** One message of every operation, in the words of every protocol: rendered from the contracts and their examples. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soapHeaders, wrapped, writeEnvelope } from '../../../shared-services/gateway/soap/write.ts';
import { discoverContracts } from '../../catalogue/discover.ts';
import { type Circle, operationsOf, type PlacedOperation } from '../../contract/language.ts';
import { restRoot } from '../../contract/render/openapi.ts';
import { createXmlCodec } from '../../contract/xml/codec.ts';
import { root } from '../source-files.ts';

const found = await discoverContracts(root);
export const contracts = found.map(({ contract }) => contract);
export const operations = contracts.flatMap(operationsOf);

export type Protocol = 'REST' | 'SOAP 1.1' | 'SOAP 1.2' | 'gRPC';

export interface Exchange {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Content = Readonly<Record<string, unknown>>;

const folderOf = ({ application }: PlacedOperation): string =>
  found.find(({ contract }) => contract === application)?.directory ?? '';

/** The message that examples start from; where there is none, an empty one: who may call is decided before. */
export const exampleOf = (placed: PlacedOperation): Content | undefined => {
  const file = join(folderOf(placed), 'examples', placed.name, 'valid.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly message: Content }).message
    : undefined;
};

const operator = 'BE0000000001';

const principalSteps = ({ operation }: PlacedOperation): string[] =>
  (operation.speaksFor?.principal ?? '').split('/').slice(1);

/** The EORI in whose name the example speaks. */
export const speakerOf = (placed: PlacedOperation, message: Content): string => {
  const value = principalSteps(placed).reduce<unknown>((at, step) => (at as Content | undefined)?.[step], message);
  return typeof value === 'string' ? value : operator;
};

const withValueAt = (content: Content, [step = '', ...rest]: string[], value: string): Content => ({
  ...content,
  [step]: rest.length === 0 ? value : withValueAt((content[step] ?? {}) as Content, rest, value),
});

/** The message as said for that operator; undefined where the operation has no place to say so. */
export const spokenFor = (placed: PlacedOperation, message: Content, eori: string): Content | undefined =>
  placed.operation.speaksFor === undefined ? undefined : withValueAt(message, principalSteps(placed), eori);

const byRest = ({ operation: { rest } }: PlacedOperation, message: Content): Exchange | undefined => {
  if (rest === undefined) return undefined;
  const left = { ...message };
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(left[name] ?? 'X');
    delete left[name];
    return encodeURIComponent(value);
  });
  if (rest.method !== 'GET')
    return {
      path: `${restRoot}${path}`,
      method: rest.method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(left),
    };
  const query = new URLSearchParams(
    Object.fromEntries(Object.entries(left).map(([name, value]) => [name, String(value)])),
  );
  return { path: `${restRoot}${path}${query.size > 0 ? `?${query}` : ''}`, method: 'GET', headers: {} };
};

const bySoap = (placed: PlacedOperation, message: Content, version: '1.1' | '1.2'): Exchange | undefined => {
  const { service, operation } = placed;
  const hasExample = exampleOf(placed) !== undefined;
  if (!hasExample || operation.soap === undefined || !service.soap?.versions.includes(version)) return undefined;
  const xml = createXmlCodec(operation.request).write(message);
  const body = operation.soap.wrapper === undefined ? xml : wrapped(operation.soap.wrapper, xml);
  return {
    path: service.soap.path,
    method: 'POST',
    headers: soapHeaders(version, operation.soap.action),
    body: writeEnvelope(version, { body }),
  };
};

/** Undefined where the operation is not offered by the protocol. */
export const exchangeFor = (protocol: Protocol, placed: PlacedOperation, message: Content): Exchange | undefined =>
  protocol === 'REST' ? byRest(placed, message) : bySoap(placed, message, protocol === 'SOAP 1.1' ? '1.1' : '1.2');

/** The code of a refusal in an answer of any protocol. */
export const codeIn = (text: string): string =>
  /"code":"([A-Z0-9_]+)"/.exec(text)?.[1] ?? /<(?:\w+:)?code>([A-Z0-9_]+)</.exec(text)?.[1] ?? text.slice(0, 80);

/** The first profile of a circle that the operation's contract names. */
export const profileFor = ({ operation }: PlacedOperation, circle: Circle): string =>
  operation.audience.find((one) => one.circle === circle)?.profiles[0] ?? 'declarant';
