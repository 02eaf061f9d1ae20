/** An authority for a test, and certificates of it. */
import { KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '../identity/x509.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dates = () => ({ notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) });
const generate = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

export interface TestCredential {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface TestAuthority {
  readonly ca: Buffer;
  /** `portorium://central/cdco`; good for clients and for servers on 127.0.0.1. */
  issue(uri: string): Promise<TestCredential>;
}

export const testAuthority = async (): Promise<TestAuthority> => {
  const keys = await generate();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test root',
    serialNumber: '01',
    keys,
    ...dates(),
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  let serial = 1;
  return {
    ca: Buffer.from(root.toString('pem')),
    issue: async (uri) => {
      const own = await generate();
      serial += 1;
      const certificate = await X509CertificateGenerator.create({
        subject: 'CN=Test party',
        issuer: root.subjectName,
        serialNumber: `0${serial}`,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        ...dates(),
        extensions: [
          new SubjectAlternativeNameExtension([
            { type: 'url', value: uri },
            { type: 'ip', value: '127.0.0.1' },
          ]),
        ],
      });
      return {
        key: Buffer.from(KeyObject.from(own.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string),
        cert: Buffer.from(certificate.toString('pem')),
      };
    },
  };
};
