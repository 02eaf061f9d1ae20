/** By which authority of this folder a certificate was issued. */
import type { X509Certificate } from 'node:crypto';
import { serialOf } from '../../../shared-services/kit/identity/revocation-list.ts';
import { authoritiesInForce } from './authorities.ts';
import type { Settings } from './settings.ts';

/** A certificate of this folder: who issued it, and under which number. */
export interface Issued {
  readonly serialNumber: string;
  readonly authority: string;
}

/** @throws {Error} it was not issued here, or its authority has ended */
export const issuedOf = async (settings: Settings, certificate: X509Certificate): Promise<Issued> => {
  const found = (await authoritiesInForce(settings)).find(
    (one) => certificate.checkIssued(one.certificate) && certificate.verify(one.certificate.publicKey),
  );
  if (found === undefined) throw new Error('No authority of this folder that is still in force has issued it.');
  return { serialNumber: serialOf(certificate.serialNumber), authority: found.name };
};
