/** The key with which a platform signs, and the path that goes with it. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { certificatesIn } from '../../../kit/identity/chain.ts';
import { derSequenceOf } from '../../../kit/identity/der.ts';
import { algorithmOf } from './algorithms.ts';

export interface SigningKey {
  readonly key: KeyObject;
  /** URI of XML Signature. */
  readonly algorithm: string;
  /** X509PKIPathv1, base64: with all issuers, so that nobody has to know them. */
  readonly path: string;
}

/**
 * @param cert PEM: the certificate, then its issuers without the root
 * @throws {Error} no certificate, one that is not the key's, or a key that nobody would take
 */
export const signingKeyOf = ({ key, cert }: { readonly key: string; readonly cert: string }): SigningKey => {
  const privateKey = createPrivateKey(key);
  const certificates = certificatesIn(cert);
  if (certificates[0]?.checkPrivateKey(privateKey) !== true)
    throw new Error('the signing certificate is not that of the key');
  const path = derSequenceOf(certificates.map(({ raw }) => raw).reverse());
  return { key: privateKey, algorithm: algorithmOf(privateKey), path: path.toString('base64') };
};
