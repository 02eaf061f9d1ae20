/**
 * Signs an envelope of ours: the Body, the headers on which somebody acts, the timestamp and the token itself
 * (`ProtectTokens` of the security policy of CCN2), in the strict layout: each thing before what refers to it.
 */
import { createHash } from 'node:crypto';
import { canonicalXml } from '../../../../reference-architecture/contract/xml/canonical.ts';
import { parseXml, type XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { newId } from '../../../kit/call.ts';
import { signOctets } from './algorithms.ts';
import { mustBeSigned } from './envelope-parts.ts';
import { insertInto, intoElement, qualifiedName, startTagOf } from './layout.ts';
import { freePrefix, markPart } from './mark.ts';
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

/** A part as it is hashed, and the id by which it is named. */
export interface Hashed {
  readonly id: string;
  readonly octets: string;
}

const defaultValidityMs = 300_000;

const time = (ms: number): string => new Date(ms).toISOString();

/** In its canonical form as it is written, like the next one: what is hashed is this text. */
const tokenOf = ({ token, tokenType }: SigningKey, id: string): Hashed => ({
  id,
  octets:
    `<wsse:BinarySecurityToken xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" EncodingType="${base64Encoding}" ` +
    `ValueType="${tokenType}" wsu:Id="${id}">${token}</wsse:BinarySecurityToken>`,
});

const timestampOf = ({ nowMs, validForMs = defaultValidityMs }: SignParts, id: string): Hashed => ({
  id,
  octets:
    `<wsu:Timestamp xmlns:wsu="${wsu}" wsu:Id="${id}"><wsu:Created>${time(nowMs)}</wsu:Created>` +
    `<wsu:Expires>${time(nowMs + validForMs)}</wsu:Expires></wsu:Timestamp>`,
});

const referenceTo = ({ id, octets }: Hashed, transform: string): string =>
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

interface Envelope {
  readonly text: string;
  readonly root: XmlElement;
  readonly header: XmlElement | undefined;
  readonly body: XmlElement;
}

/** @throws {Error} no envelope of ours */
const readEnvelope = (text: string): Envelope => {
  const root = parseXml(text);
  const [header, body] = root.children.length === 1 ? [undefined, root.children[0]] : root.children;
  const isPart = (part: XmlElement | undefined, name: string) =>
    part?.name === name && part.namespace === root.namespace;
  if (!isPart(body, 'Body') || (header !== undefined && !isPart(header, 'Header'))) throw new Error('no SOAP envelope');
  return { text, root, header, body: body! };
};

/** The token as it stands in the header, where it may lean on what is declared around it. */
const supportingOctets = ({ text, root, header }: Envelope, opening: string, token: SupportingToken): Hashed => {
  const around = header === undefined ? [root] : [root, header];
  const tags = around.map((element) => startTagOf(text, element));
  const ends = around.map((element) => `</${qualifiedName(element)}>`).reverse();
  const read = parseXml(`${tags.join('')}${opening}${token.xml}</wsse:Security>${ends.join('')}`);
  const security = header === undefined ? read.children[0]! : read.children[0]!.children[0]!;
  return { id: token.referenceId, octets: withDefaultNamespace(canonicalXml(security.children[0]!)) };
};

/** @param text an envelope of ours, without a Security header */
export const signEnvelope = (text: string, parts: SignParts): string => {
  const { key, token: supporting } = parts;
  const message = newId();
  const envelope = readEnvelope(text);
  const { root, header, body } = envelope;
  const toSign = [body, ...(header?.children ?? []).filter((element) => mustBeSigned({ element, place: [] }))];
  const mark = freePrefix(text);
  const marked = toSign.map((element, index) => markPart(element, mark, `part-${index}-${message}`));
  const [token, timestamp] = [tokenOf(key, `token-${message}`), timestampOf(parts, `timestamp-${message}`)];
  const prefix = root.prefix === '' ? '' : `${root.prefix}:`;
  const opening = `<wsse:Security xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" ${prefix}mustUnderstand="1">`;
  const references = [...marked, token, timestamp].map((part) => referenceTo(part, exclusive));
  if (supporting !== undefined) {
    references.push(referenceTo(supportingOctets(envelope, opening, supporting), throughReference));
  }
  const inside = supporting === undefined ? '' : supporting.xml + supporting.reference;
  const signature = signatureOf(key, references, token.id);
  const security = `${opening}${token.octets}${timestamp.octets}${inside}${signature}</wsse:Security>`;
  const inHeader =
    header === undefined
      ? intoElement(text, root, `<${prefix}Header>${security}</${prefix}Header>`)
      : intoElement(text, header, security);
  return insertInto(text, [inHeader, ...marked.map(({ insertion }) => insertion)]);
};
