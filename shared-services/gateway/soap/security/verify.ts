/**
 * A signed envelope: verified, and then read again from the very octets that were hashed. What was not signed is not what
 * anybody acts on; where something could be understood in two ways the message is refused.
 */
import type { X509Certificate } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { documentOf } from './document.ts';
import { allOf, attributeOf, exactlyOne, is } from './elements.ts';
import { childrenOf, type EnvelopeParts, envelopeParts, mustBeSigned, type Part } from './envelope-parts.ts';
import { assertIdsUnique } from './ids.ts';
import { ds, saml, wsse, wsu } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';
import { assertionIdsIn, assertionMeantBy } from './saml-reference.ts';
import { type SignedPart, verifySignature } from './signature.ts';
import { assertFresh, type Freshness } from './timestamp.ts';
import { type Signer, signerOf } from './tokens.ts';

export interface VerifiedEnvelope {
  /** The envelope again, with every signed part as it was hashed. */
  readonly root: XmlElement;
  readonly signer: Signer;
  /** Unique about this signature, and until when a repetition has to be known (milliseconds since the epoch). */
  readonly proof: string;
  readonly untilMs: number;
  /** A SAML assertion that the signature covers. */
  readonly assertion?: XmlElement;
}

export interface EnvelopeToVerify {
  /** The whole message as it was read: from nothing else are parts looked for, canonical forms made, and answers given. */
  readonly root: XmlElement;
  /** The certificate of the connection. */
  readonly peer?: X509Certificate;
  readonly nowMs: number;
  readonly freshness: Freshness;
}

const idsNamedIn = (signature: XmlElement): string[] =>
  exactlyOne(signature, ds, 'SignedInfo')
    .children.filter((child) => is(child, ds, 'Reference'))
    .map((reference) => (attributeOf(reference, 'URI') ?? '').replace(/^#/, ''));

/** All that a signature may be about: whatever else has an id is nothing to it. */
const candidatesOf = ({ body, headers, security }: EnvelopeParts): Part[] => [
  body,
  ...headers.filter((part) => part !== security),
  ...childrenOf(security).filter(({ element }) => element.namespace !== ds),
];

const incomplete = (what: string) => refuseSecurity('SIGNATURE_INCOMPLETE', `${what} must be signed`);

/** The part as it was hashed. */
const signedAs = (element: XmlElement, signed: readonly SignedPart[]): XmlElement | undefined =>
  signed.find(({ part }) => part.element === element)?.read;

const bodyIn = ({ body }: EnvelopeParts, signed: readonly SignedPart[]): XmlElement => {
  const read = signedAs(body.element, signed);
  if (read === undefined)
    throw incomplete(body.element.children.length === 0 ? 'the Body, also an empty one,' : 'the Body');
  return read;
};

const headerIn = (part: Part, signed: readonly SignedPart[]): XmlElement => {
  const read = signedAs(part.element, signed);
  if (read === undefined && mustBeSigned(part)) throw incomplete(`the header ${part.element.name}`);
  return read ?? part.element;
};

const readAgain = (parts: EnvelopeParts, signed: readonly SignedPart[]): XmlElement => {
  const [header] = parts.root.children;
  const headers = parts.headers.map((part) => headerIn(part, signed));
  return { ...parts.root, children: [{ ...header!, children: headers }, bodyIn(parts, signed)] };
};

const timestampIn = (security: XmlElement, signed: readonly SignedPart[]): XmlElement => {
  const read = signedAs(exactlyOne(security, wsu, 'Timestamp'), signed);
  if (read === undefined) throw incomplete('the Timestamp');
  return read;
};

/** Of other tokens nobody here knows what they mean; a user name proves nothing. */
const assertKnownTokens = ({ children }: XmlElement): void => {
  if (children.some((child) => is(child, wsse, 'UsernameToken'))) {
    throw refuseSecurity('SECURITY_TOKEN_INVALID', 'user name tokens are not taken');
  }
};

const assertionIn = (security: XmlElement, signed: readonly SignedPart[]): XmlElement | undefined => {
  const [assertion, another] = allOf(security, saml, 'Assertion');
  if (another !== undefined) throw headerInvalid('more than one assertion');
  if (assertion === undefined) return undefined;
  const read = signedAs(assertion, signed);
  if (read === undefined) throw incomplete('the SAML assertion');
  return read;
};

/**
 * Verifies everything but trust: who the signer is, whether it may, and whether the message came before, is the caller's
 * to ask.
 *
 * @throws {Refusal} faulty in any way, or in a form that is not taken
 */
export const verifyEnvelope = (message: EnvelopeToVerify): VerifiedEnvelope => {
  const parts = envelopeParts(message.root);
  const { element: security } = parts.security;
  assertKnownTokens(security);
  const signature = exactlyOne(security, ds, 'Signature');
  assertIdsUnique(parts.root, new Set([...idsNamedIn(signature), ...assertionIdsIn(security)]));
  const signer = signerOf(security, exactlyOne(signature, ds, 'KeyInfo'), message.peer);
  const { signed, proof } = verifySignature(signer.certificate, {
    document: documentOf(message.root),
    signature: childrenOf(parts.security).find(({ element }) => element === signature)!,
    candidates: candidatesOf(parts),
    dereference: assertionMeantBy(childrenOf(parts.security)),
  });
  const untilMs = assertFresh(timestampIn(security, signed), message.nowMs, message.freshness);
  const assertion = assertionIn(security, signed);
  const root = readAgain(parts, signed);
  return { root, signer, proof, untilMs, ...(assertion === undefined ? {} : { assertion }) };
};

/** Whether the header claims nothing that could be verified: it is empty, or says a time. */
export const claimsNothing = (root: XmlElement): boolean =>
  envelopeParts(root).security.element.children.every((child) => is(child, wsu, 'Timestamp'));
