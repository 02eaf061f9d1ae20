/** The form of SignedInfo, apart from any signature: a signature over something else would be refused for that alone. */
import assert from 'node:assert/strict';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { rsaSha256 } from './algorithms.ts';
import { ds, exclusiveC14n, sha256Digest, strTransform, wsse } from './names.ts';
import { canonicalizationOf, readSignedInfo } from './signed-info.ts';
import { refused } from './test-support/refused.ts';

const c14n10 = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const inclusive = (list: string, namespace = exclusiveC14n) =>
  `<ec:InclusiveNamespaces xmlns:ec="${namespace}" PrefixList="${list}"/>`;
const method = (uri = exclusiveC14n, inner = '') =>
  `<CanonicalizationMethod Algorithm="${uri}">${inner}</CanonicalizationMethod>`;
const algorithm = (inner = '') => `<SignatureMethod Algorithm="${rsaSha256}">${inner}</SignatureMethod>`;
const transform = (uri = exclusiveC14n, inner = '') => `<Transform Algorithm="${uri}">${inner}</Transform>`;
const strWith = (inner: string, beside = '') =>
  transform(
    strTransform,
    `<wsse:TransformationParameters xmlns:wsse="${wsse}">${inner}</wsse:TransformationParameters>${beside}`,
  );
const digestMethod = (uri = sha256Digest) => `<DigestMethod Algorithm="${uri}"/>`;
const digest = '<DigestValue>AAAA</DigestValue>';
const reference = (wish: { readonly uri?: string; readonly transforms?: string; readonly inner?: string } = {}) => {
  const { uri = '#body', transforms = transform(), inner = digestMethod() + digest } = wish;
  return `<Reference URI="${uri}"><Transforms>${transforms}</Transforms>${inner}</Reference>`;
};
const infoOf = (inner: string) => parseXml(`<SignedInfo xmlns="${ds}">${inner}</SignedInfo>`);
const read = (references: string, methods = method() + algorithm()) => readSignedInfo(infoOf(methods + references));

