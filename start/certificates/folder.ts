/**
 * The operator's own certificates, PEM, in one folder per process:
 *
 * - `trust-anchor.pem`: roots that every certificate must lead to
 * - `circle-trusted.pem`, `circle-central.pem`: the authorities that issue for each circle; a certificate of the one is not
 *   taken for the other. Where the root issues by itself, it stands here too.
 * - `crl/*.crl`: revocation lists of these authorities and of the root, DER or PEM
 * - `service.key.pem`, `service.cert.pem`: `portorium://central/<platform>/calls`
 * - `push.key.pem`, `push.cert.pem`: `portorium://central/ccn2ng/push`, for CCN2ng
 * - `gateway.key.pem`, `gateway.cert.pem`: of a gateway's public address
 *
 * Where a certificate was issued by an authority below the root, its file holds that one too, after it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readListsIn } from '../../platforms/uumds/certificate-authority/revocation-lists.ts';
import type { CertificateSnapshot, Pem } from '../certificates.ts';

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const optional = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

export const readFolder = async (folder: string): Promise<CertificateSnapshot> => {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const pair = async (name: string): Promise<Pem> => ({
    key: await read(`${name}.key.pem`),
    cert: await read(`${name}.cert.pem`),
  });
  const [trustAnchor, trusted, central, service, push, gateway, revocationLists] = await Promise.all([
    read('trust-anchor.pem'),
    read('circle-trusted.pem'),
    read('circle-central.pem'),
    pair('service'),
    optional(pair('push')),
    optional(pair('gateway')),
    readListsIn(join(folder, 'crl')),
  ]);
  const needed = (found: Pem | undefined, platform: string, name: string): Pem => {
    if (found === undefined) throw new Error(`${platform} needs ${name}.key.pem and ${name}.cert.pem in ${folder}`);
    return found;
  };
  const named = [
    ['service', service],
    ['push', push],
    ['gateway', gateway],
  ] as const;
  return {
    trustAnchor,
    authorities: { trusted, central },
    revocationLists,
    service: (platform, name) => (name === 'push' ? needed(push, platform, 'push') : service),
    gateway: (platform) => needed(gateway, platform, 'gateway'),
    pairs: new Map(named.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const]))),
  };
};
