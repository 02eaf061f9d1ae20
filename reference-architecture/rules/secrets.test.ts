import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filesLike, isTest, root, textOf } from './source-files.ts';

const files = (): readonly string[] => filesLike('**/*').filter((path) => statSync(join(root, path)).isFile());

/** Secrets as tools and authorities write them; nothing of ours looks like one. */
const shapes: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16}/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  'a key of a cloud': /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[A-Za-z0-9-]{10,})\b/,
};

/** Where only what runs in earnest counts: a test names passwords that open nothing. */
const literals: Readonly<Record<string, RegExp>> = {
  'a password in an address': /\b[a-z]+:\/\/[\w.-]+:(?!password@)[^@\s'"`${}]{3,}@[\w.[]/,
  'a secret as text':
    /(?:password|passwd|secret|api_?key|token)["']?\s*[:=]\s*["'](?!\/|password['"])[A-Za-z0-9+/_.-]{8,}["']/i,
};

const keyFile = /(?:\.(?:pem|key|p12|pfx|jks|keystore|der)|(?:^|\/)\.env(?:\..+)?|(?:^|\/)id_(?:rsa|ecdsa|ed25519))$/;

const placesLike = (what: string, pattern: RegExp, among: readonly string[]): string[] =>
  among.filter((path) => pattern.test(textOf(path))).map((path) => `${path}: ${what}`);

describe('secrets', () => {
  it('are not in the repository', () => {
    const all = files().filter((path) => path !== 'package-lock.json');
    assert.ok(all.length > 500);
    const earnest = all.filter((path) => !isTest(path) && !path.endsWith('.md'));
    assert.deepEqual(
      [
        ...all.filter((path) => keyFile.test(path)).map((path) => `${path}: a file of keys`),
        ...Object.entries(shapes).flatMap(([what, pattern]) => placesLike(what, pattern, all)),
        ...Object.entries(literals).flatMap(([what, pattern]) => placesLike(what, pattern, earnest)),
      ],
      [],
      'Secrets come from files or the environment: a repository is read by everybody, and never forgets.',
    );
  });

  it('would be found: the patterns know secrets when they see them', () => {
    const key = `-----BEGIN ${'PRIVATE'} KEY-----\nMIGHAgEAMBMGByqGSM49\n`;
    const token = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiJub2JvZHkifQ', 'c2lnbmF0dXJlLW9m'].join('.');
    assert.match(key, shapes['a private key']!);
    assert.match(token, shapes['a signed token']!);
    assert.match(`postgresql://entry:${'open-sesame'}@database/portorium`, literals['a password in an address']!);
    assert.match(`const ${'password'} = 'open-sesame';`, literals['a secret as text']!);
    assert.match(`PASSWORD: ${'"open-sesame"'}`, literals['a secret as text']!);
  });

  it('are not in the image: it takes named folders of source alone, and no variable that holds one', () => {
    const [first, ...taken] = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!') || line === '**');
    assert.equal(first, '**', 'everything is left out first');
    const known = ['package.json', 'package-lock.json', '.npmrc', 'LICENSE', 'README.md'];
    const folders = ['platforms', 'shared-services', 'reference-architecture', 'start'];
    assert.deepEqual(
      taken.filter((line) => ![...known, ...folders].includes(line.slice(1))),
      [],
    );
    assert.doesNotMatch(textOf('deploy/Dockerfile'), /^(?:ENV|ARG)\s.*(?:PASSWORD|SECRET|TOKEN|KEY)/im);
    assert.doesNotMatch(textOf('.npmrc'), /_auth|_password|authToken/i);
  });
});
