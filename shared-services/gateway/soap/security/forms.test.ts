/** The forms of a secured message, each question by itself: in a whole message a later check would refuse it as well. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { envelopeNamespaces } from '../names.ts';
import { decryptEnvelope } from './decrypt.ts';
import { documentOf } from './document.ts';
import { bytesIn } from './elements.ts';
import { encryptedPartsOf } from './encrypted-parts.ts';
import { childrenOf, envelopeParts } from './envelope-parts.ts';
import { saml, samlId, wsse, wsse11, wsu, xenc } from './names.ts';
import { protectEnvelope } from './protect.ts';
import { assertionMeantBy } from './saml-reference.ts';
import { refused } from './test-support/refused.ts';
import { assertFresh } from './timestamp.ts';

const soap = envelopeNamespaces['1.2'];
const security = (inner = '') => `<w:Security xmlns:w="${wsse}" xmlns:u="${wsu}">${inner}</w:Security>`;
const envelope = (headers: string, body = '<order xmlns="urn:m"/>', after = '') =>
  `<s:Envelope xmlns:s="${soap}"><s:Header>${headers}</s:Header><s:Body>${body}</s:Body>${after}</s:Envelope>`;

describe('forms of a secured message', () => {
  it('bytes are base64, and there are some', () => {
    assert.equal(bytesIn(parseXml('<v> TWF\nu </v>')).toString(), 'Man');
    for (const text of ['', ' ', 'TWF-', 'T=Fu', 'TWFu=====', '*'])
      refused(() => bytesIn(parseXml(`<v>${text}</v>`)), 'SECURITY_HEADER_INVALID', /v is not base64/);
  });

  it('a part is found by its place, or not at all', () => {
    const document = documentOf(parseXml('<a><b/><c>1</c></a>'));
    assert.equal(document.canonical([1]), '<c>1</c>');
    for (const place of [[2], [0, 0], [-1]])
      refused(() => document.canonical(place), 'SECURITY_HEADER_INVALID', /no such part/);
  });

  it('a part has no canonical form where a namespace is no absolute URI', () =>
    refused(
      () => documentOf(parseXml('<a><b xmlns="relative"/></a>')).canonical([0]),
      'SECURITY_HEADER_INVALID',
      /no absolute URI/,
    ));

  it('an envelope is one of SOAP, with a Header, a Body, nothing more, and one Security header', () => {
    const ok = envelope(security());
    assert.deepEqual(envelopeParts(parseXml(ok)).security.place, [0, 0]);
    for (const [text, said] of [
      ['<Envelope><Header/><Body/></Envelope>', /no SOAP envelope/],
      [ok.replaceAll('s:Envelope', 's:Message'), /no SOAP envelope/],
      [ok.replaceAll(soap, 'urn:soap'), /no SOAP envelope/],
      [ok.replaceAll('s:Header', 's:Head'), /a Header and a Body/],
      [ok.replaceAll('s:Body', 's:Content'), /a Header and a Body/],
      [envelope(security(), '', '<s:Body/>'), /a Header and a Body/],
      [envelope(''), /no Security header/],
      [envelope(security() + security()), /more than one Security/],
    ] as const)
      refused(() => envelopeParts(parseXml(text)), 'SECURITY_HEADER_INVALID', said);
  });

  describe('a time', () => {
    const nowMs = Date.parse('2026-11-21T12:00:00Z');
    const fresh = (created: string, expires?: string) =>
      assertFresh(
        parseXml(
          `<u:Timestamp xmlns:u="${wsu}"><u:Created>${created}</u:Created>` +
            `${expires === undefined ? '' : `<u:Expires>${expires}</u:Expires>`}</u:Timestamp>`,
        ),
        nowMs,
        { toleranceMs: 60_000, maxAgeMs: 300_000 },
      );

    it('counts to the millisecond at its two ends', () => {
      assert.equal(fresh('2026-11-21T12:01:00Z'), nowMs + 420_000);
      refused(() => fresh('2026-11-21T12:01:00.001Z'), 'SECURITY_EXPIRED', /future/);
      assert.equal(fresh('2026-11-21T11:54:00.001Z'), nowMs + 1);
      refused(() => fresh('2026-11-21T11:54:00Z'), 'SECURITY_EXPIRED', /when it is sent/);
      assert.equal(fresh('2026-11-21T11:58:00Z', '2026-11-21T11:59:00.001+00:00'), nowMs + 1);
      refused(() => fresh('2026-11-21T11:58:00Z', '2026-11-21T11:59:00Z'), 'SECURITY_EXPIRED', /when it is sent/);
    });

    it('is one of UTC, and ends behind its beginning', () => {
      for (const time of [
        '',
        'now',
        '2026-11-21',
        '2026-11-21T12:00:00',
        '2026-11-21T13:00:00+01:00',
        '2026-13-40T12:00:00Z',
      ])
        refused(() => fresh(time), 'SECURITY_HEADER_INVALID', /Created is not a time in UTC/);
      refused(() => fresh('2026-11-21T12:00:00Z', 'never'), 'SECURITY_HEADER_INVALID', /Expires is not a time/);
      refused(() => fresh('2026-11-21T12:00:00Z', '2026-11-21T11:59:59Z'), 'SECURITY_HEADER_INVALID', /before Created/);
    });
  });

  describe('what is encrypted', () => {
    const data = (id: string, type = 'Content') => `<EncryptedData xmlns="${xenc}" Id="${id}" Type="${xenc}${type}"/>`;
    const key = (...ids: string[]) =>
      `<EncryptedKey xmlns="${xenc}"><ReferenceList>${ids.map((id) => `<DataReference URI="#${id}"/>`).join('')}</ReferenceList></EncryptedKey>`;
    const hidden = (one: string) => `<h:EncryptedHeader xmlns:h="${wsse11}">${one}</h:EncryptedHeader>`;
    const partsIn = (inSecurity: string, body: string, headers = '') =>
      encryptedPartsOf(parseXml(envelope(security(inSecurity) + headers, body)));

    it('is the whole content of the Body, tokens, and headers, each named by the one key', () => {
      const { parts } = partsIn(key('a', 'b', 'c') + data('b', 'Element'), data('a'), hidden(data('c', 'Element')));
      assert.deepEqual(
        parts.map(({ place }) => place.join()),
        ['1,0', '0,0,1', '0,1'],
      );
    });

    it('is refused where the key names another thing, less, or more', () => {
      const all = /those that the one EncryptedKey names/;
      for (const ids of [[], ['b'], ['a', 'b'], ['a', 'a']])
        refused(() => partsIn(key(...ids), data('a')), 'SECURITY_HEADER_INVALID', all);
      refused(() => partsIn(key('a'), ''), 'SECURITY_HEADER_INVALID', all);
      refused(() => partsIn(key('a') + key('a'), data('a')), 'SECURITY_HEADER_INVALID', /stands twice/);
      refused(() => partsIn('', data('a')), 'SECURITY_HEADER_INVALID', /EncryptedKey is missing/);
    });

    it('is refused in part of the Body, and of another type than its place', () => {
      const whole = /encrypted as a whole/;
      refused(() => partsIn(key('a'), `${data('a')}<x xmlns="urn:x"/>`), 'SECURITY_HEADER_INVALID', whole);
      refused(() => partsIn(key('a'), data('a', 'Element')), 'SECURITY_HEADER_INVALID', whole);
      refused(() => partsIn(key('a') + data('a'), ''), 'SECURITY_HEADER_INVALID', whole);
      refused(() => partsIn(key('a'), '', hidden(data('a'))), 'SECURITY_HEADER_INVALID', whole);
    });

    it('is taken where there is an RSA key to open it, and nowhere else', () => {
      const text = envelope(security(key('a')), data('a'));
      const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      for (const own of [undefined, ec] as (KeyObject | undefined)[])
        refused(() => decryptEnvelope(text, parseXml(text), own), 'SECURITY_HEADER_INVALID', /not taken here/);
    });

    it('is sent to nobody whose certificate is not known', () => {
      const own = { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, algorithm: 'x' };
      assert.throws(
        () =>
          protectEnvelope(envelope(''), {
            key: { ...own, tokenType: 'urn:t', token: 'AAAA' },
            nowMs: Date.now(),
            protection: 'signed+encrypted',
          }),
        /certificate for which content is encrypted is not known/,
      );
    });
  });

  describe('a signed reference to a token', () => {
    const assertion = (id: string) => `<Assertion xmlns="${saml}" ID="${id}"/>`;
    const inHeader = (...tokens: string[]) =>
      childrenOf(envelopeParts(parseXml(envelope(security(tokens.join(''))))).security);
    const reference = (inner: string, name = 'SecurityTokenReference') =>
      parseXml(`<${name} xmlns="${wsse}">${inner}</${name}>`);
    const byId = (id: string, type = samlId) => `<KeyIdentifier ValueType="${type}">${id}</KeyIdentifier>`;

    it('means the one assertion of the header that has that id', () => {
      const meant = assertionMeantBy(inHeader(assertion('a'), assertion('b')));
      assert.deepEqual(meant(reference(byId(' b '))).place, [0, 0, 1]);
      assert.deepEqual(meant(reference('<Reference URI="#a"/>')).place, [0, 0, 0]);
    });

    it('is refused where it means none, two, or something else', () => {
      const refusedFor = (inner: string, tokens: string[], name?: string) =>
        refused(
          () => assertionMeantBy(inHeader(...tokens))(reference(inner, name)),
          'SECURITY_HEADER_INVALID',
          /means no assertion/,
        );
      refusedFor(byId('c'), [assertion('a')]);
      refusedFor(byId('a'), [assertion('a'), assertion('a')]);
      refusedFor(byId('a'), [`<x xmlns="urn:x" ID="a"/>`]);
      refusedFor(byId('a', 'urn:other'), [assertion('a')]);
      refusedFor('', [assertion('a')]);
      refusedFor(byId('a') + byId('a'), [assertion('a')]);
      refusedFor(byId('a'), [assertion('a')], 'Other');
    });
  });
});
