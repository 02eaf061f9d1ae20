import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { constants, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Algorithm, signCommands } from './commands.ts';

const keys: Readonly<Record<Algorithm, () => { privateKey: KeyObject; publicKey: KeyObject }>> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};

const isSignedBy = (algorithm: Algorithm, key: KeyObject, text: string, signature: Buffer): boolean => {
  const [bytes, digest] = [Buffer.from(text), algorithm === 'ES384' ? 'sha384' : 'sha256'];
  if (algorithm === 'EdDSA') return verify(null, bytes, key, signature);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify(digest, bytes, algorithm === 'PS256' ? pss : key, signature);
};

describe('the commands that sign a challenge', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'portorium-challenge-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  for (const algorithm of Object.keys(keys) as Algorithm[]) {
    it(`sign it, character by character, by ${algorithm}`, () => {
      const { privateKey, publicKey } = keys[algorithm]();
      writeFileSync(join(directory, 'seal-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
      const challenge = `portorium seal: it's "$(quoted)" \\n\nwith 100 % of ünusual characters`;
      const commands = signCommands(challenge, algorithm);
      const printed = execFileSync('sh', ['-e', '-c', commands], { cwd: directory, encoding: 'utf8' });
      assert.ok(isSignedBy(algorithm, publicKey, challenge, Buffer.from(printed, 'base64')));
      assert.ok(!isSignedBy(algorithm, publicKey, `${challenge}\n`, Buffer.from(printed, 'base64')));
    });
  }
});
