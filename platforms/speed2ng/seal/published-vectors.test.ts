/** What RFC 7515 and RFC 7797 print is verified by the library that verifies seals: keys and signatures are the RFCs'. */
import assert from 'node:assert/strict';
import { flattenedVerify, importJWK } from 'jose';

const es256 = {
  ...{ kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' },
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const hs256 = {
  kty: 'oct',
  k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
};

describe('the examples of RFCs about signatures', () => {
  it('RFC 7515, A.3: ECDSA P-256, r and s side by side', async () => {
    const payload = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
    const signature = 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';
    const jws = { protected: 'eyJhbGciOiJFUzI1NiJ9', payload, signature };
    const key = await importJWK(es256, 'ES256');
    assert.match(Buffer.from((await flattenedVerify(jws, key)).payload).toString(), /"iss":"joe"/);
    const [first = '', ...rest] = signature;
    const changed = { ...jws, signature: [first === 'D' ? 'E' : 'D', ...rest].join('') };
    await assert.rejects(flattenedVerify(changed, key), /signature verification failed/);
  });

  it('RFC 7797, 4.2: a payload that is not encoded, detached', async () => {
    const jws = {
      protected: 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19',
      signature: 'A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY',
    };
    const key = await importJWK(hs256, 'HS256');
    assert.equal(Buffer.from((await flattenedVerify({ ...jws, payload: '$.02' }, key)).payload).toString(), '$.02');
    await assert.rejects(flattenedVerify({ ...jws, payload: '$.03' }, key), /signature verification failed/);
    await assert.rejects(flattenedVerify({ ...jws, payload: 'JC4wMg' }, key), /signature verification failed/);
  });
});
