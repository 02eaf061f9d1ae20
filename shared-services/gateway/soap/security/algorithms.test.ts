import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { algorithmOf, assertSignature, ecdsaSha256, ecdsaSha384, rsaSha256, signOctets } from './algorithms.ts';

describe('signature algorithms of XML (RFC 6931)', () => {
  const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
  const keys = new Map<string, KeyObject>([
    [rsaSha256, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    [ecdsaSha256, ec('P-256')],
    [ecdsaSha384, ec('P-384')],
  ]);

  for (const [uri, key] of keys) {
    const name = uri.split('#')[1];
    it(`${name}: what a key of its kind signs is verified, and under no other name`, () => {
      const signature = signOctets(key, 'octets');
      assert.equal(algorithmOf(key), uri);
      assertSignature(uri, createPublicKey(key), 'octets', signature);
      assert.throws(() => assertSignature(uri, createPublicKey(key), 'other', signature), {
        code: 'SIGNATURE_INVALID',
      });
      for (const other of [...keys.keys()].filter((one) => one !== uri))
        assert.throws(() => assertSignature(other, createPublicKey(key), 'octets', signature), {
          code: 'SECURITY_ALGORITHM_REFUSED',
        });
    });
  }

  it('takes no RSA key whose exponent is 1, 3 or even, and none that keeps others busy', () => {
    const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const large = `g${'A'.repeat(1365)}B`;
    for (const [modulus, exponent] of [
      ...['AQ', 'Aw', 'AQAA', Buffer.alloc(33, 255).toString('base64url')].map((e) => [n!, e] as const),
      [large, 'AQAB'] as const,
    ]) {
      const publicKey = createPublicKey({ key: { kty: 'RSA', n: modulus, e: exponent }, format: 'jwk' });
      assert.throws(() => assertSignature(rsaSha256, publicKey, 'octets', Buffer.alloc(256)), {
        code: 'SECURITY_ALGORITHM_REFUSED',
      });
    }
  });

  it("takes no curve whose generator is the sender's own point, as if it were P-256 (CVE-2020-0601)", () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
    const der = publicKey.export({ type: 'spki', format: 'der' });
    const generator = Buffer.from('046b17d1f2e12c4247f8bce6e563a440f2', 'hex');
    der.copy(der, der.indexOf(generator), der.length - 65);
    const forged = createPublicKey({ key: der, format: 'der', type: 'spki' });
    assert.equal(forged.asymmetricKeyType, 'ec');
    assert.throws(() => assertSignature(ecdsaSha256, forged, 'octets', Buffer.alloc(64, 1)), {
      code: 'SECURITY_ALGORITHM_REFUSED',
    });
  });

  it('takes no key of another kind: for PSS alone, Ed25519, P-521', () => {
    const others = [
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey,
      generateKeyPairSync('ed25519').publicKey,
      generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey,
    ];
    for (const publicKey of others)
      for (const uri of keys.keys())
        assert.throws(() => assertSignature(uri, publicKey, 'octets', Buffer.alloc(64, 1)), {
          code: 'SECURITY_ALGORITHM_REFUSED',
        });
  });

  it('takes no other curve, no short key, no keyed hash', () => {
    const weak = [ec('secp256k1'), generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey];
    for (const key of weak)
      assert.throws(
        () => algorithmOf(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))),
        /RSA of at least 2048/,
      );
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const hmac = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
    assert.throws(() => assertSignature(hmac, publicKey, 'octets', Buffer.alloc(32)), {
      code: 'SECURITY_ALGORITHM_REFUSED',
    });
  });
});
