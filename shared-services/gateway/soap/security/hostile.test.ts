/** Messages that are signed well and are up to no good, and ones that are put together from pieces of good ones. */
import assert from 'node:assert/strict';
import { ourTree } from '../../../../reference-architecture/contract/test-support/xml-tree.ts';
import { parseXml, type XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { derSequence, derSequenceOf } from '../../../kit/identity/der.ts';
import { Refusal } from '../../../kit/refusal.ts';
import { exclusiveC14n, saml, samlId, strTransform, wsse, wsu, x509Path, x509v3 } from './names.ts';
import type { SecurityRefusalCode } from './refusals.ts';
import { signEnvelope } from './sign.ts';
import { type SigningKey, signingKeyOf } from './signing-key.ts';
import { envelope, makeAuthority, verify } from './test-support/messages.ts';
import { resign } from './test-support/resign.ts';

const find = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => find(child, name)).find((found) => found !== undefined);

const refused = (text: string, code: SecurityRefusalCode, reason = /.*/) =>
  assert.throws(
    () => verify(text),
    (error) => {
      assert.ok(error instanceof Refusal, String(error));
      const told = error.faults.map(({ message }) => message).join();
      assert.deepEqual([error.code, reason.test(told)], [code, true], `${error.code}: ${told}`);
      return true;
    },
  );

