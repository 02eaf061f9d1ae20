/**
 * One value that was sealed: `sealed:1:<generation>:<table.column>:<base64 of nonce, ciphertext and tag>`. AES-256-GCM with a
 * random nonce of 96 bits (NIST SP 800-38D, 8.2.2): a data key is good for 2^32 values. What it belongs to, to the row, is
 * authenticated with it: moved to another row, column, table or component it does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Belonging {
  readonly component: string;
  /** `profile.definition` */
  readonly place: string;
  /** Primary key of the row. */
  readonly key: readonly (string | number)[];
}

export interface Envelope {
  readonly generation: number;
  readonly place: string;
  /** Base64. */
  readonly content: string;
}

export const sealedPrefix = 'sealed:1:';
const [nonceBytes, tagBytes] = [12, 16];

/** What was written under a generation begins so. */
export const prefixOf = (generation: number): string => `${sealedPrefix}${generation}:`;

const authenticated = ({ component, place, key }: Belonging, generation: number): Buffer =>
  Buffer.from(JSON.stringify([sealedPrefix, component, place, generation, ...key.map(String)]));

export const sealText = (dataKey: Uint8Array, generation: number, of: Belonging, text: string): string => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce).setAAD(authenticated(of, generation));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${prefixOf(generation)}${of.place}:${bytes.toString('base64')}`;
};

/** Undefined: the text was not sealed. */
export const envelopeIn = (text: string): Envelope | undefined => {
  if (!text.startsWith(sealedPrefix)) return undefined;
  const [, , generation, place = '', content = ''] = text.split(':', 5);
  return { generation: Number(generation), place, content };
};

/** @throws {Error} it belongs to another row, was changed, or the key is another */
export const openText = (dataKey: Uint8Array, of: Belonging, { generation, content }: Envelope): string => {
  const bytes = Buffer.from(content, 'base64');
  const named = `${of.place} of ${of.key.join('/')}`;
  if (bytes.length < nonceBytes + tagBytes) throw new Error(`what is sealed in ${named} is cut short`);
  const options = { authTagLength: tagBytes };
  const decipher = createDecipheriv('aes-256-gcm', dataKey, bytes.subarray(0, nonceBytes), options)
    .setAAD(authenticated(of, generation))
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error(`what is sealed in ${named} was changed, or belongs to another row`, { cause });
  }
};
