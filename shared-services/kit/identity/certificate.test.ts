import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { Refusal } from '../refusal.ts';
import { callerOfCertificate } from './certificate.ts';
import { Extension, SubjectAlternativeNameExtension, X509CertificateGenerator } from './x509.ts';

type Name = { type: 'url' | 'dns' | 'email'; value: string };

const member = 'portorium://trusted/BE/national-entry-system';

describe('the caller of a certificate', () => {
  let keys: webcrypto.CryptoKeyPair;
  before(async () => {
    keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  });

  const certificate = async (name: string, extensions: Extension[]) => {
    const { rawData } = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions,
    });
    return { raw: rawData };
  };
  const named = (...names: Name[]) => certificate('CN=somebody', [new SubjectAlternativeNameExtension(names)]);
  const uri = (value: string): Name => ({ type: 'url', value });
  const refused = (made: { raw?: ArrayBuffer }) =>
    assert.throws(
      () => callerOfCertificate(made),
      (error) =>
        error instanceof Refusal && error.code === 'CERTIFICATE_NOT_RECOGNISED' && error.status === 'unauthenticated',
    );

  it('is the Member State and its system', async () => {
    const { fingerprint256, ...caller } = callerOfCertificate(await named(uri(member)));
    assert.match(fingerprint256, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    assert.deepEqual(caller, {
      circle: 'trusted',
      party: 'BE',
      profiles: ['national-entry-system'],
      subject: member,
      notAfter: new Date('2027-01-01T00:00:00Z'),
    });
  });

  it('is the platform, whatever its hosts are called', async () => {
    const caller = callerOfCertificate(
      await named(uri('portorium://central/cdco'), { type: 'dns', value: 'localhost' }),
    );
    assert.deepEqual([caller.circle, caller.party, caller.profiles], ['central', 'cdco', ['cdco']]);
  });

  it('names what the platform uses it for, where it says so', async () => {
    const calls = callerOfCertificate(await named(uri('portorium://central/ccn2ng/calls')));
    assert.deepEqual([calls.party, calls.profiles, calls.service], ['ccn2ng', ['ccn2ng'], 'calls']);
    assert.equal(callerOfCertificate(await named(uri('portorium://central/ccn2ng'))).service, undefined);
  });

  for (const spoofed of [
    'https://central/cdco',
    'PORTORIUM://central/cdco',
    'portorium://CENTRAL/cdco',
    'portorium://central/CDCO',
    'portorium://central/cdco/',
    'portorium://central/cdco/calls/',
    'portorium://central/cdco/calls/more',
    'portorium://central/cdco/Calls',
    'portorium://central/cdco?x',
    'portorium://central/cdco#x',
    'portorium://central/',
    'portorium://central/cdco\n',
    'portorium://central/cdco\0',
    'portorium://central:1/cdco',
    'portorium://a@central/cdco',
    'portorium://central/../trusted/BE/national-entry-system',
    'portorium://trusted/be/national-entry-system',
    'portorium://trusted/BEL/national-entry-system',
    'portorium://trusted/BE',
    'portorium://trusted/BE/national-entry-system/x',
    'portorium://trusted/%42E/national-entry-system',
    'portorium://untrusted/BE/declarant',
    'portorium://administrators/operator',
    ' portorium://central/cdco',
  ])
    it(`is nobody for ${JSON.stringify(spoofed)}`, async () => refused(await named(uri(spoofed))));

  it('is nobody with two URIs, even the same twice', async () => {
    refused(await named(uri(member), uri('portorium://central/cdco')));
    refused(await named(uri(member), uri('https://example.invalid/')));
    refused(await named(uri(member), uri(member)));
  });

  it('is nobody with two extensions of alternative names', async () => {
    const first = new SubjectAlternativeNameExtension([uri(member)]);
    const second = new SubjectAlternativeNameExtension([uri('portorium://central/cdco')]);
    refused(await certificate('CN=somebody', [first, second]));
  });

  it('is not what a DNS name or an e-mail address contains', async () => {
    refused(await named({ type: 'dns', value: member }));
    refused(await named({ type: 'dns', value: `localhost, URI:${member}` }));
    refused(await named({ type: 'email', value: member }));
  });

  it('is not what the common name says', async () => {
    refused(await certificate('CN=cdco', []));
    refused(await certificate('CN=portorium://central/cdco', []));
  });

  it('is nobody without a certificate, or with one that cannot be read', () => {
    refused({});
    refused({ raw: new Uint8Array([48, 3, 1, 2, 3]).buffer });
    refused({ raw: new ArrayBuffer(0) });
  });

  it('is nobody where the alternative names are not DER', async () => {
    refused(await certificate('CN=cdco', [new Extension('2.5.29.17', false, new Uint8Array([0xff, 0xff]))]));
  });

  it('is somebody for exactly one URI of a party, whatever other names pretend', async () => {
    const piece = fc.constantFrom(
      ...[
        'portorium://central/cdco',
        member,
        'URI:',
        'DNS:',
        ', ',
        ',',
        '"',
        '\\',
        '\0',
        '\n',
        ':',
        'localhost',
        'https://a.example/',
      ],
    );
    const value = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    const name = fc.record({ type: fc.constantFrom('url' as const, 'dns' as const, 'email' as const), value });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 4 }), async (names) => {
        const [only, another] = names.filter(({ type }) => type === 'url').map((one) => one.value);
        const made = await named(...names);
        if (
          another === undefined &&
          /^portorium:\/\/(central\/cdco|trusted\/BE\/national-entry-system)(localhost)*$/.test(only ?? '')
        )
          assert.equal(callerOfCertificate(made).subject, only);
        else refused(made);
      }),
      { numRuns: 200, examples: [[[uri(member), { type: 'dns', value: '", URI:portorium://central/cdco' }]]] },
    );
  });
});
