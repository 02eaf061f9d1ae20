import assert from 'node:assert/strict';
import { webcrypto, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { readRevocationList, serialOf } from './revocation-list.ts';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
  X509CrlReason,
} from './x509.ts';

const algorithms = {
  'ECDSA P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'ECDSA P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'RSA 2048': {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    ...{ modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  },
} as const;

type Algorithm = (typeof algorithms)[keyof typeof algorithms];

const authority = async (algorithm: Algorithm) => {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Authority, O=Test',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true), new KeyUsagesExtension(KeyUsageFlags.cRLSign, true)],
  });
  const list = async (more: object = {}) =>
    Buffer.from(
      (
        await X509CrlGenerator.create({
          issuer: made.subjectName,
          thisUpdate: new Date('2026-11-01T00:00:00Z'),
          nextUpdate: new Date('2051-01-01T00:00:00Z'),
          signingAlgorithm: algorithm,
          signingKey: keys.privateKey,
          ...more,
        })
      ).rawData,
    );
  return { certificate: new X509Certificate(Buffer.from(made.rawData)), list };
};

const number = (critical: boolean, id = '2.5.29.20') => new Extension(id, critical, new Uint8Array([2, 3, 1, 0, 1]));
const entries = Array.from({ length: 300 }, (_, position) => ({
  serialNumber: `${position % 2 ? '00f' : '7'}${(position * 7919).toString(16).padStart(7, '0')}`,
  revocationDate: new Date(Date.UTC(1990 + (position % 90), position % 12, 1)),
  ...(position % 3 === 0 ? {} : { reason: position % 2 ? X509CrlReason.keyCompromise : X509CrlReason.superseded }),
}));

describe('a revocation list (RFC 5280, 5)', () => {
  for (const [name, algorithm] of Object.entries(algorithms))
    it(`is read as the library reads it, signed by ${name}, in DER and PEM`, async () => {
      const { certificate, list } = await authority(algorithm);
      const content = await list({ entries, extensions: [number(false)] });
      const read = readRevocationList(content, [certificate]);
      const expected = new X509Crl(new Uint8Array(content));
      assert.equal(read.number, 65_537n);
      assert.equal(read.thisUpdateMs, Date.parse('2026-11-01T00:00:00Z'));
      assert.equal(read.nextUpdateMs, Date.parse('2051-01-01T00:00:00Z'));
      assert.deepEqual(
        [...read.revoked].map(([serial, { sinceMs, reason }]) => [serial, sinceMs, reason]),
        expected.entries.map(({ serialNumber, revocationDate, reason }) => [
          ...[serialOf(serialNumber), revocationDate.getTime()],
          X509CrlReason[reason ?? X509CrlReason.unspecified],
        ]),
      );
      assert.deepEqual(readRevocationList(Buffer.from(expected.toString('pem')), [certificate]), read);
    });

  it('may be empty, and without a number', async () => {
    const { certificate, list } = await authority(algorithms['ECDSA P-256']);
    const { revoked, number: counted } = readRevocationList(await list(), [certificate]);
    assert.deepEqual([revoked.size, counted], [0, 0n]);
  });

  it('is not taken where it means something that is not understood, or never ends', async () => {
    const { certificate, list } = await authority(algorithms['ECDSA P-256']);
    // A difference to another list; a part of the certificates.
    for (const id of ['2.5.29.27', '2.5.29.28'])
      await list({ extensions: [number(true, id)] }).then((content) =>
        assert.throws(() => readRevocationList(content, [certificate]), /critical extension that is not understood/),
      );
    const endless = await list({ nextUpdate: undefined, entries });
    assert.throws(() => readRevocationList(endless, [certificate]), /when the next one is due/);
  });

  it('is not taken with one byte changed, cut short, or made up', async () => {
    const { certificate, list } = await authority(algorithms['ECDSA P-256']);
    const good = await list({ entries: entries.slice(0, 3), extensions: [number(false)] });
    const refused = (bytes: Buffer) => assert.throws(() => readRevocationList(bytes, [certificate]));
    for (let at = 0; at < good.length; at += 1) {
      const changed = Buffer.from(good);
      changed[at] = changed[at]! ^ 0x01;
      refused(changed);
      refused(good.subarray(0, at));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refused(Buffer.from(bytes))),
      { numRuns: 500 },
    );
  });
});
