import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { after, afterEach, before, describe, it } from 'mocha';
import { silentLogger } from '../../kit/logging.ts';
import { eventually } from '../../kit/test-support/samples.ts';
import { makeKeyFile } from './key-files.ts';
import { openReceiptKeys, type ReceiptKeys } from './keys.ts';

const dayMs = 86_400_000;

describe('keys of receipts', () => {
  let root: string;
  let count = 0;
  let nowMs = Date.parse('2026-11-21T12:00:00Z');
  const clock = { nowMs: () => nowMs };
  const opened: ReceiptKeys[] = [];
  const open = async (folder: string, given = false) => {
    const keys = await openReceiptKeys({ folder, given, clock, log: silentLogger(), limits: { lookEveryMs: 20 } });
    opened.push(keys);
    return keys;
  };
  const ownFolder = () => {
    count += 1;
    return join(root, String(count));
  };
  const signs = (keys: ReceiptKeys) => decodeProtectedHeader(keys.sign({ a: 1 })).kid;
  const published = (keys: ReceiptKeys) => keys.published().keys.map(({ kid }) => kid);

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'portorium-receipt-keys-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((keys) => keys.stop()));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('are drawn at the first start, for nobody else to read, and kept', async () => {
    const folder = ownFolder();
    const kid = signs(await open(folder));
    const [name = ''] = await readdir(folder);
    assert.match(name, /^20261121T120000Z\.pem$/);
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.equal(signs(await open(folder)), kid);
  });

  it('change with an overlap: the next is published a day before it signs, the last for ever', async () => {
    const folder = ownFolder();
    const keys = await open(folder);
    const first = signs(keys);
    const old = keys.sign({ old: true });
    nowMs += 90 * dayMs;
    await eventually('the next key', async () => published(keys).length === 2);
    const [next] = published(keys);
    assert.equal(signs(keys), first, 'it is published and does not sign yet');
    nowMs += dayMs;
    await eventually('its time', async () => signs(keys) === next);
    await eventually('the end of the first', async () => (await readdir(folder)).some((name) => /public/.test(name)));
    const names = (await readdir(folder)).filter((name) => !name.endsWith('.new'));
    assert.equal(names.filter((name) => !/public/.test(name)).length, 1, 'the private half of the first is gone');
    assert.deepEqual(published(keys), [next, first]);
    await compactVerify(old, createLocalJWKSet(keys.published() as unknown as JSONWebKeySet));
    assert.deepEqual(published(await open(folder)), [next, first], 'and after a start');
  });

  it('of several processes that start at once are one key', async () => {
    const folder = ownFolder();
    const all = await Promise.all([open(folder), open(folder), open(folder)]);
    assert.equal(new Set(all.map(signs)).size, 1);
  });

  it('that the operator gives are read, and nothing is written beside them', async () => {
    const folder = ownFolder();
    await makeKeyFile(folder, nowMs - 200 * dayMs);
    await makeKeyFile(folder, nowMs - dayMs);
    await makeKeyFile(folder, nowMs + dayMs);
    const before = await readdir(folder);
    const keys = await open(folder, true);
    assert.equal(published(keys).length, 3);
    assert.equal(signs(keys), published(keys)[1], 'the latest whose time has come signs');
    nowMs += 2 * dayMs;
    await eventually('a rotation without a restart', async () => signs(keys) === published(keys)[0]);
    assert.deepEqual(await readdir(folder), before);
  });

  it('must be there where the operator gives them, and be Ed25519', async () => {
    const folder = ownFolder();
    await assert.rejects(open(folder, true), /no receipt key in .* signs now/);
    await mkdir(folder);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(join(folder, '20250101T000000Z.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await assert.rejects(open(folder, true), /is Ed25519, not rsa/);
  });
});
