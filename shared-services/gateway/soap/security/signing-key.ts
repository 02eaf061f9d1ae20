/** The key with which a platform signs, and the path that goes with it. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { certificatesIn } from '../../../kit/identity/chain.ts';
import { derSequenceOf } from '../../../kit/identity/der.ts';
import { algorithmOf } from './algorithms.ts';
import { x509Path, x509v3 } from './names.ts';

export interface SigningKey {
  readonly key: KeyObject;
  /** URI of XML Signature. */
  readonly algorithm: string;
  /** Of the BinarySecurityToken: its type, and its content in base64. */
  readonly tokenType: string;
  readonly token: string;
}

/** `path`: with all issuers, so that nobody has to know them; `certificate`: alone, as `WssX509V3Token10` of a policy asks. */
export type TokenForm = 'path' | 'certificate';

/**
 * @param cert PEM: the certificate, then its issuers without the root
 * @throws {Error} no certificate, one that is not the key's, or a key that nobody would take
 */
export const signingKeyOf = (
  { key, cert }: { readonly key: string; readonly cert: string },
  form: TokenForm = 'path',
): SigningKey => {
  const privateKey = createPrivateKey(key);
  const certificates = certificatesIn(cert);
  if (certificates[0]?.checkPrivateKey(privateKey) !== true)
    throw new Error('the signing certificate is not that of the key');
  const path = () => derSequenceOf(certificates.map(({ raw }) => raw).reverse());
  const token = form === 'path' ? path() : certificates[0].raw;
  return {
    key: privateKey,
    algorithm: algorithmOf(privateKey),
    tokenType: form === 'path' ? x509Path : x509v3,
    token: Buffer.from(token).toString('base64'),
  };
};
