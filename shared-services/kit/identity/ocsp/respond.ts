/** Answers about certificates (RFC 6960), signed by the authority that issued them. */
import { type KeyObject, sign, type X509Certificate } from 'node:crypto';
import {
  BasicOCSPResponse,
  type CertID,
  CertStatus,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  KeyHash,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, CRLReason, CRLReasons } from '@peculiar/asn1-x509';
import { isIssuedBy, keyHashOf, serialIn } from './certificate-id.ts';

export type OcspStatus =
  | { readonly is: 'good' }
  | { readonly is: 'unknown' }
  | { readonly is: 'revoked'; readonly sinceMs: number; readonly reason: string };

export interface OcspAuthority {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
  /** @param serialNumber as `X509Certificate.serialNumber` prints it */
  readonly statusOf: (serialNumber: string) => OcspStatus;
}

export interface OcspMoment {
  readonly nowMs: number;
  /** How long an answer may be kept and shown on. */
  readonly lifetimeMs: number;
}

/** More are not asked for by anybody who asks in earnest. */
const maxQuestions = 16;
/** RFC 9654, 2.1. */
const maxNonceBytes = 128;

/** RFC 6960 takes its times from RFC 5280, 4.1.2.5.2: to the second, never finer. */
const toTheSecond = (ms: number): Date => new Date(ms - (ms % 1000));

const without = (responseStatus: OCSPResponseStatus): Buffer =>
  Buffer.from(AsnConvert.serialize(new OCSPResponse({ responseStatus })));

export const malformedAnswer = (): Buffer => without(OCSPResponseStatus.malformedRequest);

const statusFor = (status: OcspStatus): CertStatus => {
  if (status.is !== 'revoked') return new CertStatus({ [status.is]: null });
  const reason = CRLReasons[status.reason as keyof typeof CRLReasons];
  return new CertStatus({
    revoked: new RevokedInfo({
      revocationTime: toTheSecond(status.sinceMs),
      // RFC 5280, 5.3.1: `unspecified` is said by saying nothing.
      ...(reason ? { revocationReason: new CRLReason(reason) } : {}),
    }),
  });
};

const signatureAlgorithm = ({ asymmetricKeyType }: KeyObject): AlgorithmIdentifier =>
  asymmetricKeyType === 'rsa'
    ? new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null })
    : new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });

const read = (
  request: Uint8Array,
): { ids: readonly CertID[]; nonce: OCSPRequest['tbsRequest']['requestExtensions'] } => {
  const { tbsRequest } = AsnConvert.parse(request, OCSPRequest);
  const nonce = tbsRequest.requestExtensions?.filter(({ extnID }) => extnID === id_pkix_ocsp_nonce);
  return { ids: tbsRequest.requestList.map(({ reqCert }) => reqCert), nonce };
};

/** DER. An answer is signed by one authority: whoever asks about two asks twice. */
export const answerOcsp = (
  request: Uint8Array,
  authorities: readonly OcspAuthority[],
  { nowMs, lifetimeMs }: OcspMoment,
): Buffer => {
  const { ids, nonce = [] } = read(request);
  const [first] = ids;
  if (first === undefined || ids.length > maxQuestions) return malformedAnswer();
  if (nonce.some(({ extnValue }) => extnValue.byteLength > maxNonceBytes + 3)) return malformedAnswer();
  const authority = authorities.find(({ certificate }) => isIssuedBy(first, certificate));
  if (authority === undefined) return without(OCSPResponseStatus.unauthorized);
  const { certificate, privateKey, statusOf } = authority;
  const [thisUpdate, nextUpdate] = [toTheSecond(nowMs), toTheSecond(nowMs + lifetimeMs)];
  const data = new ResponseData({
    responderID: new ResponderID({ byKey: new KeyHash(keyHashOf(certificate)) }),
    producedAt: thisUpdate,
    responses: ids.map((certID) => {
      const known: OcspStatus = isIssuedBy(certID, certificate) ? statusOf(serialIn(certID)) : { is: 'unknown' };
      return new SingleResponse({ certID, certStatus: statusFor(known), thisUpdate, nextUpdate });
    }),
    ...(nonce.length === 0 ? {} : { responseExtensions: nonce }),
  });
  const signed = Buffer.from(AsnConvert.serialize(data));
  const basic = new BasicOCSPResponse({
    tbsResponseData: data,
    signatureAlgorithm: signatureAlgorithm(privateKey),
    signature: new Uint8Array(sign('sha256', signed, privateKey)).buffer,
  });
  basic.tbsResponseDataRaw = new Uint8Array(signed).buffer;
  const response = new OctetString(AsnConvert.serialize(basic));
  return Buffer.from(
    AsnConvert.serialize(
      new OCSPResponse({
        responseStatus: OCSPResponseStatus.successful,
        responseBytes: new ResponseBytes({ responseType: id_pkix_ocsp_basic, response }),
      }),
    ),
  );
};
