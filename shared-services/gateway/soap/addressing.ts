/** WS-Addressing 1.0 (https://www.w3.org/TR/ws-addr-core/): read from the headers of an envelope, and written. */
import { escapeText } from '../../../reference-architecture/contract/xml/escape.ts';
import type { XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { refuse, refuseOne } from '../refusals.ts';
import { addressingNamespace, anonymousAddress, noAddress } from './names.ts';

/** All are URIs. Endpoint references are known by their address only. */
export interface Addressing {
  readonly messageId?: string;
  readonly action?: string;
  readonly to?: string;
  readonly from?: string;
  readonly replyTo?: string;
  readonly faultTo?: string;
  readonly relatesTo?: string;
}

type Property = keyof Addressing;

/** In the order in which they are written. */
const properties: readonly (readonly [Property, string, 'uri' | 'endpoint'])[] = [
  ['to', 'To', 'uri'],
  ['action', 'Action', 'uri'],
  ['messageId', 'MessageID', 'uri'],
  ['relatesTo', 'RelatesTo', 'uri'],
  ['from', 'From', 'endpoint'],
  ['replyTo', 'ReplyTo', 'endpoint'],
  ['faultTo', 'FaultTo', 'endpoint'],
];

const byName = new Map(properties.map(([property, name, kind]) => [name, { property, kind }]));
const maxUriLength = 512;
const uriForm = /^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$/;
/** The actions of the official services are no absolute URIs, though WS-Addressing wants them so. */
const actionForm = /^[!-~]+$/;

const uriIn = (header: XmlElement, kind: 'uri' | 'endpoint'): string => {
  const holder =
    kind === 'uri'
      ? header
      : header.children.find(({ name, namespace }) => name === 'Address' && namespace === addressingNamespace);
  const value = holder?.text.trim() ?? '';
  const form = header.name === 'Action' ? actionForm : uriForm;
  if (value.length > maxUriLength || !form.test(value)) {
    throw refuseOne('ADDRESSING_INVALID', `${header.name} is not an absolute URI`);
  }
  return value;
};

/** @throws {Refusal} one of them stands twice, or is not a URI */
export const readAddressing = (headers: readonly XmlElement[]): Addressing => {
  const found: { -readonly [Name in Property]?: string } = {};
  for (const header of headers) {
    const known = header.namespace === addressingNamespace ? byName.get(header.name) : undefined;
    if (known === undefined) continue;
    if (found[known.property] !== undefined) throw refuseOne('ADDRESSING_INVALID', `${header.name} stands twice`);
    found[known.property] = uriIn(header, known.kind);
  }
  return found;
};

/** A gateway answers on the connection on which it was asked, and calls no address that a message names. */
export const assertAnsweredHere = ({ replyTo, faultTo }: Addressing): void => {
  for (const address of [replyTo, faultTo]) {
    if (address !== undefined && address !== anonymousAddress && address !== noAddress) {
      throw refuseOne('ADDRESSING_INVALID', 'answers are given on the same connection: ReplyTo must be anonymous');
    }
  }
};

/** @param given actions by SOAPAction, by content type, by wsa:Action; what is not given agrees */
export const assertAction = (expected: string, given: readonly (string | undefined)[]): void => {
  if (given.some((action) => action !== undefined && action !== '' && action !== expected)) {
    throw refuse('SOAP_ACTION_MISMATCH');
  }
};

const written = (name: string, kind: 'uri' | 'endpoint', value: string): string => {
  const text = escapeText(value, name);
  return `<wsa:${name}>${kind === 'uri' ? text : `<wsa:Address>${text}</wsa:Address>`}</wsa:${name}>`;
};

/** Headers for an envelope; each declares nothing itself: the envelope declares `wsa`. */
export const writeAddressing = (addressing: Addressing): string[] =>
  properties.flatMap(([property, name, kind]) => {
    const value = addressing[property];
    return value === undefined ? [] : [written(name, kind, value)];
  });
