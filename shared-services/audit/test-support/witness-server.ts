/** A witness as C2SP tlog-witness describes it, for tests: keeps the last checkpoint, verifies what comes, signs. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right);

/** RFC 9162, 2.1.4.2. */
const isConsistent = (
  oldSize: number,
  oldRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
): boolean => {
  if (oldSize === 0) return proof.length === 0;
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root);
  const path = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof] : [...proof];
  let [from, last] = [oldSize - 1, size - 1];
  while (from % 2 === 1) [from, last] = [(from - 1) / 2, Math.floor(last / 2)];
  let [earlier, later] = [path[0]!, path[0]!];
  for (const hash of path.slice(1)) {
    if (last === 0) return false;
    if (from % 2 === 1 || from === last) {
      [earlier, later] = [node(hash, earlier), node(hash, later)];
      while (from % 2 === 0 && from !== 0) [from, last] = [from / 2, Math.floor(last / 2)];
    } else later = node(later, hash);
    [from, last] = [Math.floor(from / 2), Math.floor(last / 2)];
  }
  return last === 0 && earlier.equals(oldRoot) && later.equals(root);
};

const cosign = (name: string, id: Buffer, key: KeyObject, body: string): string => {
  const seconds = Buffer.alloc(8);
  seconds.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000)));
  const signed = `cosignature/v1\ntime ${seconds.readBigUInt64BE()}\n${body}`;
  return `\u2014 ${name} ${Buffer.concat([id, seconds, sign(null, Buffer.from(signed), key)]).toString('base64')}\n`;
};

export interface WitnessServer {
  readonly url: string;
  readonly verifierKey: string;
  readonly size: () => number;
  /** What it answers instead, while it is set. */
  broken: number | undefined;
  stop(): Promise<void>;
}

export const startWitness = async (name = 'witness.example'): Promise<WitnessServer> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const typed = Buffer.concat([Buffer.of(4), Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')]);
  const id = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  let [size, root] = [0, Buffer.alloc(0)];
  let broken: number | undefined;
  const answer = (text: string): readonly [status: number, body: string] => {
    const [head = '', note = ''] = [text.slice(0, text.indexOf('\n\n')), text.slice(text.indexOf('\n\n') + 2)];
    const [old = '', ...proof] = head.split('\n');
    const [, newSize = '', newRoot = ''] = note.split('\n');
    if (Number(old.slice('old '.length)) !== size) return [409, `${size}\n`];
    const [given, hashes] = [Buffer.from(newRoot, 'base64'), proof.map((hash) => Buffer.from(hash, 'base64'))];
    if (!isConsistent(size, root, Number(newSize), given, hashes)) return [422, ''];
    [size, root] = [Number(newSize), given];
    return [200, cosign(name, id, privateKey, note.slice(0, note.indexOf('\n\n') + 1))];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, body] = broken === undefined ? answer(Buffer.concat(chunks).toString()) : [broken, ''];
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    verifierKey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    size: () => size,
    get broken() {
      return broken;
    },
    set broken(status) {
      broken = status;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
