import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soapHeaders, wrapped, writeEnvelope } from '../../shared-services/gateway/soap/write.ts';
import { discoverContracts } from '../catalogue/discover.ts';
import { type Circle, operationsOf, type PlacedOperation } from '../contract/language.ts';
import { restRoot } from '../contract/render/openapi.ts';
import { createXmlCodec } from '../contract/xml/codec.ts';
import { root } from './source-files.ts';

/**
 * The table of permissions at the doors, over the wire: every operation of every contract x every protocol of every gateway x
 * no proof, the proof of another circle, a profile of nobody's, the right one. Generated from the contracts.
 */
const found = await discoverContracts(root);
export const contracts = found.map(({ contract }) => contract);
export const operations = contracts.flatMap(operationsOf);

export type Protocol = 'REST' | 'SOAP 1.1' | 'SOAP 1.2' | 'gRPC';

/** What became of a message: it was carried to its operation, or refused with a code. */
type Outcome = string;
export const carriedOn = 'carried on';

interface Exchange {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const folderOf = ({ application }: PlacedOperation): string =>
  found.find(({ contract }) => contract === application)?.directory ?? '';

export type Content = Readonly<Record<string, unknown>>;

/** The message that examples start from; where there is none, an empty one: who may call is decided before. */
export const exampleOf = (placed: PlacedOperation): Content | undefined => {
  const file = join(folderOf(placed), 'examples', placed.name, 'valid.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly message: Content }).message
    : undefined;
};

/** The EORI in whose name the example speaks. */
export const speakerOf = ({ operation }: PlacedOperation, message: Content): string => {
  const value = (operation.speaksFor?.principal ?? '')
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (at as Content | undefined)?.[step], message);
  return typeof value === 'string' ? value : 'BE0000000001';
};

export const byRest = ({ operation: { rest } }: PlacedOperation, message: Content): Exchange | undefined => {
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
  if (service.soap === undefined || operation.soap === undefined || !service.soap.versions.includes(version))
    return undefined;
  const xml = createXmlCodec(operation.request).write(message);
  const body = operation.soap.wrapper === undefined ? xml : wrapped(operation.soap.wrapper, xml);
  return {
    path: service.soap.path,
    method: 'POST',
    headers: soapHeaders(version, operation.soap.action),
    body: writeEnvelope(version, { body }),
  };
};

export const exchangeFor = (protocol: Protocol, placed: PlacedOperation, message: Content): Exchange | undefined =>
  protocol === 'REST' ? byRest(placed, message) : bySoap(placed, message, protocol === 'SOAP 1.1' ? '1.1' : '1.2');

export const codeIn = (text: string): string =>
  /"code":"([A-Z0-9_]+)"/.exec(text)?.[1] ?? /<(?:\w+:)?code>([A-Z0-9_]+)</.exec(text)?.[1] ?? text.slice(0, 80);

export type Proof = 'none' | 'another circle' | 'a profile of nobody’s' | 'right';
const proofs: readonly Proof[] = ['none', 'another circle', 'a profile of nobody’s', 'right'];

export const profileFor = ({ operation }: PlacedOperation, circle: Circle): string =>
  operation.audience.find((one) => one.circle === circle)?.profiles[0] ?? 'declarant';

/** A door: sends one message with one kind of proof, and says what became of it. */
export interface Door {
  readonly name: string;
  readonly circle: Circle;
  readonly protocols: readonly Protocol[];
  /** What a caller without proof is told. */
  readonly withoutProof: readonly Outcome[];
  attempt(placed: PlacedOperation, protocol: Protocol, proof: Proof): Promise<Outcome | undefined>;
}

const isOffered = (door: Door, { service, operation }: PlacedOperation): boolean =>
  service.internal !== true && operation.audience.some(({ circle }) => circle === door.circle);

/** Another circle's operation does not exist here: not its path, not its element, not its method. */
const unknownHere = ['OPERATION_UNKNOWN', 'METHOD_NOT_ALLOWED', 'SOAP_VERSION_MISMATCH'];
const whoRefusals = [
  'CALLER_NOT_ADMITTED',
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'OPERATION_UNKNOWN',
  'CERTIFICATE_NOT_RECOGNISED',
];

/** A sentence where the door did not do what the contract says. */
const judge = (door: Door, placed: PlacedOperation, protocol: Protocol, proof: Proof, outcome: Outcome): string[] => {
  const told = `${placed.id} by ${protocol} at ${door.name} with ${proof === 'right' ? 'the right proof' : `proof: ${proof}`}: ${outcome}`;
  if (!isOffered(door, placed)) return [...unknownHere, ...door.withoutProof].includes(outcome) ? [] : [told];
  if (proof === 'none') return door.withoutProof.includes(outcome) ? [] : [told];
  if (proof !== 'right') return outcome === 'CALLER_NOT_ADMITTED' ? [] : [told];
  const expected = exampleOf(placed) === undefined ? !whoRefusals.includes(outcome) : outcome === carriedOn;
  return expected ? [] : [told];
};

export interface Walked {
  /** Rows of the table, and those in which a message was carried on. */
  readonly rows: number;
  readonly carried: number;
  readonly wrong: readonly string[];
}

export const walk = async (door: Door): Promise<Walked> => {
  const wrong: string[] = [];
  let [rows, carried] = [0, 0];
  for (const placed of operations) {
    for (const protocol of door.protocols) {
      for (const proof of proofs) {
        const outcome = await door.attempt(placed, protocol, proof);
        if (outcome === undefined) continue;
        rows += 1;
        if (outcome === carriedOn) carried += 1;
        wrong.push(...judge(door, placed, protocol, proof, outcome));
      }
    }
  }
  return { rows, carried, wrong };
};
