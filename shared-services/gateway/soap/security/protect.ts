/** What is sent to a partner, in the form that was agreed with it. */
import type { X509Certificate } from 'node:crypto';
import { encryptBody } from './encrypt.ts';
import { signEnvelope } from './sign.ts';
import type { SigningKey } from './signing-key.ts';

export const protections = ['none', 'signed', 'signed+encrypted'] as const;

export type Protection = (typeof protections)[number];

export interface ProtectParts {
  readonly key: SigningKey;
  readonly nowMs: number;
  readonly protection: Protection;
  /** For whom content is encrypted. */
  readonly recipient?: X509Certificate;
}

/** @throws {Error} content is to be encrypted, and nobody knows for which key */
export const protectEnvelope = (text: string, { protection, recipient, ...parts }: ProtectParts): string => {
  if (protection === 'none') return text;
  const signed = signEnvelope(text, parts);
  if (protection === 'signed') return signed;
  if (recipient === undefined) throw new Error('the certificate for which content is encrypted is not known');
  return encryptBody(signed, recipient);
};
