/**
 * Signs an envelope of ours: the Body, the headers on which somebody acts, the timestamp and the token itself
 * (`ProtectTokens` of the security policy of CCN2), in the strict layout: each thing before what refers to it.
 */
import { createHash } from 'node:crypto';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { newId } from '../../../kit/call.ts';
import { signOctets } from './algorithms.ts';
import { type Place, withDocument } from './document.ts';
import { mustBeSigned } from './envelope-parts.ts';
import { insertInto, layoutOf } from './layout.ts';
import { base64Encoding, ds, exclusiveC14n, sha256Digest, strTransform, wsse, wsse11, wsu } from './names.ts';
import { withDefaultNamespace } from './signature.ts';
import type { SigningKey } from './signing-key.ts';

/** A further token: its XML, and of the reference to it that is signed in its stead. */
export interface SupportingToken {
  readonly xml: string;
  /** `<wsse:SecurityTokenReference wsu:Id="…">`, in a header where both prefixes are declared. */
  readonly reference: string;
  readonly referenceId: string;
}

export interface SignParts {
  readonly key: SigningKey;
  readonly nowMs: number;
  /** How long receivers may take it. */
  readonly validForMs?: number;
  readonly token?: SupportingToken;
}

interface Marked {
  readonly id: string;
  readonly place: Place;
}

const defaultValidityMs = 300_000;

const prefixOf = (name: string): string => (name.includes(':') ? `${name.split(':', 1)[0]}:` : '');

/** An envelope may come without a Header; the signature needs one. */
const withHeader = (text: string): string => {
  const { startTags } = layoutOf(text);
  const [root, first] = startTags;
  const prefix = prefixOf(root!.name);
  if (first!.name === `${prefix}Header`) return text;
  return insertInto(text, [{ at: root!.end, xml: `<${prefix}Header></${prefix}Header>` }]);
};

const placesToSign = (text: string): Place[] => {
  const [header] = parseXml(text).children;
  const headers = header!.children.flatMap((element, position) =>
    mustBeSigned({ element, place: [] }) ? [[0, position]] : [],
  );
  return [...headers, [1]];
};

const time = (ms: number): string => new Date(ms).toISOString();

const securityOf = (prefix: string, ids: { token: string; timestamp: string }, parts: SignParts): string => {
  const { key, nowMs, validForMs = defaultValidityMs, token } = parts;
  return (
    `<wsse:Security xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" ${prefix}mustUnderstand="1">` +
    `<wsse:BinarySecurityToken EncodingType="${base64Encoding}" ValueType="${key.tokenType}" wsu:Id="${ids.token}">` +
    `${key.token}</wsse:BinarySecurityToken><wsu:Timestamp wsu:Id="${ids.timestamp}">` +
    `<wsu:Created>${time(nowMs)}</wsu:Created><wsu:Expires>${time(nowMs + validForMs)}</wsu:Expires></wsu:Timestamp>` +
    `${token === undefined ? '' : token.xml + token.reference}</wsse:Security>`
  );
};

const markAll = (text: string, places: readonly Place[], message: string) => {
  const { startTags } = layoutOf(text);
  const marked = places.map((place, index): Marked => ({ id: `part-${index}-${message}`, place }));
  const insertions = marked.map(({ id, place }) => {
    const tag = startTags.find((one) => one.place.join() === place.join())!;
    const at = text[tag.end - 2] === '/' ? tag.end - 2 : tag.end - 1;
    return { at, xml: ` xmlns:wsu="${wsu}" wsu:Id="${id}"` };
  });
  const header = startTags.find(({ place }) => place.join() === '0')!;
  return { marked, insertions, header, prefix: prefixOf(startTags[0]!.name) };
};

const referenceTo = (id: string, transform: string, octets: string): string =>
  `<ds:Reference URI="#${id}"><ds:Transforms>${transform}</ds:Transforms>` +
  `<ds:DigestMethod Algorithm="${sha256Digest}"></ds:DigestMethod>` +
  `<ds:DigestValue>${createHash('sha256').update(octets).digest('base64')}</ds:DigestValue></ds:Reference>`;

const exclusive = `<ds:Transform Algorithm="${exclusiveC14n}"></ds:Transform>`;
const throughReference =
  `<ds:Transform Algorithm="${strTransform}"><wsse:TransformationParameters xmlns:wsse="${wsse}">` +
  `<ds:CanonicalizationMethod Algorithm="${exclusiveC14n}"></ds:CanonicalizationMethod>` +
  '</wsse:TransformationParameters></ds:Transform>';

/** In its canonical form as it is written: what is hashed is this text. */
const signedInfoOf = (algorithm: string, references: readonly string[]): string =>
  `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${exclusiveC14n}"></ds:CanonicalizationMethod>` +
  `<ds:SignatureMethod Algorithm="${algorithm}"></ds:SignatureMethod>${references.join('')}</ds:SignedInfo>`;

const signatureOf = (
  { key, algorithm, tokenType }: SigningKey,
  references: readonly string[],
  tokenId: string,
): string => {
  const signedInfo = signedInfoOf(algorithm, references);
  return (
    `<ds:Signature xmlns:ds="${ds}">${signedInfo}` +
    `<ds:SignatureValue>${signOctets(key, signedInfo).toString('base64')}</ds:SignatureValue>` +
    `<ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse11="${wsse11}" wsse11:TokenType="${tokenType}">` +
    `<wsse:Reference URI="#${tokenId}" ValueType="${tokenType}"/>` +
    '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>'
  );
};

/** @param text an envelope of ours, without a Security header */
export const signEnvelope = (text: string, parts: SignParts): string => {
  const message = newId();
  const ids = { token: `token-${message}`, timestamp: `timestamp-${message}` };
  const whole = withHeader(text);
  const { marked, insertions, header, prefix } = markAll(whole, placesToSign(whole), message);
  const security = securityOf(prefix, ids, parts);
  const prepared = insertInto(whole, [...insertions, { at: header.end, xml: security }]);
  // The Security header stands first now: the others have moved one place.
  const moved = marked.map(({ id, place }) => ({ id, place: place.length === 1 ? place : [0, place[1]! + 1] }));
  const inHeader = [ids.token, ids.timestamp].map((id, index) => ({ id, place: [0, 0, index] }));
  const { token } = parts;
  const references = withDocument(prepared, ({ canonical, dropBody }) => {
    // The Body, which is the last one, first: libxml2 then walks it once.
    const body = moved.slice(-1).map(({ id, place }) => referenceTo(id, exclusive, canonical(place)));
    dropBody();
    return [
      ...body,
      ...[...inHeader, ...moved.slice(0, -1)].map(({ id, place }) => referenceTo(id, exclusive, canonical(place))),
      ...(token === undefined
        ? []
        : [referenceTo(token.referenceId, throughReference, withDefaultNamespace(canonical([0, 0, 2])))]),
    ];
  });
  const end = prepared.indexOf('</wsse:Security>');
  return insertInto(prepared, [{ at: end, xml: signatureOf(parts.key, references, ids.token) }]);
};