describe('WS-Security, hostile messages', () => {
  let made: Awaited<ReturnType<typeof makeAuthority>>;
  let key: SigningKey;
  let other: SigningKey;

  before(async function () {
    this.timeout(60_000);
    made = await makeAuthority('EC-P256');
    [key, other] = ['BE', 'DE'].map((country) => {
      const { key: pem, certificate: cert } = made.certificates.memberState(country);
      return signingKeyOf({ key: pem, cert });
    }) as [SigningKey, SigningKey];
  });
  after(() => made.remove());

  const signed = (text = envelope(), by = key) => signEnvelope(text, { key: by, nowMs: Date.now() });
  const again = (change: (text: string) => string, text = signed()) => {
    const changed = change(text);
    assert.notEqual(changed, text, 'nothing was changed');
    return resign(changed, key);
  };
  const idOf = (text: string, name: string) =>
    find(parseXml(text), name)!.attributes.find(({ namespace }) => namespace === wsu)!.value;

  it('takes what is signed anew without a change: the tests below fail for no other reason', () => {
    assert.equal(find(verify(resign(signed(), key)).root, 'n')?.text, '1');
  });

  describe('ids', () => {
    it('are compared as they are read: a character reference is its character, a percent sign is one', () => {
      const text = signed();
      const id = idOf(text, 'Body');
      const referred = text.replace(`wsu:Id="${id}"`, `wsu:Id="&#x70;${id.slice(1)}"`);
      assert.equal(find(verify(referred).root, 'n')?.text, '1');
      const asReference = text.replace(`URI="#${id}"`, `URI="&#35;&#112;${id.slice(1)}"`);
      assert.equal(find(verify(asReference).root, 'n')?.text, '1');
      refused(
        again((one) => one.replace('URI="#part-0', 'URI="#%70art-0')),
        'SIGNATURE_INVALID',
        /names no part/,
      );
      for (const uri of [' #x', '#x ', '#x#', '#element(x)', 'urn:x#x', '#'])
        refused(
          again((one) => one.replace(`URI="#${idOf(one, 'Body')}"`, `URI="${uri}"`)),
          'SECURITY_HEADER_INVALID',
          /wsu:Id/,
        );
    });

    it('of other kinds are no ids of the Body: Id, ID, xml:id', () => {
      for (const name of ['Id', 'ID', 'xml:id'])
        refused(signed().replace(/(<soap:Body[^>]*)wsu:Id=/, `$1${name}=`), 'SIGNATURE_INVALID', /names no part/);
    });

    it('of an assertion that is meant by a reference stand once, too', () => {
      const id = 'vouched';
      const reference =
        `<wsse:SecurityTokenReference xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" wsu:Id="str"><wsse:KeyIdentifier ` +
        `ValueType="${samlId}">${id}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`;
      const xml = `<saml2:Assertion xmlns:saml2="${saml}" ID="${id}" Version="2.0"></saml2:Assertion>`;
      const token = { xml, reference, referenceId: 'str' };
      const sign = (text: string) => signEnvelope(text, { key, nowMs: Date.now(), token });
      assert.equal(verify(sign(envelope())).assertion?.name, 'Assertion');
      for (const name of ['AssertionID', 'ID', 'Id', 'xml:id'])
        refused(sign(envelope(`<m ${name}="${id}"/>`)), 'SECURITY_HEADER_INVALID', /more than once/);
      for (const [from, to] of [
        [`>${id}</wsse:KeyIdentifier>`, '>nobody</wsse:KeyIdentifier>'],
        [samlId, 'urn:x'],
        ['wsse:KeyIdentifier ', 'wsse:Embedded '],
        ['</wsse:KeyIdentifier>', '</wsse:KeyIdentifier><wsse:KeyIdentifier/>'],
      ] as const) {
        const wrong = sign(envelope()).replace(from, to).replace('Embedded ValueType', 'Embedded x');
        const closed = to.includes('Embedded') ? wrong.replace('</wsse:KeyIdentifier>', '</wsse:Embedded>') : wrong;
        refused(closed, 'SECURITY_HEADER_INVALID', /means no assertion/);
      }
      const toToken = (one: string) => one.replace(/URI="#str"/, `URI="#${idOf(one, 'BinarySecurityToken')}"`);
      const single = (one: string) => one.replace(/<ds:Reference URI="#token-.*?<\/ds:Reference>/s, '');
      refused(resign(toToken(single(sign(envelope()))), key), 'SECURITY_HEADER_INVALID', /means no assertion/);
      const second = reference.replace('wsu:Id="str"', 'wsu:Id="str2"');
      const pattern = /<ds:Reference URI="#str">.*?<\/ds:Reference>/s;
      const twice = resign(
        sign(envelope())
          .replace(reference, reference + second)
          .replace(pattern, (one) => one + one.replace('#str"', '#str2"')),
        key,
      );
      assert.match(twice, new RegExp(strTransform));
      refused(twice, 'SECURITY_HEADER_INVALID', /two references to one part/);
    });
  });

  describe('namespaces', () => {
    it('a prefix in content that is bound anew outside of what is signed is none to who reads', () => {
      const body = '<m:a xmlns:m="urn:m" kind="q:good">q:good</m:a>';
      const text = signed(envelope(body).replace('<soap:Envelope ', '<soap:Envelope xmlns:q="urn:q" '));
      const bound = text.replace('xmlns:q="urn:q"', 'xmlns:q="urn:evil"');
      assert.deepEqual(ourTree(verify(bound).root.children[1]!), ourTree(verify(text).root.children[1]!));
      const seen = find(verify(bound).root, 'a')!.attributes;
      assert.ok(!seen.some(({ value }) => value === 'urn:evil'));
    });

    it('a prefix that the signature lists cannot be bound anew', () => {
      const listing = `<ds:Transform Algorithm="${exclusiveC14n}"><ec:InclusiveNamespaces xmlns:ec="${exclusiveC14n}" PrefixList="q #default"/></ds:Transform>`;
      const text = again(
        (one) => one.replaceAll(/<ds:Transform Algorithm="[^"]*"><\/ds:Transform>/g, listing),
        signed(envelope().replace('<soap:Envelope ', '<soap:Envelope xmlns:q="urn:q" ')),
      );
      assert.equal(find(verify(text).root, 'n')?.text, '1');
      refused(text.replace('xmlns:q="urn:q"', 'xmlns:q="urn:evil"'), 'SIGNATURE_INVALID', /digest/);
      refused(text.replace('xmlns:q="urn:q"', 'xmlns:q="urn:q" xmlns="urn:evil"'), 'SIGNATURE_INVALID', /digest/);
      refused(text.replace(/<soap:Body/, '<soap:Body xmlns:q="urn:evil"'), 'SIGNATURE_INVALID', /digest/);
    });

    it('content of no namespace stays so, whatever the default is outside', () => {
      const text = signed(envelope('<order><n>1</n></order>'));
      refused(text.replace('<soap:Envelope ', '<soap:Envelope xmlns="urn:evil" '), 'SIGNATURE_INVALID', /digest/);
      assert.throws(() => verify(text.replace('<order>', '<order xmlns:a="urn:a" xmlns:a="urn:b">')));
      assert.throws(() => verify(text.replace('<order>', '<order xmlns:soap="">')));
    });

    it('beyond a limit in its canonical form a part is refused, and is no fault of ours', () => {
      const numbers = [...Array(40).keys()];
      const declared = numbers.map((number) => ` xmlns:p${number}="urn:${number}"`).join('');
      const attributes = numbers.map((number) => ` p${number}:a="1"`).join('');
      const text = envelope(`<m${attributes}/>`).replace('<soap:Envelope ', `<soap:Envelope${declared} `);
      refused(signed(text), 'SECURITY_HEADER_INVALID', /what was hashed/);
    });
  });

  describe('content', () => {
    it('in CDATA or by character references is what it says', () => {
      const text = signed(envelope('<n>a&lt;b</n>'));
      for (const form of ['<n><![CDATA[a<b]]></n>', '<n>&#97;&#x3c;b</n>', '<n>a<!-- > --><![CDATA[<]]>b</n>'])
        assert.equal(find(verify(text.replace('<n>a&lt;b</n>', form)).root, 'n')?.text, 'a<b');
      refused(text.replace('a&lt;b', '<![CDATA[a&lt;b]]>'), 'SIGNATURE_INVALID', /digest/);
      refused(text.replace('a&lt;b', 'a<b/>'), 'SIGNATURE_INVALID', /digest/);
    });

    it('in two Bodies, in a Body in the Body, or behind a Header of another version', () => {
      const text = signed();
      const [body] = /<soap:Body.*<\/soap:Body>/s.exec(text)!;
      const evil = '<soap:Body><m:order xmlns:m="urn:m"><m:n>6</m:n></m:order></soap:Body>';
      for (const two of [evil + body, body + evil]) refused(text.replace(body, two), 'SECURITY_HEADER_INVALID');
      refused(text.replace(body, `<soap:Body>${body}</soap:Body>`), 'SIGNATURE_INVALID', /names no part/);
      const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
      const header = (one: string) => one.replace('<soap:Header>', `<soap:Header xmlns:soap="${soap11}">`);
      refused(header(text), 'SECURITY_HEADER_INVALID');
    });
  });

  describe('Security headers and signatures', () => {
    const signatureIn = (text: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(text)![0];

    it('two signatures: both good by two keys, one good and one bad, either first', () => {
      const text = signed();
      const good = signatureIn(text);
      const theirs = signatureIn(resign(text, other));
      const bad = good.replace(/SignatureValue>../, 'SignatureValue>AA');
      for (const two of [good + theirs, theirs + good, good + bad, bad + good])
        refused(text.replace(good, two), 'SECURITY_HEADER_INVALID', /twice/);
    });

    it('a second header: empty, for another role, one that nobody has to understand', () => {
      const put = (xml: string) => signed().replace('</soap:Header>', `${xml}</soap:Header>`);
      for (const more of ['', 'soap:mustUnderstand="1"', 'soap:role="urn:other"', 'soap:mustUnderstand="0"'])
        refused(put(`<wsse:Security xmlns:wsse="${wsse}" ${more}/>`), 'SECURITY_HEADER_INVALID', /more than one/);
    });

    it('a header for another role is verified all the same', () => {
      const put = (text: string) => text.replace('<wsse:Security ', '<wsse:Security soap:role="urn:other" ');
      assert.equal(find(verify(put(signed())).root, 'n')?.text, '1');
      refused(put(signed()).replace('<m:n>1', '<m:n>2'), 'SIGNATURE_INVALID');
    });

    it('parts of a signature that stand twice: SignedInfo, SignatureValue, KeyInfo, DigestValue', () => {
      for (const name of ['SignedInfo', 'SignatureValue', 'KeyInfo', 'DigestValue', 'DigestMethod', 'Transforms']) {
        const text = signed();
        const [one] = new RegExp(`<ds:${name}[ >].*?</ds:${name}>`, 's').exec(text)!;
        refused(text.replace(one, one + one), 'SECURITY_HEADER_INVALID');
      }
    });

    it('a signature about itself', () => {
      const itself = (text: string) =>
        text.replace('<ds:Signature ', '<ds:Signature wsu:Id="self" ').replace(/URI="#part-0[^"]*"/, 'URI="#self"');
      refused(again(itself), 'SIGNATURE_INVALID', /names no part/);
    });

    it('an object in the signature is nothing that anybody reads, and cannot be the Body', () => {
      const text = signed();
      const [body] = /<soap:Body.*<\/soap:Body>/s.exec(text)!;
      const object = `<ds:Object>${body}</ds:Object></ds:Signature>`;
      const evil = '<soap:Body><m:order xmlns:m="urn:m"><m:n>6</m:n></m:order></soap:Body>';
      const moved = text.replace(body, evil).replace('</ds:Signature>', object);
      refused(moved, 'SIGNATURE_INVALID', /names no part/);
    });
  });

  describe('timestamps', () => {
    const timestamp = /<wsu:Timestamp.*<\/wsu:Timestamp>/s;
    const created = /<wsu:Created>[^<]*/;
    const at = (time: string) => again((text) => text.replace(created, `<wsu:Created>${time}`));
    const utc = () => new Date().toISOString();

    it('absent, or standing twice', () => {
      const without = again((text) =>
        text
          .replace(new RegExp(`<ds:Reference URI="#${idOf(text, 'Timestamp')}">.*?</ds:Reference>`, 's'), '')
          .replace(timestamp, ''),
      );
      refused(without, 'SECURITY_HEADER_INVALID', /Timestamp is missing/);
      const second = '<wsu:Timestamp><wsu:Created>2026-01-01T00:00:00Z</wsu:Created></wsu:Timestamp>';
      refused(
        again((text) => text.replace(timestamp, (one) => one + second)),
        'SECURITY_HEADER_INVALID',
        /Timestamp stands twice/,
      );
      refused(
        again((text) => text.replace('</wsu:Created>', `</wsu:Created><wsu:Created>${utc()}</wsu:Created>`)),
        'SECURITY_HEADER_INVALID',
        /Created stands twice/,
      );
    });

    it('in UTC, with fractions of a second or without', () => {
      const seconds = utc().slice(0, 19);
      for (const end of ['Z', '.5Z', '.123456789Z', '+00:00'])
        assert.ok(verify(at(seconds + end)).untilMs > Date.now(), end);
    });

    it('in no time that all would read alike: other zones, none, leap seconds, other forms', () => {
      const [day, seconds] = [utc().slice(0, 10), utc().slice(0, 19)];
      for (const time of [
        ...['+01:00', '-00:00', '', ' Z', 'z', '.Z', '.1234567890Z', '+00'].map((end) => seconds + end),
        ...['T23:59:60Z', 'T25:00:00Z', 'T12:00Z', '', ' 12:00:00Z'].map((end) => day + end),
        ...['now', '', '0', `-${seconds}Z`, `+00${seconds}Z`, new Date().toUTCString()],
      ])
        refused(at(time), 'SECURITY_HEADER_INVALID', /Created is not a time in UTC/);
    });
  });

  describe('keys', () => {
    const tokenIn = (text: string) => /<wsse:BinarySecurityToken.*<\/wsse:BinarySecurityToken>/s.exec(text)![0];

    it('a token that stands twice, outside of the header, without an id, or is of another kind', () => {
      const text = signed();
      const token = tokenIn(text);
      refused(text.replace(token, token + token), 'SECURITY_HEADER_INVALID', /more than once/);
      const moved = text.replace(token, '').replace('</soap:Header>', `${token}</soap:Header>`);
      refused(moved, 'SECURITY_TOKEN_INVALID', /not in the header/);
      const nameless = text
        .replace(/(<wsse:BinarySecurityToken[^>]*) wsu:Id="[^"]*"/, '$1')
        .replace(/<wsse:Reference URI="[^"]*"/, '<wsse:Reference URI="#undefined"');
      refused(nameless, 'SECURITY_TOKEN_INVALID', /not in the header/);
      for (const type of ['', 'urn:x', 'X509v3', `${wsse}#X509v1`])
        refused(text.replace(/ValueType="[^"]*"/, `ValueType="${type}"`), 'SECURITY_TOKEN_INVALID', /ValueType/);
      refused(text.replace(/(?<=wsu:Id="token-[^>]*>)/, 'AA'), 'SECURITY_TOKEN_INVALID');
      refused(text.replace(/#Base64Binary"/, '#HexBinary"'), 'SECURITY_TOKEN_INVALID', /EncodingType/);
    });

    it('a token that is no certificate, and paths of none and of seven', () => {
      const put = (bytes: Uint8Array, type = x509Path) =>
        signed()
          .replace(key.token, Buffer.from(bytes).toString('base64'))
          .replaceAll(`ValueType="${x509Path}"`, `ValueType="${type}"`);
      const path = Buffer.from(key.token, 'base64');
      refused(put(path, x509v3), 'SECURITY_TOKEN_INVALID', /no X.509 certificate/);
      const leaf = new Uint8Array(derSequence(path).at(-1)!.whole);
      refused(put(leaf), 'SECURITY_TOKEN_INVALID');
      for (const length of [0, 7])
        refused(put(derSequenceOf(Array(length).fill(leaf))), 'SECURITY_TOKEN_INVALID', /1 to 6/);
    });

    it('key information of every other form', () => {
      const reference = /<wsse:SecurityTokenReference.*<\/wsse:SecurityTokenReference>/s;
      const str = (xml: string) => `<wsse:SecurityTokenReference>${xml}</wsse:SecurityTokenReference>`;
      const thumbprint = 'http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1';
      for (const keyInfo of [
        '',
        'text',
        str(''),
        str(`<wsse:KeyIdentifier ValueType="${thumbprint}">AAAA</wsse:KeyIdentifier>`),
        str('<wsse:KeyIdentifier>AAAA</wsse:KeyIdentifier>'),
        str(`<wsse:Embedded>${tokenIn(signed())}</wsse:Embedded>`),
        str('<ds:KeyName>BE</ds:KeyName>'),
        str('<ds:X509Data><ds:X509SKI>AAAA</ds:X509SKI></ds:X509Data>'),
        str('<ds:KeyValue><ds:ECKeyValue/></ds:KeyValue>'),
        '<dsig11:DEREncodedKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#">AAAA</dsig11:DEREncodedKeyValue>',
        '<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/>',
      ]) {
        const text = signed().replace(reference, keyInfo);
        assert.throws(
          () => verify(text),
          (error) =>
            error instanceof Refusal && ['SECURITY_HEADER_INVALID', 'SECURITY_TOKEN_INVALID'].includes(error.code),
          keyInfo,
        );
      }
    });

    it('more than one key information, also where the first would do', () => {
      for (const more of ['<ds:KeyValue/>', '<ds:KeyName>BE</ds:KeyName>'])
        refused(
          signed().replace('</ds:KeyInfo>', `${more}</ds:KeyInfo>`),
          'SECURITY_HEADER_INVALID',
          /KeyInfo holds one/,
        );
      const end = '</wsse:SecurityTokenReference></ds:KeyInfo>';
      refused(signed().replace(end, `<wsse:Embedded/>${end}`), 'SECURITY_HEADER_INVALID', /that one reference/);
      const named = signed().replace(/<wsse:Reference [^>]*>/, '<ds:KeyName>BE</ds:KeyName>');
      refused(named, 'SECURITY_TOKEN_INVALID', /KeyInfo: Reference to/);
    });

    it('methods with parameters: of PSS, of HMAC', () => {
      const method = /<ds:SignatureMethod ([^>]*)><\/ds:SignatureMethod>/;
      for (const [uri, inner] of [
        ['http://www.w3.org/2007/05/xmldsig-more#rsa-pss', '<p:RSAPSSParams xmlns:p="urn:p"/>'],
        ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', ''],
        ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', '<ds:HMACOutputLength>0</ds:HMACOutputLength>'],
        ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512', ''],
        ['http://www.w3.org/2000/09/xmldsig#dsa-sha1', ''],
        ['http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519', ''],
      ]) {
        const changed = `<ds:SignatureMethod Algorithm="${uri}">${inner}</ds:SignatureMethod>`;
        refused(
          again((text) => text.replace(method, changed)),
          'SECURITY_ALGORITHM_REFUSED',
        );
      }
    });

    it('values that no ECDSA signature has: nought, DER, too short, too long, none', () => {
      const text = signed();
      const [, value = ''] = /SignatureValue>([^<]*)/.exec(text)!;
      const bytes = Buffer.from(value, 'base64');
      const nought = Buffer.alloc(32);
      const integer = (part: Buffer) => Buffer.concat([Buffer.from([2, 33, 0]), part]);
      const der = Buffer.concat([Buffer.from([48, 70]), integer(bytes.subarray(0, 32)), integer(bytes.subarray(32))]);
      for (const wrong of [
        Buffer.alloc(64),
        Buffer.alloc(64, 255),
        Buffer.concat([bytes.subarray(0, 32), nought]),
        Buffer.concat([nought, bytes.subarray(32)]),
        der,
        bytes.subarray(0, 63),
        Buffer.concat([bytes, Buffer.from([0])]),
        Buffer.from([0]),
      ])
        refused(text.replace(value, wrong.toString('base64')), 'SIGNATURE_INVALID', /signature value/);
      refused(text.replace(value, ''), 'SECURITY_HEADER_INVALID', /base64/);
    });
  });
});