describe('what a signature says of itself', () => {
  it('is read: its algorithm, and of each part the id, the prefixes and the digest', () => {
    assert.deepEqual(
      read(
        reference({ transforms: transform(exclusiveC14n, inclusive('a  b-1')) }) +
          reference({ uri: '#token', transforms: strWith(method(exclusiveC14n, inclusive('c'))) }),
      ),
      {
        algorithm: rsaSha256,
        references: [
          { id: 'body', dereferenced: false, prefixes: ['a', 'b-1'], digest: Buffer.alloc(3) },
          { id: 'token', dereferenced: true, prefixes: ['c'], digest: Buffer.alloc(3) },
        ],
      },
    );
    assert.deepEqual(canonicalizationOf(infoOf(method(exclusiveC14n, inclusive('soap wsa')))), ['soap', 'wsa']);
  });

  const transforms: Readonly<Record<string, string>> = {
    none: '',
    two: transform() + transform(),
    'one that is none': `<X xmlns="urn:x" Algorithm="${exclusiveC14n}"/>`,
    'enveloped signature': transform('http://www.w3.org/2000/09/xmldsig#enveloped-signature'),
    XPath: transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<XPath>false()</XPath>'),
    XSLT: transform('http://www.w3.org/TR/1999/REC-xslt-19991116'),
    'inclusive canonical form': transform(c14n10),
    'canonical form with comments': transform(`${exclusiveC14n}WithComments`),
    'the token in inclusive form': strWith(method(c14n10)),
    'the token with two parameters': strWith(`${method()}<X xmlns="urn:x"/>`),
    'the token with something beside its parameters': strWith(method(), '<X xmlns="urn:x"/>'),
  };
  for (const [what, list] of Object.entries(transforms)) {
    it(`transforms: ${what} – refused`, () =>
      refused(() => read(reference({ transforms: list })), 'SECURITY_ALGORITHM_REFUSED', /one transform/));
  }

  it('a canonical form that is not the exclusive one, without comments, is refused', () => {
    for (const uri of [c14n10, `${exclusiveC14n}WithComments`, ''])
      refused(() => canonicalizationOf(infoOf(method(uri))), 'SECURITY_ALGORITHM_REFUSED', /exclusive/);
  });

  it('a method or a transform has no children but one list of prefixes', () => {
    const twice = inclusive('a') + inclusive('b');
    for (const inner of ['<XPath>false()</XPath>', inclusive('a', 'urn:x'), twice, `${inclusive('a')}<X/>`]) {
      const said = /children that are not taken/;
      refused(() => canonicalizationOf(infoOf(method(exclusiveC14n, inner))), 'SECURITY_HEADER_INVALID', said);
      const one = reference({ transforms: transform(exclusiveC14n, inner) });
      refused(() => read(one), 'SECURITY_HEADER_INVALID', said);
    }
  });

  it('a list of prefixes that are none, or too long or too many of them, is refused', () => {
    const many = Array.from({ length: 65 }, (_, at) => `p${at}`).join(' ');
    for (const list of ['a:b', 'p*', 'x'.repeat(65), many])
      refused(
        () => canonicalizationOf(infoOf(method(exclusiveC14n, inclusive(list)))),
        'SECURITY_HEADER_INVALID',
        /PrefixList/,
      );
  });

  it('a reference means one part of this message', () => {
    for (const uri of ['', '#', 'body', 'http://127.0.0.1/#body', '#xpointer(/)', '#a b', '#a#b'])
      refused(() => read(reference({ uri })), 'SECURITY_HEADER_INVALID', /by its wsu:Id/);
    refused(() => read(reference().replace(' URI="#body"', '')), 'SECURITY_HEADER_INVALID', /by its wsu:Id/);
  });

  it('a reference has one digest, of SHA-256, and nothing more', () => {
    const sha1 = reference({ inner: digestMethod(`${ds}sha1`) + digest });
    refused(() => read(sha1), 'SECURITY_ALGORITHM_REFUSED', /SHA-256/);
    const more = reference({ inner: `${digestMethod()}${digest}<X xmlns="urn:x"/>` });
    refused(() => read(more), 'SECURITY_HEADER_INVALID', /transform, method and digest/);
    const two = reference({ inner: digestMethod() + digest + digest });
    refused(() => read(two), 'SECURITY_HEADER_INVALID', /transform, method and digest/);
    for (const inner of [digest, digestMethod()])
      refused(
        () => read(reference({ inner })),
        'SECURITY_HEADER_INVALID',
        /missing in Reference|transform, method and digest/,
      );
    const noBase64 = reference({ inner: `${digestMethod()}<DigestValue>?</DigestValue>` });
    refused(() => read(noBase64), 'SECURITY_HEADER_INVALID', /not base64/);
  });

  it('it begins with its two methods, and the algorithm has no parameters', () => {
    for (const methods of ['', algorithm() + method(), method(), algorithm()])
      refused(() => read(reference(), methods), 'SECURITY_HEADER_INVALID', /begins with its two methods/);
    const short = method() + algorithm('<HMACOutputLength>8</HMACOutputLength>');
    refused(() => read(reference(), short), 'SECURITY_ALGORITHM_REFUSED', /with parameters/);
  });

  it('it names 1 to 32 parts, each once, and nothing else', () => {
    const some = (count: number) => Array.from({ length: count }, (_, at) => reference({ uri: `#p${at}` })).join('');
    assert.equal(read(some(32)).references.length, 32);
    for (const count of [0, 33]) refused(() => read(some(count)), 'SECURITY_HEADER_INVALID', /1 to 32/);
    refused(() => read(reference() + reference()), 'SECURITY_HEADER_INVALID', /two references to one part/);
    const other = reference().replaceAll('Reference', 'Manifest');
    refused(() => read(reference() + other), 'SECURITY_HEADER_INVALID', /Manifest in SignedInfo/);
  });
});
