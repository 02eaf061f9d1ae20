/**
 * `npm run keycloak:registrar-key -- registrar.key`: makes the private key of the client portorium-registrar, readable
 * by its owner alone, where there is none yet; and prints the public half, as Keycloak imports it (Clients, portorium-registrar,
 * Keys, Import, JSON Web Key Set).
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, type JWK } from 'jose';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('say where the key shall be: npm run keycloak:registrar-key -- <file>');
  process.exit(2);
}
if (!existsSync(file)) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}
const jwk = createPublicKey(createPrivateKey(readFileSync(file))).export({ format: 'jwk' }) as JWK;
console.log(JSON.stringify({ keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig' }] }));
