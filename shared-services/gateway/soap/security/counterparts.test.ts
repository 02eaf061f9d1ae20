/** Other implementations: what xml-crypto and the `soap` package sign is verified here, and the reverse. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { WSSecurityCert } from 'soap';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { rsaSha256 } from './algorithms.ts';
import { documentOf } from './document.ts';
import { exclusiveC14n, sha256Digest, wsse, wsu, x509v3 } from './names.ts';
import { signEnvelope } from './sign.ts';
import { signingKeyOf } from './signing-key.ts';
import { envelope, makeAuthority, verify } from './test-support/messages.ts';

interface SignedXml {
  loadSignature(xml: string): void;
  checkSignature(xml: string): boolean;
  getSignedReferences(): string[];
  addReference(facts: object): void;
  computeSignature(xml: string, facts: object): void;
  getSignedXml(): string;
}

/** Not by its types: they declare a browser, and with it other types for what node has. */
const { SignedXml } = (await import('xml-crypto' as string)) as { SignedXml: new (options: object) => SignedXml };

const by = (name: string) => `//*[local-name(.)='${name}']`;

describe('counterparts of WS-Security', () => {
  let made: Awaited<ReturnType<typeof makeAuthority>>;
  let credential: { readonly key: string; readonly certificate: string };

  before(async function () {
    this.timeout(60_000);
    made = await makeAuthority('RSA-2048');
    credential = made.certificates.memberState('BE');
  });
  after(() => made.remove());

  const leaf = () => credential.certificate.split(/(?<=-----END CERTIFICATE-----)/)[0]!;
  const ours = () =>
    signEnvelope(envelope(), {
      key: signingKeyOf({ key: credential.key, cert: credential.certificate }),
      nowMs: Date.now(),
    });

  const verifiedByXmlCrypto = (text: string): number => {
    const [signature] = /<ds:Signature .*<\/ds:Signature>/s.exec(text)!;
    const publicCert = createPublicKey(leaf()).export({ type: 'spki', format: 'pem' });
    const verifier = new SignedXml({
      idMode: 'wssecurity',
      publicCert: String(publicCert),
      getCertFromKeyInfo: () => null,
    });
    verifier.loadSignature(signature!);
    return verifier.checkSignature(text) ? verifier.getSignedReferences().length : 0;
  };

  it('xml-crypto verifies what we sign, all parts of it', () => assert.equal(verifiedByXmlCrypto(ours()), 6));

  it('xml-crypto refuses what was changed, as we do', () => {
    const changed = ours().replace('<m:n>1', '<m:n>2');
    assert.throws(() => verify(changed), /SIGNATURE_INVALID/);
    assert.throws(() => assert.equal(verifiedByXmlCrypto(changed), 6));
  });

  const signedByXmlCrypto = (names: readonly string[]): string => {
    const now = Date.now();
    const time = (ms: number) => new Date(ms).toISOString();
    const token = leaf().replaceAll(/-----[^-]+-----|\s/g, '');
    const security =
      `<wsse:Security xmlns:wsse="${wsse}" xmlns:wsu="${wsu}"><wsse:BinarySecurityToken wsu:Id="x509" ValueType="${x509v3}">${token}` +
      `</wsse:BinarySecurityToken><wsu:Timestamp><wsu:Created>${time(now)}</wsu:Created><wsu:Expires>${time(now + 60_000)}</wsu:Expires>` +
      '</wsu:Timestamp></wsse:Security>';
    const text = envelope().replace('</soap:Header>', `${security}</soap:Header>`);
    const signer = new SignedXml({
      idMode: 'wssecurity',
      privateKey: credential.key,
      signatureAlgorithm: rsaSha256,
      canonicalizationAlgorithm: exclusiveC14n,
      getKeyInfoContent: () =>
        '<wsse:SecurityTokenReference><wsse:Reference URI="#x509"/></wsse:SecurityTokenReference>',
    });
    for (const name of names) {
      signer.addReference({ xpath: by(name), transforms: [exclusiveC14n], digestAlgorithm: sha256Digest });
    }
    signer.computeSignature(text, {
      prefix: 'ds',
      location: { reference: by('Security'), action: 'append' },
      existingPrefixes: { wsse },
    });
    return signer.getSignedXml();
  };
  const all = ['Body', 'Timestamp', 'To', 'Action', 'MessageID'];

  it('we verify what xml-crypto signs', () => {
    const { root } = verify(signedByXmlCrypto(all));
    assert.equal(root.children[1]?.children[0]?.children[0]?.text, '1');
  });

  it('we refuse what xml-crypto signs without a part', () => {
    for (const name of all) {
      const text = signedByXmlCrypto(all.filter((one) => one !== name));
      assert.throws(() => verify(text), /SIGNATURE_INCOMPLETE/, name);
    }
  });

  it('we verify what the soap package signs, with the one transform that is taken', () => {
    const security = new WSSecurityCert(credential.key, leaf(), '', {
      signatureAlgorithm: rsaSha256,
      digestAlgorithm: sha256Digest,
      signatureTransformations: [exclusiveC14n],
      signerOptions: { idMode: 'wssecurity', prefix: 'ds', attrs: {}, existingPrefixes: {} },
      additionalReferences: ['wsa:To', 'wsa:Action', 'wsa:MessageID'],
    });
    const text = security.postProcess(envelope(), 'soap');
    assert.equal(verify(text).root.children[1]?.children[0]?.name, 'order');
  });

  const digestByXmlCrypto = (text: string, name: string): string => {
    const signer = new SignedXml({
      privateKey: credential.key,
      signatureAlgorithm: rsaSha256,
      canonicalizationAlgorithm: exclusiveC14n,
    });
    signer.addReference({ xpath: by(name), transforms: [exclusiveC14n], digestAlgorithm: sha256Digest });
    signer.computeSignature(text, { location: { reference: by('r'), action: 'append' } });
    return /DigestValue>([^<]*)/.exec(signer.getSignedXml())![1]!;
  };

  it('canonicalises as xml-crypto does, however long the text and wherever its characters stand', () => {
    for (const shift of [0, 1, 2, 3]) {
      const inner = `${'x'.repeat(shift)}${'é€😀'.repeat(20_000)}`;
      const whole = `<r><h/><e Id="e"><a y="${inner}">${inner}</a></e></r>`;
      const octets = documentOf(parseXml(whole)).canonical([1]);
      assert.equal(octets, `<e Id="e"><a y="${inner}">${inner}</a></e>`);
      assert.equal(createHash('sha256').update(octets).digest('base64'), digestByXmlCrypto(whole, 'e'));
    }
  });

  it('canonicalises as xml-crypto does, whatever the text is', () => {
    const text = fc.stringMatching(/^[\w<>&"'äß€\t]{0,12}$/);
    const escaped = (value: string) =>
      value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\t', '&#9;');
    const element = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        text.map(escaped),
        fc
          .tuple(
            fc.constantFrom('a', 'p:b', 'q:c', 'd'),
            fc.constantFrom('', ' xmlns="urn:1"', ' xmlns:p="urn:2"', ' xmlns:q="urn:3" q:z="1"'),
            text,
            fc.array(tie('node'), { maxLength: 3 }),
          )
          .map(
            ([name, declared, value, children]) =>
              `<${name}${declared} y="${escaped(value)}" x="1"><!-- c -->${children.join('')}</${name}>`,
          ),
      ),
    })).node;
    fc.assert(
      fc.property(element, (inner) => {
        const whole = `<r xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d"><h/><e xmlns:u="urn:u" Id="e">${inner}</e></r>`;
        const octets = documentOf(parseXml(whole)).canonical([1]);
        assert.equal(createHash('sha256').update(octets).digest('base64'), digestByXmlCrypto(whole, 'e'), whole);
      }),
      { numRuns: 300 },
    );
  });
});
