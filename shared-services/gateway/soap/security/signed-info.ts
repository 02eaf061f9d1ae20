/** What a signature says of itself (XML Signature 1.1, section 4.4), as far as it is taken here. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { attributeOf, bytesIn, exactlyOne, is } from './elements.ts';
import { ds, exclusiveC14n, sha256Digest, strTransform, wsse } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';

export interface Reference {
  /** Without its `#`. */
  readonly id: string;
  /** Through a SecurityTokenReference: the token is signed, not the reference to it. */
  readonly dereferenced: boolean;
  readonly prefixes: readonly string[];
  readonly digest: Buffer;
}

export interface SignedInfo {
  readonly algorithm: string;
  readonly references: readonly Reference[];
}

/** Body, timestamp, tokens and some headers. */
const maxReferences = 32;

const prefixForm = /^[\w.#-]{1,64}$/u;

/** Prefixes of `InclusiveNamespaces` below a method or a transform; it has no other children. */
export const prefixesIn = ({ children: [inclusive, another] }: XmlElement): string[] => {
  if (inclusive === undefined) return [];
  if (!is(inclusive, exclusiveC14n, 'InclusiveNamespaces') || another !== undefined) {
    throw headerInvalid('a transform or a method has children that are not taken');
  }
  const prefixes = (attributeOf(inclusive, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  if (prefixes.length > 64 || !prefixes.every((prefix) => prefixForm.test(prefix))) throw headerInvalid('PrefixList');
  return prefixes;
};

const refuseTransform = () =>
  refuseSecurity(
    'SECURITY_ALGORITHM_REFUSED',
    'each reference has one transform: exclusive canonical XML, no comments',
  );

/** Of the STR-Transform: the canonical form in its parameters. */
const parametersOf = (transform: XmlElement): XmlElement => {
  const parameters = exactlyOne(transform, wsse, 'TransformationParameters');
  const method = exactlyOne(parameters, ds, 'CanonicalizationMethod');
  if (transform.children.length > 1 || parameters.children.length > 1) throw refuseTransform();
  if (attributeOf(method, 'Algorithm') !== exclusiveC14n) throw refuseTransform();
  return method;
};

const transformOf = (reference: XmlElement): Pick<Reference, 'dereferenced' | 'prefixes'> => {
  const transforms = exactlyOne(reference, ds, 'Transforms');
  const [transform, another] = transforms.children;
  if (!is(transform, ds, 'Transform') || another !== undefined) throw refuseTransform();
  const algorithm = attributeOf(transform!, 'Algorithm');
  if (algorithm === exclusiveC14n) return { dereferenced: false, prefixes: prefixesIn(transform!) };
  if (algorithm === strTransform) return { dereferenced: true, prefixes: prefixesIn(parametersOf(transform!)) };
  throw refuseTransform();
};

const referenceOf = (element: XmlElement): Reference => {
  if (!is(element, ds, 'Reference')) throw headerInvalid(`${element.name} in SignedInfo`);
  const uri = attributeOf(element, 'URI') ?? '';
  if (!/^#[^\s#()]+$/.test(uri)) throw headerInvalid('a reference names a part of this message by its wsu:Id');
  if (attributeOf(exactlyOne(element, ds, 'DigestMethod'), 'Algorithm') !== sha256Digest) {
    throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'digests: SHA-256');
  }
  if (element.children.length !== 3) throw headerInvalid('a reference has transform, method and digest');
  return { id: uri.slice(1), ...transformOf(element), digest: bytesIn(exactlyOne(element, ds, 'DigestValue')) };
};

/** Exclusive canonical XML without comments, or nothing. @returns the prefixes of its `InclusiveNamespaces` */
export const canonicalizationOf = (signedInfo: XmlElement): string[] => {
  const method = exactlyOne(signedInfo, ds, 'CanonicalizationMethod');
  if (attributeOf(method, 'Algorithm') !== exclusiveC14n) {
    throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'canonical form: exclusive, without comments');
  }
  return prefixesIn(method);
};

/** @throws {Refusal} anything that is not taken: no reference, too many, two of the same part */
export const readSignedInfo = (signedInfo: XmlElement): SignedInfo => {
  const [canonicalization, method, ...elements] = signedInfo.children;
  if (!is(canonicalization, ds, 'CanonicalizationMethod') || !is(method, ds, 'SignatureMethod')) {
    throw headerInvalid('SignedInfo begins with its two methods');
  }
  if (method!.children.length > 0) throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'a method with parameters');
  if (elements.length === 0 || elements.length > maxReferences) throw headerInvalid(`1 to ${maxReferences} references`);
  const references = elements.map(referenceOf);
  if (new Set(references.map(({ id }) => id)).size < references.length)
    throw headerInvalid('two references to one part');
  return { algorithm: attributeOf(method!, 'Algorithm') ?? '', references };
};
