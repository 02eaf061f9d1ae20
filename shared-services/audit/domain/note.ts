/**
 * Checkpoints as signed notes: C2SP tlog-checkpoint and signed-note (https://c2sp.org/tlog-checkpoint, https://c2sp.org/signed-note),
 * the cosignatures of witnesses as C2SP tlog-cosignature.
 */
import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

const ed25519 = 0x01;
const cosignatureV1 = 0x04;

/** 32 bytes of an Ed25519 key, private or public. */
export const rawPublicKey = (key: KeyObject): Buffer => {
  const { x = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
};

const keyIdOf = (name: string, type: number, publicKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'buffer').subarray(0, 4);

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const publicKeyOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });

/** A key as it is published beside checkpoints. */
export interface NoteKey {
  readonly name: string;
  readonly keyId: string;
  readonly verifierKey: string;
  readonly publicKey: string;
}

export const noteKeyOf = (name: string, publicKey: Buffer): NoteKey => {
  const keyId = keyIdOf(name, ed25519, publicKey).toString('hex');
  const typed = Buffer.concat([Buffer.of(ed25519), publicKey]).toString('base64');
  return { name, keyId, verifierKey: `${name}+${keyId}+${typed}`, publicKey: publicKey.toString('base64') };
};

export const checkpointBody = (origin: string, size: number, root: Buffer): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `\u2014 ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;

/** The note: text, empty line, signature. */
export const signedNote = (body: string, name: string, key: KeyObject): string => {
  const keyId = keyIdOf(name, ed25519, rawPublicKey(key));
  return `${body}\n${signatureLine(name, keyId, sign(null, Buffer.from(body), key))}`;
};

export const bodyOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1);

/** Size and root of a checkpoint. */
export const headOf = (note: string): { readonly size: number; readonly root: string } => {
  const [, size = '', root = ''] = note.split('\n');
  return { size: Number(size), root };
};

/** Whether a note is signed by one of the keys. */
export const noteHolds = (note: string, keys: readonly NoteKey[]): boolean =>
  [...note.matchAll(/^\u2014 (\S+) (\S+)$/gm)].some(([, name, base64 = '']) => {
    const bytes = Buffer.from(base64, 'base64');
    const key = keys.find((one) => one.name === name && one.keyId === bytes.toString('hex', 0, 4));
    const body = Buffer.from(bodyOf(note));
    return (
      key !== undefined && verify(null, body, publicKeyOf(Buffer.from(key.publicKey, 'base64')), bytes.subarray(4))
    );
  });

/** A witness: whose cosignatures count. */
export interface WitnessKey {
  readonly name: string;
  readonly publicKey: KeyObject;
}

/**
 * `name+keyid+base64` of a witness (type 0x04), as its operator publishes it.
 * @throws {Error} it is none
 */
export const witnessKeyIn = (text: string): WitnessKey => {
  const [, name = '', keyId = '', base64 = ''] = text.trim().match(/^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/) ?? [];
  const typed = Buffer.from(base64, 'base64');
  const raw = typed.subarray(1);
  const isKey = typed[0] === cosignatureV1 && raw.length === 32;
  if (!isKey || keyIdOf(name, cosignatureV1, raw).toString('hex') !== keyId)
    throw new Error('the key of the witness is no cosignature/v1 key (C2SP tlog-cosignature): name+id+base64');
  return { name, publicKey: publicKeyOf(raw) };
};

/** When the witness says to have seen the checkpoint, in seconds; undefined when the line is not its signature. */
export const cosignedAt = (line: string, body: string, witness: WitnessKey): number | undefined => {
  const [, name, base64 = ''] = line.match(/^\u2014 (\S+) (\S+)$/) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (name !== witness.name || bytes.length !== 4 + 8 + 64) return undefined;
  const keyId = keyIdOf(name, cosignatureV1, rawPublicKey(witness.publicKey));
  const seconds = Number(bytes.readBigUInt64BE(4));
  const signed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`);
  const holds = keyId.equals(bytes.subarray(0, 4)) && verify(null, signed, witness.publicKey, bytes.subarray(12));
  return holds ? seconds : undefined;
};
