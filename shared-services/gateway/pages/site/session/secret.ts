/**
 * What the id of a session is good for. The browser alone has it; everything else follows from it one way: the name of the
 * row, the key that opens what the row holds, the token that forms carry.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../../../../kit/call.ts';

const idBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const idShape = /^[A-Za-z0-9_-]{43}$/;

export const newSecret = (): string => randomBytes(idBytes).toString('base64url');

export const isSecret = (text: string): boolean => idShape.test(text);

/** Under which its row is found. */
export const rowNameOf = (id: string): string => sha256Hex(id);

const keyOf = (id: string): Buffer => Buffer.from(hkdfSync('sha256', id, '', 'portorium portal: contents', 32));

/** AES-256-GCM, bound to the row. */
export const seal = (id: string, content: unknown): string => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(id), nonce).setAAD(Buffer.from(rowNameOf(id)));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
};

/** @throws {Error} the row was changed, or is another one's */
export const unseal = (id: string, text: string): unknown => {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(id), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(rowNameOf(id))).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const content = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  return JSON.parse(content.toString('utf8'));
};

/** The synchroniser token: it is in every form of the session, and nobody can tell the id from it. */
export const formTokenOf = (id: string): string =>
  createHmac('sha256', id).update('portorium portal: form').digest('base64url');

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
