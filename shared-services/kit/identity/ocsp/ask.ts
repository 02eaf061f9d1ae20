/** Questions about a certificate, and whether an answer may be believed (RFC 6960, 3.2). */

import { verify, X509Certificate } from 'node:crypto';
import {
  BasicOCSPResponse,
  id_kp_OCSPSigning,
  id_pkix_ocsp_basic,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  Request,
  type SingleResponse,
  TBSRequest,
} from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { serialOf } from '../revocation-list.ts';
import { signatureDigests } from '../signature-digests.ts';
import { idOf, isIssuedBy, serialIn } from './certificate-id.ts';

/** DER; without a nonce, so that the answer can be shown to others (stapled). */
export const writeOcspRequest = (certificate: X509Certificate, issuer: X509Certificate): Buffer =>
  Buffer.from(
    AsnConvert.serialize(
      new OCSPRequest({
        tbsRequest: new TBSRequest({ requestList: [new Request({ reqCert: idOf(certificate, issuer) })] }),
      }),
    ),
  );

export interface OcspAnswer {
  readonly is: 'good' | 'revoked' | 'unknown';
  readonly nextUpdateMs: number;
}

/** A peer's clock may run before ours. */
const skewMs = 5 * 60 * 1000;

/** The authority itself, or whom it has let answer in its place. */
const signersOf = ({ certs = [] }: BasicOCSPResponse, issuer: X509Certificate, nowMs: number): X509Certificate[] => {
  const delegated = certs
    .map((one) => new X509Certificate(Buffer.from(AsnConvert.serialize(one))))
    .filter(
      (one) =>
        (one.keyUsage ?? []).includes(id_kp_OCSPSigning) &&
        one.checkIssued(issuer) &&
        one.verify(issuer.publicKey) &&
        Date.parse(one.validTo) > nowMs,
    );
  return [issuer, ...delegated];
};

const assertSigned = (basic: BasicOCSPResponse, issuer: X509Certificate, nowMs: number): void => {
  const digest = signatureDigests[basic.signatureAlgorithm.algorithm];
  const signed = Buffer.from(basic.tbsResponseDataRaw ?? new ArrayBuffer(0));
  const signature = Buffer.from(basic.signature);
  const isSigned =
    digest !== undefined &&
    signersOf(basic, issuer, nowMs).some(({ publicKey }) => verify(digest, signed, publicKey, signature));
  if (!isSigned) throw new Error('the answer about the certificate is not signed by its authority');
};

const assertFresh = ({ thisUpdate, nextUpdate }: SingleResponse, nowMs: number): number => {
  const nextUpdateMs = nextUpdate?.getTime() ?? 0;
  if (thisUpdate.getTime() > nowMs + skewMs || nextUpdateMs < nowMs)
    throw new Error('the answer about the certificate is not of now');
  return nextUpdateMs;
};

/** @throws {Error} the answer cannot be read, is about another certificate, is not of now, or is not its authority's */
export const readOcspAnswer = (
  answer: Uint8Array,
  certificate: X509Certificate,
  issuer: X509Certificate,
  nowMs: number,
): OcspAnswer => {
  const { responseStatus, responseBytes } = AsnConvert.parse(answer, OCSPResponse);
  if (responseStatus !== OCSPResponseStatus.successful || responseBytes?.responseType !== id_pkix_ocsp_basic)
    throw new Error(`no answer about the certificate: status ${responseStatus}`);
  const basic = AsnConvert.parse(responseBytes.response.buffer, BasicOCSPResponse);
  assertSigned(basic, issuer, nowMs);
  const found = basic.tbsResponseData.responses.find(
    ({ certID }) => serialIn(certID) === serialOf(certificate.serialNumber) && isIssuedBy(certID, issuer),
  );
  if (found === undefined) throw new Error('the answer is about another certificate');
  const nextUpdateMs = assertFresh(found, nowMs);
  const { revoked, unknown } = found.certStatus;
  return { is: revoked !== undefined ? 'revoked' : unknown !== undefined ? 'unknown' : 'good', nextUpdateMs };
};
