import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { describe, it } from 'mocha';
import { pseudonymOf } from './facts.ts';
import { publicJwkOf, signerOf } from './sign.ts';

const { privateKey } = generateKeyPairSync('ed25519');

describe('a receipt is signed', () => {
  it('so that another implementation of JOSE verifies it', async () => {
    const signer = signerOf(privateKey);
    const jws = signer.sign({ mrn: '26BE00000001000ST4' });
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ ...signer.jwk }));
    assert.deepEqual(JSON.parse(Buffer.from(payload).toString()), { mrn: '26BE00000001000ST4' });
    assert.deepEqual(protectedHeader, { alg: 'EdDSA', typ: 'portorium-receipt+jwt', kid: signer.jwk.kid });
  });

  it('under the name that follows from the key (RFC 7638)', async () => {
    const jwk = publicJwkOf(privateKey);
    assert.equal(jwk.kid, await calculateJwkThumbprint({ ...jwk }));
    assert.equal('d' in jwk, false, 'nothing private is published');
  });

  it('under the name that RFC 8037, appendix A.3, prints for its key', () => {
    const d = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A';
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' });
    assert.equal(publicJwkOf(key).kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  it('with the same bytes for the same facts', () => {
    assert.equal(signerOf(privateKey).sign({ a: 1 }), signerOf(privateKey).sign({ a: 1 }));
  });

  it('with no key but Ed25519', () => {
    for (const pair of [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('x25519'),
    ]) {
      assert.throws(() => signerOf(pair.privateKey), /is Ed25519, not/);
    }
  });
});

describe('the pseudonym in a receipt', () => {
  it('is the same for the same subject in the same conversation only', () => {
    assert.equal(pseudonymOf('s', 'c'), pseudonymOf('s', 'c'));
    assert.notEqual(pseudonymOf('s', 'c'), pseudonymOf('s', 'd'));
    assert.notEqual(pseudonymOf('s', 'c'), pseudonymOf('t', 'c'));
  });
});
