/** Signed checkpoints (C2SP signed-note, tlog-checkpoint), read and verified. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

const ed25519 = 1;

/**
 * `name+id+base64`
 * @throws {Error} it is not such a key, or its id is another key's
 */
export const verifierKeyIn = (text: string): VerifierKey => {
  const parts = /^(?<name>[^\s+]+)\+(?<id>[0-9a-f]{8})\+(?<typed>\S+)$/.exec(text.trim())?.groups;
  const typed = Buffer.from(parts?.['typed'] ?? '', 'base64');
  if (parts === undefined || typed.length !== 33 || typed[0] !== ed25519)
    throw new Error(`this is no Ed25519 verifier key (name+id+base64): ${text.slice(0, 80)}`);
  const { name = '', id = '' } = parts;
  const digest = createHash('sha256').update(`${name}\n`).update(typed).digest('hex');
  if (!digest.startsWith(id)) throw new Error(`the id of the key ${name} is not its own`);
  const x = typed.subarray(1).toString('base64url');
  return { name, id, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
};

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Ids of the given keys whose signature holds. */
  readonly signedBy: readonly string[];
}

const signatures = (block: string): { readonly name: string; readonly bytes: Buffer }[] =>
  block.split('\n').flatMap((line) => {
    const [dash, name, base64] = line.split(' ');
    return dash === '\u2014' && name !== undefined && base64 !== undefined
      ? [{ name, bytes: Buffer.from(base64, 'base64') }]
      : [];
  });

/** @throws {Error} it is no checkpoint */
export const readCheckpoint = (note: string, keys: readonly VerifierKey[]): Checkpoint => {
  const gap = note.indexOf('\n\n');
  const body = note.slice(0, gap + 1);
  const [origin = '', size = '', root = ''] = body.split('\n');
  if (gap < 0 || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new Error('this is no checkpoint');
  const signedBy = signatures(note.slice(gap + 2)).flatMap(({ name, bytes }) =>
    keys
      .filter((key) => key.name === name && key.id === bytes.toString('hex', 0, 4))
      .filter(({ key }) => verify(null, Buffer.from(body), key, bytes.subarray(4)))
      .map(({ id }) => id),
  );
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signedBy };
};
