import assert from 'node:assert/strict';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { Refusal } from '../../../kit/refusal.ts';
import { readVouched } from './saml.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const parts = { caller: { circle: 'trusted', party: 'BE' }, audience: 'portorium://central/ccn2ng', nowMs } as const;
const subject =
  '<Subject><NameID>official-7</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"/></Subject>';
const restriction = `<AudienceRestriction><Audience>${parts.audience}</Audience></AudienceRestriction>`;

const confirmed = (times: string) =>
  subject.replace(/(<SubjectC[^>]*)\/>/, `$1><SubjectConfirmationData ${times}/></SubjectConfirmation>`);

interface Wish {
  readonly version?: string;
  readonly issuer?: string;
  readonly times?: string;
  readonly inConditions?: string;
  readonly about?: string;
}

const read = (wish: Wish = {}) => {
  const { version = '2.0', issuer = 'portorium://trusted/BE/x', inConditions = restriction, about = subject } = wish;
  const { times = 'NotBefore="2026-11-21T11:59:00Z" NotOnOrAfter="2026-11-21T12:05:00Z"' } = wish;
  const text =
    `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" Version="${version}"><Issuer>${issuer}</Issuer>` +
    `${about}<Conditions ${times}>${inConditions}</Conditions></Assertion>`;
  return readVouched(parseXml(text), { ...parts, toleranceMs: 60_000 });
};

describe('an assertion about an official', () => {
  it('says who acts, and until when', () => {
    assert.deepEqual(read(), { official: 'official-7', proof: 'saml BE a1', untilMs: nowMs + 360_000 });
  });

  it('may be for one use, and say again until when', () => {
    const about = confirmed('NotOnOrAfter="2026-11-21T12:01:00Z"');
    assert.equal(read({ about, inConditions: `${restriction}<OneTimeUse/>` }).official, 'official-7');
  });

  it('is read past comments in what was hashed', () =>
    assert.equal(read({ about: subject.replace('official-7', 'official<!-- x -->-7') }).official, 'official-7'));

  for (const [what, wish, code] of [
    ['of another version', { version: '1.1' }, 'SECURITY_TOKEN_INVALID'],
    ['of another Member State', { issuer: 'portorium://trusted/DE/x' }, 'SECURITY_TOKEN_INVALID'],
    ['of another circle', { issuer: 'portorium://central/BE/x' }, 'SECURITY_TOKEN_INVALID'],
    ['without an end', { times: '' }, 'SECURITY_TOKEN_INVALID'],
    ['with an end that is no time', { times: 'NotOnOrAfter="soon"' }, 'SECURITY_TOKEN_INVALID'],
    ['with an end in some zone', { times: 'NotOnOrAfter="2026-11-21T13:05:00+01:00"' }, 'SECURITY_TOKEN_INVALID'],
    ['that is over', { times: 'NotOnOrAfter="2026-11-21T11:59:00Z"' }, 'SECURITY_EXPIRED'],
    [
      'that is not valid yet',
      { times: 'NotBefore="2026-11-21T12:01:01Z" NotOnOrAfter="2026-11-21T12:05:00Z"' },
      'SECURITY_EXPIRED',
    ],
    ['for anybody', { inConditions: '' }, 'SECURITY_TOKEN_INVALID'],
    ['for another', { inConditions: restriction.replace('ccn2ng', 'cdco') }, 'SECURITY_TOKEN_INVALID'],
    [
      'for us and, in a second restriction, another',
      { inConditions: restriction + restriction.replace('ccn2ng', 'cdco') },
      'SECURITY_TOKEN_INVALID',
    ],
    [
      'of which the bearer is the proof',
      { about: subject.replace('sender-vouches', 'bearer') },
      'SECURITY_TOKEN_INVALID',
    ],
    ['held by a key', { about: subject.replace('sender-vouches', 'holder-of-key') }, 'SECURITY_TOKEN_INVALID'],
    ['confirmed twice', { about: subject.replace(/<SubjectC.*\/>/, '$&$&') }, 'SECURITY_HEADER_INVALID'],
    ['whose confirmation is over', { about: confirmed('NotOnOrAfter="2026-11-21T11:58:59Z"') }, 'SECURITY_EXPIRED'],
    [
      'whose confirmation is not valid yet',
      { about: confirmed('NotBefore="2026-11-21T12:01:01Z"') },
      'SECURITY_EXPIRED',
    ],
    [
      'with a condition that nobody knows',
      { inConditions: `${restriction}<ProxyRestriction/>` },
      'SECURITY_TOKEN_INVALID',
    ],
    ['with two sets of conditions', { about: `${subject}<Conditions/>` }, 'SECURITY_HEADER_INVALID'],
    ['with an end in another form', { times: 'NotOnOrAfter="2026-11-21 12:05:00Z"' }, 'SECURITY_TOKEN_INVALID'],
    [
      'that begins after a leap second',
      { times: 'NotBefore="2026-11-21T11:58:60Z" NotOnOrAfter="2026-11-21T12:05:00Z"' },
      'SECURITY_TOKEN_INVALID',
    ],
    ['about a name in pieces', { about: subject.replace('official-7', 'offi<x/>cial-7') }, 'SECURITY_TOKEN_INVALID'],
    ['about two', { about: subject.replace(/<NameID>.*<\/NameID>/, '$&$&') }, 'SECURITY_HEADER_INVALID'],
    [
      'about a name that is encrypted',
      { about: subject.replaceAll('NameID', 'EncryptedID') },
      'SECURITY_HEADER_INVALID',
    ],
    [
      'for an audience in pieces',
      { inConditions: restriction.replace('ccn2ng', 'ccn<x/>2ng') },
      'SECURITY_TOKEN_INVALID',
    ],
    ['about nobody', { about: subject.replace('official-7', ' ') }, 'SECURITY_TOKEN_INVALID'],
    ['about a name without end', { about: subject.replace('official-7', 'x'.repeat(201)) }, 'SECURITY_TOKEN_INVALID'],
  ] as const) {
    it(`${what} is refused`, () => {
      assert.throws(
        () => read(wish),
        (error) => error instanceof Refusal && error.code === code,
      );
    });
  }
});
