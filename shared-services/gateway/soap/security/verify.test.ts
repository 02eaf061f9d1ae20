import assert from 'node:assert/strict';
import { createHmac, createPublicKey, X509Certificate } from 'node:crypto';
import { ourTree } from '../../../../reference-architecture/contract/test-support/xml-tree.ts';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { createChainTrust } from '../../../kit/identity/chain.ts';
import { Refusal } from '../../../kit/refusal.ts';
import { decryptEnvelope } from './decrypt.ts';
import { encryptBody } from './encrypt.ts';
import { exclusiveC14n, saml, wsse, wsu } from './names.ts';
import { signEnvelope } from './sign.ts';
import { type SigningKey, signingKeyOf } from './signing-key.ts';
import { addressing, envelope, makeAuthority, verify } from './test-support/messages.ts';
import { refused } from './test-support/refused.ts';

type Made = Awaited<ReturnType<typeof makeAuthority>>;

const find = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => find(child, name)).find((found) => found !== undefined);

for (const keyType of ['EC-P256', 'RSA-2048'] as const) {
  describe(`WS-Security with ${keyType}`, () => {
    let made: Made;
    let key: SigningKey;
    let clock: { nowMs(): number };
    let nowMs = 0;
    const signed = (text = envelope()) => signEnvelope(text, { key, nowMs });
    const idOf = (text: string, name: string) =>
      find(parseXml(text), name)!.attributes.find((one) => one.namespace === wsu)!.value;

    before(async function () {
      this.timeout(60_000);
      // When it runs, not when it is read: other tests may take minutes in between.
      nowMs = Date.now();
      made = await makeAuthority(keyType);
      const { key: pem, certificate: cert } = made.certificates.memberState('BE');
      key = signingKeyOf({ key: pem, cert });
      clock = { nowMs: () => nowMs };
    });
    after(() => made.remove());

    it('verifies what it signed, and reads it from the octets that were hashed', () => {
      for (const version of ['1.1', '1.2'] as const) {
        const { root, signer, untilMs } = verify(signed(envelope(undefined, version)));
        assert.equal(find(root, 'n')?.text, '1');
        assert.equal(find(root, 'MessageID')?.text, addressing.messageId);
        assert.equal(signer.chain.length, 1);
        assert.ok(untilMs > nowMs);
      }
    });

    it('signs an envelope without a Header, with an empty element, and with all that text can hold', () => {
      const body = '<a b="&lt;&quot;&#9;&amp;"/>&#13;<!-- note --><c xmlns="urn:c"><![CDATA[<x>]]> ü€😀</c>';
      const text = signed(envelope(body).replace(/<soap:Header>.*<\/soap:Header>/, ''));
      const { root } = verify(text);
      assert.equal(find(root, 'c')?.text, '<x> ü€😀');
    });

    it('signs an envelope however it is written: prefixes that are taken, none at all, an empty Header', () => {
      const soap = 'http://www.w3.org/2003/05/soap-envelope';
      const body = '<a xmlns:q="urn:q" q:x=">"><b/></a>';
      const texts = [
        `<Envelope xmlns='${soap}' ><Header/><Body y='>'>${body}</Body></Envelope>`,
        `<wsu:Envelope xmlns:wsu="${soap}" xmlns="urn:d"><wsu:Header /><wsu:Body>${body}</wsu:Body></wsu:Envelope>`,
        `<e:Envelope xmlns:e="${soap}" xmlns:wsu="urn:u" xmlns:wsu1="urn:v"><!-- > --><e:Body><wsu:a wsu1:n="1"/></e:Body></e:Envelope>`,
        `<e:Envelope xmlns:e="${soap}"><e:Header\r\n><h xmlns="urn:h">x</h></e:Header><e:Body/></e:Envelope>`,
      ];
      for (const text of texts) {
        const { root } = verify(signed(text));
        const read = parseXml(text);
        const [before, after] = [read, root].map((one) => ourTree(one.children.at(-1)!.children[0] ?? one));
        if (read.children.at(-1)!.children.length > 0) assert.deepEqual(after, before);
      }
      assert.throws(() => signed(signed()), /signed before/);
      assert.throws(() => signed('<a/>'), /no SOAP envelope/);
    });

    it('trusts the path to the authority, and says so when only the certificate of the signer was sent', async () => {
      const trust = createChainTrust({ trustAnchor: made.certificates.trustAnchor, clock });
      const { signer } = verify(signed());
      await trust(signer.certificate.raw, signer.chain);
      await assert.rejects(trust(signer.certificate.raw, []), (error: Refusal) =>
        /only the signing certificate was sent.*X509PKIPathv1/.test(error.faults[0]!.message),
      );
      const other = await makeAuthority('EC-P256');
      const stranger = createChainTrust({ trustAnchor: other.certificates.trustAnchor, clock });
      await assert.rejects(stranger(signer.certificate.raw, signer.chain), /SECURITY_TOKEN_UNTRUSTED/);
      await other.remove();
    });

    it('trusts no certificate that is over', async () => {
      let laterMs = 0;
      const moving = { nowMs: () => nowMs + laterMs };
      const trust = createChainTrust({ trustAnchor: made.certificates.trustAnchor, clock: moving });
      const { signer } = verify(signed());
      await trust(signer.certificate.raw, signer.chain);
      // Also of one that was trusted a moment before.
      for (const years of [20, -20]) {
        laterMs = years * 365 * 86_400_000;
        await assert.rejects(trust(signer.certificate.raw, signer.chain), /SECURITY_TOKEN_UNTRUSTED/);
      }
    });

    describe('refuses', () => {
      it('changed content', () => refused(() => verify(signed().replace('<m:n>1', '<m:n>2')), 'SIGNATURE_INVALID'));

      it('a moved Body: the signed one elsewhere, another in its place', () => {
        const text = signed();
        const [body] = /<soap:Body.*<\/soap:Body>/s.exec(text)!;
        const forged = '<soap:Body><m:order xmlns:m="urn:m"><m:n>666</m:n></m:order></soap:Body>';
        const wrapped = `<x:Wrapper xmlns:x="urn:x">${body}</x:Wrapper>`;
        const inHeader = text.replace(body!, forged).replace('</soap:Header>', `${wrapped}</soap:Header>`);
        const inBody = text.replace(body!, `<soap:Body>${wrapped}</soap:Body>`);
        const asHeader = text.replace(body!, forged).replace('</soap:Header>', `${body}</soap:Header>`);
        const after = text.replace(body!, forged + body);
        for (const one of [inHeader, inBody]) refused(() => verify(one), 'SIGNATURE_INVALID', /names no part/);
        refused(() => verify(asHeader), 'SIGNATURE_INCOMPLETE', /Body must be signed/);
        refused(() => verify(after), 'SECURITY_HEADER_INVALID');
      });

      it('a duplicated id, of whatever kind of id', () => {
        const text = signed();
        const id = idOf(text, 'Body');
        for (const attribute of [`Id="${id}"`, `ID="${id}"`, `xml:id="${id}"`, `q:Id="${id}" xmlns:q="${wsu}"`]) {
          const twice = text.replace('<soap:Header>', `<soap:Header><x xmlns="urn:x" ${attribute}/>`);
          refused(() => verify(twice), 'SECURITY_HEADER_INVALID', /more than once/);
        }
      });

      it('a second Security header, also for another actor', () => {
        const second = (attributes: string) =>
          signed().replace('</soap:Header>', `<w:Security xmlns:w="${wsse}" ${attributes}/></soap:Header>`);
        refused(() => verify(second('')), 'SECURITY_HEADER_INVALID', /more than one/);
        refused(() => verify(second('soap:role="urn:other"')), 'SECURITY_HEADER_INVALID', /more than one/);
      });

      it('a second Signature', () => {
        const text = signed();
        const [signature] = /<ds:Signature .*<\/ds:Signature>/s.exec(text)!;
        refused(() => verify(text.replace(signature!, signature! + signature!)), 'SECURITY_HEADER_INVALID', /twice/);
      });

      it('a wrapped Timestamp', () => {
        const text = signed();
        const [timestamp] = /<wsu:Timestamp.*<\/wsu:Timestamp>/s.exec(text)!;
        const soon = new Date(nowMs).toISOString();
        const fresh = `<wsu:Timestamp><wsu:Created>${soon}</wsu:Created></wsu:Timestamp>`;
        const moved = text.replace(timestamp!, `${fresh}<x:w xmlns:x="urn:x">${timestamp}</x:w>`);
        refused(() => verify(moved), 'SIGNATURE_INVALID', /names no part/);
        const asHeader = text.replace(timestamp!, fresh).replace('</soap:Header>', `${timestamp}</soap:Header>`);
        refused(() => verify(asHeader), 'SIGNATURE_INCOMPLETE', /Timestamp/);
      });

      it('To or Action that is not signed, or was swapped', () => {
        const action = /<wsa:Action.*?<\/wsa:Action>/.exec(signed())![0];
        const text = signed();
        refused(() => verify(text.replace('urn:example:submit', 'urn:example:cancel')), 'SIGNATURE_INVALID');
        const other = '<wsa:Action>urn:example:cancel</wsa:Action>';
        const unsigned = text.replace(/<wsa:Action.*?<\/wsa:Action>/, other);
        refused(() => verify(unsigned), 'SIGNATURE_INVALID', /names no part/);
        refused(
          () =>
            verify(
              text.replace('</soap:Header>', '<wsa:From><wsa:Address>urn:x</wsa:Address></wsa:From></soap:Header>'),
            ),
          'SIGNATURE_INCOMPLETE',
          /From/,
        );
        assert.ok(action.includes('wsu:Id'));
      });

      it('a MessageHeader of CCN2 that is not signed', () => {
        const header = '<MessageHeader xmlns="http://ccn2.ec.eu/CCN2.Service.Platform.Common.Schema"/>';
        const text = signed().replace('</soap:Header>', `${header}</soap:Header>`);
        refused(() => verify(text), 'SIGNATURE_INCOMPLETE', /MessageHeader/);
      });

      it('an empty Body that was left unsigned, in words that help', () => {
        const text = signed(envelope(''));
        verify(text);
        const reference = new RegExp(`<ds:Reference URI="#${idOf(text, 'Body')}">.*?</ds:Reference>`);
        refused(() => verify(text.replace(reference, '')), 'SIGNATURE_INVALID');
        refused(
          () =>
            verify(
              text
                .replace(/<soap:Body[^>]*>/, '<soap:Body>')
                .replace('</soap:Header>', `<x xmlns:wsu="${wsu}" wsu:Id="${idOf(text, 'Body')}"/></soap:Header>`),
            ),
          'SIGNATURE_INVALID',
        );
      });

      it('an expired timestamp, one from the future, and one that is good for ever', () => {
        const text = signed();
        refused(() => verify(text, { nowMs: nowMs + 370_000 }), 'SECURITY_EXPIRED', /sign the message/);
        refused(() => verify(text, { nowMs: nowMs - 70_000 }), 'SECURITY_EXPIRED', /future/);
        const forEver = signEnvelope(envelope(), { key, nowMs, validForMs: 10 * 365 * 86_400_000 });
        verify(forEver, { nowMs: nowMs + 300_000 });
        refused(() => verify(forEver, { nowMs: nowMs + 370_000 }), 'SECURITY_EXPIRED');
      });

      it('confused algorithms: SHA-1, none, another key type', () => {
        const algorithm = /SignatureMethod Algorithm="[^"]*"/;
        for (const uri of [
          'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1',
          'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
          'none',
          '',
        ]) {
          const text = signed().replace(algorithm, `SignatureMethod Algorithm="${uri}"`);
          refused(() => verify(text), 'SECURITY_ALGORITHM_REFUSED');
        }
        const otherType = keyType === 'EC-P256' ? 'rsa-sha256' : 'ecdsa-sha256';
        const text = signed().replace(
          algorithm,
          `SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${otherType}"`,
        );
        refused(() => verify(text), 'SECURITY_ALGORITHM_REFUSED', /not one for this algorithm/);
        const sha1 = signed().replace(
          /DigestMethod Algorithm="[^"]*"/,
          'DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"',
        );
        refused(() => verify(sha1), 'SECURITY_ALGORITHM_REFUSED', /SHA-256/);
      });

      it('an HMAC with the public key as its secret', () => {
        const hmac = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
        const text = signed().replace(/SignatureMethod Algorithm="[^"]*"/, `SignatureMethod Algorithm="${hmac}"`);
        const signedInfo = /<ds:SignedInfo.*<\/ds:SignedInfo>/s.exec(text)![0];
        const spki = createPublicKey(key.key).export({ type: 'spki', format: 'pem' });
        const value = createHmac('sha256', spki).update(signedInfo).digest('base64');
        const forged = text.replace(/SignatureValue>[^<]*/, `SignatureValue>${value}`);
        refused(() => verify(forged), 'SECURITY_ALGORITHM_REFUSED');
      });

      it('a substituted key: the token of another, a key by value, by name, by address', () => {
        const { key: pem, certificate } = made.certificates.memberState('DE');
        const other = signingKeyOf({ key: pem, cert: certificate });
        const swapped = signed().replace(key.token, other.token);
        refused(() => verify(swapped), 'SIGNATURE_INVALID');
        const reference = /<wsse:SecurityTokenReference.*<\/wsse:SecurityTokenReference>/s;
        const der = new X509Certificate(certificate).raw.toString('base64');
        for (const keyInfo of [
          '<ds:KeyValue/>',
          '<ds:KeyName>BE</ds:KeyName>',
          `<ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data>`,
          '<wsse:SecurityTokenReference><wsse:Reference URI="http://127.0.0.1/key"/></wsse:SecurityTokenReference>',
          '<wsse:SecurityTokenReference><wsse:Embedded/></wsse:SecurityTokenReference>',
          '<ds:RetrievalMethod URI="file:///etc/passwd"/>',
        ]) {
          assert.throws(() => verify(signed().replace(reference, keyInfo)), Refusal, keyInfo);
        }
      });

      it('an empty list of references, and references to nothing, to everything, or elsewhere', () => {
        refused(
          () => verify(signed().replace(/<ds:Reference .*<\/ds:Reference>/s, '')),
          'SECURITY_HEADER_INVALID',
          /1 to 32/,
        );
        for (const uri of ['', '#', 'http://127.0.0.1/', 'file:///etc/passwd', '#xpointer(/)', "#xpointer(id('x'))"]) {
          const text = signed().replace(/Reference URI="#part[^"]*"/, `Reference URI="${uri}"`);
          refused(() => verify(text), 'SECURITY_HEADER_INVALID', /wsu:Id/);
        }
      });

      it('tricks with transforms', () => {
        const transform = `<ds:Transform Algorithm="${exclusiveC14n}"></ds:Transform>`;
        const one = (uri: string, inner = '') => `<ds:Transform Algorithm="${uri}">${inner}</ds:Transform>`;
        for (const tricky of [
          '',
          transform + transform,
          one('http://www.w3.org/2000/09/xmldsig#enveloped-signature'),
          one('http://www.w3.org/2000/09/xmldsig#enveloped-signature') + transform,
          one('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>false()</ds:XPath>'),
          one('http://www.w3.org/2002/06/xmldsig-filter2'),
          one(
            'http://www.w3.org/TR/1999/REC-xslt-19991116',
            '<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"/>',
          ),
          one('http://www.w3.org/2000/09/xmldsig#base64'),
          one(`${exclusiveC14n}WithComments`),
          one('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
          one(exclusiveC14n, '<ds:XPath>false()</ds:XPath>'),
        ]) {
          assert.throws(() => verify(signed().replace(transform, tricky)), Refusal, tricky);
        }
        const method = signed().replace(
          `CanonicalizationMethod Algorithm="${exclusiveC14n}"`,
          'CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
        );
        refused(() => verify(method), 'SECURITY_ALGORITHM_REFUSED');
      });

      it('a user name token', () => {
        const token = '<wsse:UsernameToken><wsse:Username>x</wsse:Username></wsse:UsernameToken>';
        refused(() => verify(signed().replace('<wsu:Timestamp', `${token}<wsu:Timestamp`)), 'SECURITY_TOKEN_INVALID');
      });

      it('an assertion that is not signed, and two of them', () => {
        const assertion = `<Assertion xmlns="${saml}" ID="a"/>`;
        const withSome = (some: string) => signed().replace('<wsu:Timestamp', `${some}<wsu:Timestamp`);
        refused(() => verify(withSome(assertion)), 'SIGNATURE_INCOMPLETE', /the SAML assertion must be signed/);
        refused(() => verify(withSome(assertion + assertion)), 'SECURITY_HEADER_INVALID', /more than one assertion/);
      });

      it('document types, entities and instructions, before anything is verified', () => {
        for (const start of [
          '<!DOCTYPE x [<!ENTITY a "b">]>',
          '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
          '<?go away?>',
        ]) {
          assert.throws(() => verify(signed().replace('?>', `?>${start}`)), /XML_|document type|instruction/);
        }
      });
    });

    it('reads past comments in texts what was hashed: no more, no less', () => {
      const text = signed(envelope('<m><n>admin<!-- x -->istrator</n></m>'));
      assert.equal(find(verify(text).root, 'n')?.text, 'administrator');
      const added = text.replace('admin<!-- x -->', 'admin<!-- x --><!--y-->');
      assert.equal(find(verify(added).root, 'n')?.text, 'administrator');
      refused(() => verify(text.replace('admin<!-- x -->', 'admin<!-- x --> ')), 'SIGNATURE_INVALID');
    });

    it('knows a signature again by what was signed, not by a value of which there may be two', () => {
      const text = signed();
      assert.equal(verify(text).proof, verify(text).proof);
      assert.notEqual(verify(text).proof, verify(signed()).proof);
      if (keyType !== 'EC-P256') return;
      const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
      const [, value = ''] = /SignatureValue>([^<]*)/.exec(text)!;
      const bytes = Buffer.from(value, 'base64');
      const other = (order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0');
      const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from(other, 'hex')]).toString('base64');
      assert.notEqual(twin, value);
      assert.equal(verify(text.replace(value, twin)).proof, verify(text).proof);
    });

    it('takes a key identifier, or issuer and serial number, for the certificate of the connection alone', () => {
      const { certificate } = made.certificates.memberState('BE');
      const { certificate: german } = made.certificates.memberState('DE');
      const serial = BigInt(`0x${new X509Certificate(certificate).serialNumber}`);
      const data = `<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>any</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>`;
      const text = signed().replace(/<wsse:Reference [^>]*\/>/, data);
      assert.equal(find(verify(text, { peer: certificate }).root, 'n')?.text, '1');
      refused(() => verify(text, { peer: german }), 'SECURITY_TOKEN_INVALID', /another certificate/);
      refused(() => verify(text), 'SECURITY_TOKEN_INVALID', /another certificate/);
    });

    if (keyType === 'EC-P256') {
      it('encrypts for RSA keys alone', () => {
        const recipient = new X509Certificate(made.certificates.service('ccn2ng').certificate);
        assert.throws(() => encryptBody(signed(), recipient), /for RSA keys only/);
      });
    }

    if (keyType === 'RSA-2048') {
      describe('encryption of the Body', () => {
        const recipient = () => new X509Certificate(made.certificates.service('ccn2ng').certificate);
        const recipientKey = () =>
          signingKeyOf({
            key: made.certificates.service('ccn2ng').key,
            cert: made.certificates.service('ccn2ng').certificate,
          }).key;
        const open = (text: string) => decryptEnvelope(text, parseXml(text), recipientKey());

        it('hides the content, and gives back what was signed', () => {
          const text = signed();
          const hidden = encryptBody(text, recipient());
          assert.doesNotMatch(hidden, /order/);
          assert.equal(find(verify(open(hidden)).root, 'n')?.text, '1');
        });

        it('answers every failure alike', () => {
          const hidden = encryptBody(signed(), recipient());
          const values = [...hidden.matchAll(/CipherValue>([^<]+)/g)].map(([, value]) => value!);
          for (const value of values) {
            const bytes = Buffer.from(value, 'base64');
            bytes[bytes.length - 1]! ^= 1;
            refused(
              () => open(hidden.replace(value, bytes.toString('base64'))),
              'SIGNATURE_INVALID',
              /^the content cannot be decrypted$/,
            );
          }
        });

        it('says how its key identifier is encoded, without which WSS4J reads none (Basic Security Profile 1.1, R3070)', () =>
          assert.match(encryptBody(signed(), recipient()), /<wsse:KeyIdentifier EncodingType="[^"]+#Base64Binary"/));

        it('refuses other algorithms: AES-CBC, RSA 1.5, OAEP with digest and mask of two kinds', () => {
          const hidden = encryptBody(signed(), recipient());
          for (const [now, then] of [
            ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'],
            ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'],
            ['http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2001/04/xmlenc#sha256'],
          ] as const) {
            refused(() => open(hidden.replace(now, then)), 'SECURITY_ALGORITHM_REFUSED');
          }
        });
      });
    }
  });
}
