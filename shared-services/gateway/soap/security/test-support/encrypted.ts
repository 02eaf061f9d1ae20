/** Encryption as WSS4J writes it: several parts under one key, which RSA-OAEP carries. By hand, with node:crypto alone. */
import { constants, createCipheriv, publicEncrypt, randomBytes, type X509Certificate } from 'node:crypto';
import { ds, wsse11, xenc, xenc11 } from '../names.ts';

/** What is hidden: the content of the Body, an assertion, a header. */
const parts = [
  { pattern: /(?<=<soap:Body[^>]*>).*(?=<\/soap:Body>)/s, type: 'Content', wrap: (data: string) => data },
  { pattern: /<saml2:Assertion.*<\/saml2:Assertion>/s, type: 'Element', wrap: (data: string) => data },
  {
    pattern: /<(\w+:)?MessageHeader [^>]*>.*<\/\1MessageHeader>(?=.*<\/soap:Header>)/s,
    type: 'Element',
    wrap: (data: string) => `<wsse11:EncryptedHeader xmlns:wsse11="${wsse11}">${data}</wsse11:EncryptedHeader>`,
  },
];

export const encryptAll = (text: string, { publicKey }: X509Certificate): string => {
  const key = randomBytes(32);
  const references: string[] = [];
  const hide = (type: string) => (content: string) => {
    const [vector, id] = [randomBytes(12), `hidden-${references.length}`];
    const cipher = createCipheriv('aes-256-gcm', key, vector);
    const bytes = Buffer.concat([vector, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    references.push(`<xenc:DataReference URI="#${id}"/>`);
    return (
      `<xenc:EncryptedData xmlns:xenc="${xenc}" Id="${id}" Type="${xenc}${type}"><xenc:EncryptionMethod Algorithm="${xenc11}aes256-gcm"/>` +
      `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`
    );
  };
  const hidden = parts.reduce(
    (changed, { pattern, type, wrap }) => changed.replace(pattern, (content) => wrap(hide(type)(content))),
    text,
  );
  const carried = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key);
  const encryptedKey =
    `<xenc:EncryptedKey xmlns:xenc="${xenc}"><xenc:EncryptionMethod Algorithm="${xenc}rsa-oaep-mgf1p">` +
    `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${ds}sha1"/></xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>` +
    `${carried.toString('base64')}</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList>${references.join('')}` +
    '</xenc:ReferenceList></xenc:EncryptedKey>';
  return hidden.replace('<ds:Signature ', `${encryptedKey}<ds:Signature `);
};
