/** Lines of files, as bytes: a leaf is hashed exactly as it stands there. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const newline = 0x0a;

/** The lines that are whole, and what is left. */
const cut = (bytes: Buffer): { readonly whole: Buffer[]; readonly rest: Buffer } => {
  const whole: Buffer[] = [];
  let from = 0;
  for (let to = bytes.indexOf(newline); to !== -1; to = bytes.indexOf(newline, from)) {
    if (to > from) whole.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return { whole, rest: bytes.subarray(from) };
};

async function* linesOfFile(path: string): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const found = cut(rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]));
    rest = found.rest;
    yield found.whole;
  }
  if (rest.length > 0) yield [rest];
}

/** The file, or the `.ndjson` files of the folder in the order of their names. */
const filesAt = async (path: string): Promise<string[]> => {
  const found = await stat(path).catch(() => {
    throw new Error(`${path} cannot be read`);
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith('.ndjson')).sort();
  if (names.length === 0) throw new Error(`there is no .ndjson file in ${path}`);
  return names.map((name) => join(path, name));
};

/** @throws {Error} there is nothing to read */
export async function* linesAt(path: string): AsyncGenerator<readonly Buffer[]> {
  for (const file of await filesAt(path)) yield* linesOfFile(file);
}
