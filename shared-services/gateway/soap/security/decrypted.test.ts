/** Encrypted content that is up to no good: all of it is told alike, and nothing is taken that no signature covers. */
import assert from 'node:assert/strict';
import { constants, createCipheriv, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto';
import { parseXml, type XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { sha256Hex } from '../../../kit/call.ts';
import { systemClock } from '../../../kit/clock.ts';
import { Refusal } from '../../../kit/refusal.ts';
import { encryptBody } from './encrypt.ts';
import { ds, wsse11, wsu, xenc, xenc11 } from './names.ts';
import { openSecured } from './open-secured.ts';
import { signEnvelope } from './sign.ts';
import { type SigningKey, signingKeyOf } from './signing-key.ts';
import { envelope, makeAuthority } from './test-support/messages.ts';

type Made = Awaited<ReturnType<typeof makeAuthority>>;

const find = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => find(child, name)).find((found) => found !== undefined);

const cannot = 'SIGNATURE_INVALID: the content cannot be decrypted';

describe('encrypted content', () => {
  let made: Made;
  let key: SigningKey;
  let recipient: X509Certificate;
  let decryptionKey: SigningKey['key'];
  /** What was remembered of messages. */
  const kept: unknown[] = [];

  before(async function () {
    this.timeout(60_000);
    made = await makeAuthority('RSA-2048');
    const [theirs, ours] = [made.certificates.memberState('BE'), made.certificates.service('ccn2ng')];
    key = signingKeyOf({ key: theirs.key, cert: theirs.certificate });
    recipient = new X509Certificate(ours.certificate);
    decryptionKey = signingKeyOf({ key: ours.key, cert: ours.certificate }).key;
  });
  after(() => made.remove());

  const signed = (body?: string) => signEnvelope(envelope(body), { key, nowMs: Date.now() });
  const open = (text: string) => {
    const received = { text, sha256: sha256Hex(text), contentType: 'application/soap+xml' };
    const assertFirst = async (seen: unknown) => void kept.push(seen);
    const parts = { clock: systemClock, assertFirst, decryptionKey };
    return openSecured({ received, root: parseXml(text) }, parts, async () => {});
  };
  const toldOf = async (text: string): Promise<string> => {
    const before = kept.length;
    const told = await open(text).then(
      () => 'taken',
      (error) => {
        assert.ok(error instanceof Refusal, String(error));
        return `${error.code}: ${error.faults.map(({ message }) => message).join()}`;
      },
    );
    if (told !== 'taken') assert.equal(kept.length, before, 'what is refused leaves nothing behind');
    return told;
  };

  const contentKey = randomBytes(32);
  const carried = (bytes = contentKey) =>
    publicEncrypt({ key: recipient.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, bytes);
  const dataOf = (content: string | Buffer, id = 'hidden', type = 'Content') => {
    const vector = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', contentKey, vector);
    const bytes = Buffer.concat([vector, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    return (
      `<xenc:EncryptedData xmlns:xenc="${xenc}" Id="${id}" Type="${xenc}${type}"><xenc:EncryptionMethod Algorithm="${xenc11}aes256-gcm"/>` +
      `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`
    );
  };
  const keyFor = (ids: readonly string[], bytes: Buffer = carried()) =>
    `<xenc:EncryptedKey xmlns:xenc="${xenc}"><xenc:EncryptionMethod Algorithm="${xenc}rsa-oaep-mgf1p"/>` +
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList>` +
    `${ids.map((id) => `<xenc:DataReference URI="#${id}"/>`).join('')}</xenc:ReferenceList></xenc:EncryptedKey>`;
  const withKey = (text: string, ids: readonly string[] = ['hidden'], bytes?: Buffer) =>
    text.replace('<ds:Signature ', `${keyFor(ids, bytes)}<ds:Signature `);
  const inBody = (text: string, inside: string) =>
    text.replace(/(<soap:Body[^>]*>).*(<\/soap:Body>)/s, `$1${inside}$2`);
  const bodyOf = (text: string) => /<soap:Body[^>]*>(.*)<\/soap:Body>/s.exec(text)![1]!;
  const inHeaders = (text: string, xml: string) => text.replace('</soap:Header>', `${xml}</soap:Header>`);
  const inSecurity = (text: string, xml: string) => text.replace('<ds:Signature ', `${xml}<ds:Signature `);
  const asHeader = (data: string) => `<w:EncryptedHeader xmlns:w="${wsse11}">${data}</w:EncryptedHeader>`;

  it('is taken, wherever else in the text characters of more than one unit stand', async () => {
    const text = signed('<m kind="😀">é😀</m>').replace('<soap:Header>', '<!-- 😀 > < --><soap:Header>');
    assert.equal(await toldOf(withKey(inBody(text, dataOf(bodyOf(text))))), 'taken');
    const marked = encryptBody(signed('\ufeff<m/>'), recipient);
    assert.equal(await toldOf(`\ufeff${marked}`.replace('</soap:Body>', '</soap:Body\r\n>')), 'taken');
    const { root, encrypted } = await open(encryptBody(text, recipient));
    assert.deepEqual([find(root, 'm')?.text, encrypted], ['é😀', true]);
  });

  it('is refused alike, whatever is wrong: key, tag, length, text, form', async () => {
    const text = signed();
    const data = dataOf(bodyOf(text));
    const [, value = ''] = /CipherValue>([^<]*)/.exec(data)!;
    const bytes = Buffer.from(value, 'base64');
    const withBytes = (changed: Buffer) => data.replace(value, changed.toString('base64'));
    const wrong = [
      ...[16, 32, 64].map((length) => withKey(inBody(text, data), ['hidden'], carried(randomBytes(length)))),
      ...[randomBytes(256), randomBytes(255), Buffer.alloc(256), Buffer.alloc(1)].map((other) =>
        withKey(inBody(text, data), ['hidden'], other),
      ),
      ...[
        bytes.subarray(0, -1),
        bytes.subarray(0, -12),
        bytes.subarray(0, 28),
        bytes.subarray(0, 12),
        bytes.subarray(1),
      ]
        .map(withBytes)
        .map((changed) => withKey(inBody(text, changed))),
      ...[
        ...['<m', '<m></n>', '</m>', '<p:m/>', '<m a="1" a="2"/>', '&#0;', '&secret;', '<?secret?>', '<!DOCTYPE m>'],
        ...['</soap:Body><soap:Body>', '<m/></soap:Body></soap:Envelope><!--', '<![CDATA[', Buffer.from([0xc3, 0x28])],
        ...[dataOf('<m/>'), `<m/>${dataOf('<m/>')}`, '\u0001', '<m>'.repeat(80) + '</m>'.repeat(80)],
      ].map((content) => withKey(inBody(text, dataOf(content)))),
    ];
    for (const one of wrong) assert.equal(await toldOf(one), cannot, one);
  });

  it('is taken from no stranger: of another message it is not what was signed', async () => {
    const stolen = encryptBody(signed('<m:order xmlns:m="urn:m"><m:n>secret</m:n></m:order>'), recipient);
    const [encryptedKey] = /<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/s.exec(stolen)!;
    const data = bodyOf(stolen);
    const own = inSecurity(signed(), encryptedKey);
    assert.equal(await toldOf(inBody(own, data)), 'SIGNATURE_INVALID: the digest of Body is another');
    const asElement = data.replace('#Content', '#Element');
    assert.equal(await toldOf(inHeaders(own, asHeader(asElement))), cannot);
    assert.equal(await toldOf(inSecurity(own, asElement)), cannot);
    const bodiless = inBody(own, '').replace('</soap:Header>', `${asHeader(asElement)}</soap:Header>`);
    assert.equal(await toldOf(bodiless), cannot);
  });

  it('is an element where one was, and one that a signature must cover', async () => {
    const text = signed();
    const id = /<wsu:Timestamp.*?wsu:Id="([^"]*)/.exec(text)![1]!;
    const [timestamp] = /<wsu:Timestamp.*<\/wsu:Timestamp>/s.exec(text)!;
    assert.ok(timestamp.includes(id));
    assert.equal(await toldOf(withKey(text.replace(timestamp, dataOf(timestamp, 'hidden', 'Element')))), 'taken');
    const other = `<wsu:Timestamp xmlns:wsu="${wsu}"/>`;
    for (const content of [
      ...['<x/>', 'text', '', '<x/><y/>', '<!-- x -->', `${timestamp}${other}`, `${timestamp}<x/>`],
      ...['<wsse:Security/>', '<wsse:UsernameToken/>', `</wsse:Security>${timestamp}<wsse:Security>`],
      ...[`${timestamp}</wsse:Security><wsse:Security>`, dataOf(timestamp, 'inner', 'Element')],
    ])
      assert.equal(
        await toldOf(withKey(text.replace(timestamp, dataOf(content, 'hidden', 'Element')))),
        cannot,
        content,
      );
    for (const content of ['<x/>', '<soap:Body/>', '<wsse:Security xmlns:wsse="urn:x"/>', '', 'text', '<x/><y/>'])
      assert.equal(await toldOf(withKey(inHeaders(text, asHeader(dataOf(content, 'hidden', 'Element'))))), cannot);
    const [action] = /<wsa:Action.*?<\/wsa:Action>/.exec(text)!;
    const hidden = asHeader(dataOf(action, 'hidden', 'Element'));
    assert.equal(await toldOf(withKey(text.replace(action, hidden))), 'taken');
    const another = asHeader(dataOf('<wsa:From/>', 'hidden', 'Element'));
    assert.equal(
      await toldOf(withKey(inHeaders(text, another))),
      'SIGNATURE_INCOMPLETE: the header From must be signed',
    );
  });

  it('may be the signature, or the token, as WSS4J can encrypt them', async () => {
    for (const pattern of [
      /<ds:Signature .*<\/ds:Signature>/s,
      /<wsse:BinarySecurityToken.*<\/wsse:BinarySecurityToken>/s,
    ]) {
      const hidden = withKey(signed()).replace(pattern, (xml) => dataOf(xml, 'hidden', 'Element'));
      assert.equal(await toldOf(hidden), 'taken');
    }
  });

  it('comes under one key, which names just what there is', async () => {
    const text = signed();
    const hidden = inBody(text, dataOf(bodyOf(text)));
    const wrong: [string, string][] = [
      ['two keys', withKey(withKey(hidden))],
      ['no key', hidden],
      ['nothing named', withKey(hidden, [])],
      ['another named', withKey(hidden, ['other'])],
      ['named twice', withKey(hidden, ['hidden', 'hidden'])],
      ['a header named that is not encrypted', withKey(hidden, ['hidden', 'header'])],
      ['the Body not encrypted', withKey(text)],
      ['two of one id', withKey(inHeaders(hidden, asHeader(dataOf('<x/>', 'hidden', 'Element'))))],
      ['text beside it', withKey(inBody(text, `x${dataOf(bodyOf(text))}`))],
      ['an element beside it', withKey(inBody(text, `<x/>${dataOf(bodyOf(text))}`))],
      ['as an element', withKey(inBody(text, dataOf(bodyOf(text), 'hidden', 'Element')))],
      ['two data in a header', withKey(inHeaders(hidden, asHeader(dataOf('<x/>', 'a') + dataOf('<x/>', 'b'))))],
      ['the key in the content', inBody(text, keyFor(['hidden']) + dataOf(bodyOf(text)))],
    ];
    for (const [what, one] of wrong)
      assert.match(await toldOf(one), /^(SECURITY_HEADER_INVALID|SIGNATURE_INVALID|SIGNATURE_INCOMPLETE): /, what);
  });

  it('has no algorithm but those two, and no parameters of theirs', async () => {
    const text = signed();
    const hidden = withKey(inBody(text, dataOf(bodyOf(text))));
    for (const uri of [
      ...[
        `${xenc}aes128-cbc`,
        `${xenc}aes256-cbc`,
        `${xenc}tripledes-cbc`,
        `${xenc11}aes128-gcm`,
        `${xenc11}aes192-gcm`,
      ],
      ...['', 'none', `${xenc}kw-aes256`],
    ])
      assert.match(await toldOf(hidden.replace(`${xenc11}aes256-gcm`, uri)), /^SECURITY_ALGORITHM_REFUSED/, uri);
    for (const inner of [
      `<xenc:OAEPparams xmlns:xenc="${xenc}">AAAA</xenc:OAEPparams>`,
      `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${xenc}sha512"/>`,
      `<e:MGF xmlns:e="${xenc11}" Algorithm="${xenc11}mgf1sha256"/>`,
    ])
      assert.match(
        await toldOf(hidden.replace('rsa-oaep-mgf1p"/>', `rsa-oaep-mgf1p">${inner}</xenc:EncryptionMethod>`)),
        /^SECURITY_ALGORITHM_REFUSED/,
      );
  });
});
