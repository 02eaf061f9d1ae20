import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer, SealBroken } from './format.ts';
import { drawKey, keyOf, readKey } from './key.ts';
import { opened, sealed } from './stream.ts';

const key = keyOf('11'.repeat(32));
const name = 'base/one/base.tar.zst';
const parts = async function* (...given: readonly Uint8Array[]) {
  yield* given;
};
const seal = async (content: Buffer) => Buffer.concat(await Array.fromAsync(sealed(key, name, parts(content))));
const open = async (content: Buffer, as = name, with_ = key, tornEnd = false) =>
  Buffer.concat(await Array.fromAsync(opened(with_, as, parts(content), { tornEnd })));

describe('a sealed object', () => {
  const content = randomBytes(700_000);
  let whole: Buffer;
  before(async () => {
    whole = await seal(content);
  });

  it('opens to what was sealed, of any length', async () => {
    assert.ok((await open(whole)).equals(content));
    for (const length of [0, 1, 256 * 1024, 512 * 1024]) {
      const some = content.subarray(0, length);
      assert.ok((await open(await seal(some))).equals(some), String(length));
    }
  });

  it('shows nothing of it, and never the same twice', async () => {
    const again = await seal(content);
    assert.ok(!again.subarray(44, 200).equals(whole.subarray(44, 200)));
  });

  it('is refused with its name when any byte was changed', async () => {
    for (const at of [0, 5, 20, 44, 46, 100, 300_000, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 1;
      await assert.rejects(
        open(changed),
        (error) => error instanceof SealBroken && error.message.startsWith(name),
        String(at),
      );
    }
  });

  it('is refused when its end is missing, also between chunks, or when there is more', async () => {
    const chunk = 4 + 256 * 1024 + 16;
    for (const bytes of [0, 10, 44, 44 + chunk, 44 + 2 * chunk, whole.length - 1])
      await assert.rejects(open(whole.subarray(0, bytes)), SealBroken, String(bytes));
    await assert.rejects(open(Buffer.concat([whole, Buffer.from('x')])), /added after its end/);
  });

  it('does not pass for another object', async () => {
    await assert.rejects(open(whole, 'base/two/base.tar.zst'), SealBroken);
  });

  it('says which key it wants', async () => {
    const other = keyOf('22'.repeat(32));
    await assert.rejects(
      open(whole, name, other),
      new RegExp(
        `sealed with the key ${key.id.toString('hex')}; the key that was given is ${other.id.toString('hex')}`,
      ),
    );
  });

  it('that was under way is given as far as its last whole chunk, and a changed chunk is refused even so', async () => {
    const sealer = createSealer(key, name);
    const sent = ['one', 'two', 'three'].map((text) => Buffer.from(text));
    const chunks = sent.map((chunk) => sealer.seal(chunk, false));
    const torn = Buffer.concat([sealer.header, ...chunks]).subarray(0, -2);
    assert.equal((await open(torn, name, key, true)).toString(), 'onetwo');
    torn[60] = torn[60]! ^ 1;
    await assert.rejects(open(torn, name, key, true), SealBroken);
  });
});

describe('the key of backups', () => {
  it('is drawn into a file that its owner alone reads, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portorium-key-'));
    try {
      const file = join(folder, 'key');
      await drawKey(file);
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      await assert.rejects(drawKey(file), /EEXIST/);
      await readKey(file, [join(folder, 'data')]);
      await assert.rejects(readKey(file, [folder]), /keep it elsewhere/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is nothing else', () => {
    assert.throws(() => keyOf('secret'), /not 64 hexadecimal digits/);
  });
});
