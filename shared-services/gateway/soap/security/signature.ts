/** One signature: which parts it covers, read from the very octets whose digest was verified. */
import type { X509Certificate } from 'node:crypto';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { assertSignature } from './algorithms.ts';
import { type CanonicalDocument, readCanonical } from './document.ts';
import { bytesIn, exactlyOne } from './elements.ts';
import type { Part } from './envelope-parts.ts';
import { idOf } from './ids.ts';
import { ds } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';
import { canonicalizationOf, type Reference, readSignedInfo } from './signed-info.ts';

export interface SignedPart {
  readonly part: Part;
  /** Read from the canonical octets: what was hashed, and nothing else. */
  readonly read: XmlElement;
}

export interface VerifiedSignature {
  readonly signed: readonly SignedPart[];
  /**
   * What is unique about it: SignedInfo as it was hashed. Of the value itself there may be two, for whoever has an ECDSA
   * value can make another one of it.
   */
  readonly proof: string;
}

export interface SignatureParts {
  readonly document: CanonicalDocument;
  readonly signature: Part;
  /** Parts that may be signed; ids are looked for among these alone. */
  readonly candidates: readonly Part[];
  /** Finds the token that a SecurityTokenReference stands for. */
  readonly dereference: (reference: XmlElement) => Part;
}

const childNamed = ({ element, place }: Part, name: string): Part => {
  const child = exactlyOne(element, ds, name);
  return { element: child, place: [...place, element.children.indexOf(child)] };
};

/** The STR-Transform writes the default namespace out where the token declares none (WS-Security 1.1.1, section 8.3). */
export const withDefaultNamespace = (octets: string): string => {
  // In a canonical form the default namespace stands first.
  return /^<[^\s>]+ xmlns="/.test(octets) ? octets : octets.replace(/^<[^\s/>]+/, '$& xmlns=""');
};

const partWith = (id: string, candidates: readonly Part[]): Part => {
  const [found, another] = candidates.filter(({ element }) => idOf(element) === id);
  if (found === undefined || another !== undefined) {
    throw refuseSecurity(
      'SIGNATURE_INVALID',
      'a reference names no part that is signed here: Body, headers, timestamp, tokens',
    );
  }
  return found;
};

interface Target {
  readonly reference: Reference;
  readonly part: Part;
}

const targetOf = (reference: Reference, { candidates, dereference }: SignatureParts): Target => {
  const part = partWith(reference.id, candidates);
  if (!reference.dereferenced) return { reference, part };
  return { reference, part: dereference(part.element) };
};

/** Each part is worked on once: to sign a large token many times over is no way to keep others busy. */
const targetsOf = (references: readonly Reference[], parts: SignatureParts): Target[] => {
  const targets = references.map((reference) => targetOf(reference, parts));
  if (new Set(targets.map(({ part }) => part.element)).size < targets.length)
    throw headerInvalid('two references to one part');
  return targets;
};

const verifyTarget = ({ reference, part }: Target, document: CanonicalDocument): SignedPart => {
  const form = document.canonical(part.place, reference.prefixes);
  const text = reference.dereferenced ? withDefaultNamespace(form) : form;
  const digest = createHash('sha256').update(text).digest();
  if (digest.length !== reference.digest.length || !timingSafeEqual(digest, reference.digest)) {
    throw refuseSecurity('SIGNATURE_INVALID', `the digest of ${part.element.name} is another`);
  }
  const read = readCanonical(text);
  const isThere = read.name === part.element.name && read.namespace === part.element.namespace;
  if (!isThere) throw headerInvalid('what was hashed is read differently from the message');
  return { part, read };
};

/** @throws {Refusal} by another key, of another content, or in a form that is not taken */
export const verifySignature = (certificate: X509Certificate, parts: SignatureParts): VerifiedSignature => {
  const { document, signature } = parts;
  const { element, place } = childNamed(signature, 'SignedInfo');
  const octets = document.canonical(place, canonicalizationOf(element));
  const { algorithm, references } = readSignedInfo(readCanonical(octets));
  const value = bytesIn(exactlyOne(signature.element, ds, 'SignatureValue'));
  assertSignature(algorithm, certificate.publicKey, octets, value);
  const signed = targetsOf(references, parts).map((target) => verifyTarget(target, document));
  return { signed, proof: octets };
};
