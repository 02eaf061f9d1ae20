/** The certificates that a process uses, from the development authority or from the operator's own files. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DevelopmentCertificates } from '../platforms/uumds/certificate-authority/certificates.ts';

export interface Pem {
  readonly key: string;
  /** The certificate and those between it and the root. */
  readonly cert: string;
}

export interface PlatformCertificates {
  /** The roots that peers must chain to. */
  readonly trustAnchor: string;
  /** How a platform shows itself to other platforms and to Member States. */
  readonly service: (platform: string) => Pem;
  /** Server certificate of a gateway's public address. */
  readonly gateway: (platform: string) => Pem;
}

export const fromDevelopmentAuthority = (certificates: DevelopmentCertificates): PlatformCertificates => {
  const pem = (credential: { readonly key: string; readonly certificate: string }): Pem => ({
    key: credential.key,
    cert: credential.certificate,
  });
  return {
    trustAnchor: certificates.trustAnchor,
    service: (platform) => pem(certificates.service(platform)),
    gateway: (platform) => pem(certificates.gateway(platform)),
  };
};

/** `trust-anchor.pem`, `service.key.pem`, `service.cert.pem`, `gateway.key.pem`, `gateway.cert.pem` in one folder per process. */
export const fromFolder = async (folder: string): Promise<PlatformCertificates> => {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const pair = async (name: string): Promise<Pem> => ({
    key: await read(`${name}.key.pem`),
    cert: await read(`${name}.cert.pem`),
  });
  const [trustAnchor, service, gateway] = await Promise.all([
    read('trust-anchor.pem'),
    pair('service'),
    pair('gateway').catch(() => undefined),
  ]);
  return {
    trustAnchor,
    service: () => service,
    gateway: (platform) => {
      if (gateway === undefined) throw new Error(`${platform} needs gateway.key.pem and gateway.cert.pem in ${folder}`);
      return gateway;
    },
  };
};
