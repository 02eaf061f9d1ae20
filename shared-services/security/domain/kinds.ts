/** Which refusals are security events, of what kind, and how grave one of them is by itself. */
import type { Severity } from './severity.ts';

export interface Kind {
  readonly kind: string;
  readonly severity: Severity;
}

const as =
  (kind: string) =>
  (severity: Severity): Kind => ({ kind, severity });
const proof = as('authentication-failed');
const probing = as('probing');
const access = as('access-refused');
const signature = as('signature-fault');
const withdrawn = as('credential-withdrawn');
const certificate = as('certificate-refused');
const flood = as('flooding');

/** On purpose none: faults of honest senders, and trouble of ours. */
const none = undefined;

/** Codes of refusals, of every door; a test holds that none is missing. */
export const kindsByCode: Readonly<Record<string, Kind | undefined>> = {
  TOKEN_MISSING: probing('info'),
  TOKEN_INVALID: proof('low'),
  TOKEN_EXPIRED: none,
  TOKEN_PROOF_INVALID: proof('medium'),
  TOKEN_PROOF_NONCE: none,
  TOKEN_NETWORK: access('medium'),
  TOKEN_REVOKED: withdrawn('medium'),
  SIGN_IN_REFUSED: as('sign-in-failed')('low'),
  CLIENT_PROOF_REFUSED: proof('low'),
  SIGN_IN_FAILED: none,
  LOCKED_OUT: as('lock-out')('medium'),
  SESSION_MISSING: none,
  SESSION_EXPIRED: none,
  FORM_NOT_OURS: as('forged-form')('medium'),

  CERTIFICATE_NOT_RECOGNISED: certificate('medium'),
  CERTIFICATE_NOT_TRUSTED: certificate('medium'),
  CERTIFICATE_EXPIRED: certificate('low'),
  CERTIFICATE_REVOKED: withdrawn('high'),
  CERTIFICATE_WITHDRAWN: withdrawn('high'),
  SEAL_WITHDRAWN: withdrawn('high'),
  TLS_HANDSHAKE_REFUSED: certificate('low'),
  TLS_HANDSHAKE_FAILED: probing('info'),
  REVOCATION_UNKNOWN: none,
  STANDING_UNKNOWN: none,
  IDENTITY_PROVIDER_UNAVAILABLE: none,

  CALLER_NOT_ADMITTED: access('low'),
  NOT_ENTITLED: access('low'),
  PLATFORM_NOT_ADMITTED: as('platform-refused')('high'),
  PARTNER_BLOCKED: as('blocked-partner')('medium'),

  SECURITY_HEADER_INVALID: signature('low'),
  SECURITY_REQUIRED: signature('low'),
  SIGNATURE_INVALID: signature('medium'),
  SIGNATURE_INCOMPLETE: signature('medium'),
  SECURITY_ALGORITHM_REFUSED: signature('low'),
  SECURITY_TOKEN_INVALID: signature('medium'),
  SECURITY_TOKEN_UNTRUSTED: signature('medium'),
  SECURITY_EXPIRED: signature('low'),
  MESSAGE_REPLAYED: as('replay')('medium'),

  REQUEST_MALFORMED: probing('info'),
  HEADERS_TOO_LARGE: probing('info'),
  HEADER_REPEATED: probing('low'),
  URL_TOO_LONG: probing('info'),
  PATH_NOT_CANONICAL: probing('low'),
  OPERATION_UNKNOWN: probing('info'),
  METHOD_NOT_ALLOWED: probing('info'),
  PAGE_UNKNOWN: none,
  PARAMETER_INVALID: none,
  MESSAGE_TOO_SLOW: probing('info'),
  MESSAGE_TOO_LARGE: flood('info'),
  THROTTLED: flood('low'),

  MESSAGE_INVALID: none,
  MESSAGE_MALFORMED: none,
  MESSAGE_TYPE_UNSUPPORTED: none,
  MESSAGE_ID_INVALID: none,
  NOT_ACCEPTABLE: none,
  SOAP_VERSION_MISMATCH: none,
  SOAP_MUST_UNDERSTAND: none,
  SOAP_ACTION_MISMATCH: none,
  ADDRESSING_INVALID: none,
  OVERLOADED: none,
  SERVICE_UNAVAILABLE: none,
  DEADLINE_EXCEEDED: none,
  INTERNAL_FAULT: none,
  PUSH_REJECTED: none,

  RATE_UNUSUAL: as('anomaly-rate')('medium'),
  COUNTRY_NEW: as('anomaly-geography')('medium'),
  COUNTRIES_FAR_APART: as('anomaly-geography')('high'),
  ATTEMPTS_SPREAD: as('spread-attempts')('medium'),
  NETWORK_NEW: as('anomaly-geography')('info'),
};

/** Faults of content that no honest program makes: what is refused with one of them is meant to harm. */
const hostileFaults: ReadonlySet<string> = new Set([
  ...['XML_DOCTYPE', 'XML_ENTITY', 'XML_PROCESSING_INSTRUCTION', 'XML_TOO_DEEP', 'JSON_TOO_DEEP'],
  ...['XML_TOO_MANY_ELEMENTS', 'XML_TOO_MANY_ATTRIBUTES', 'XML_TOO_LONG_TEXT', 'JSON_NAME_REPEATED'],
]);
const hostile: Kind = { kind: 'hostile-content', severity: 'medium' };

/** What a door adds where the proof was genuine once, and was suspended or revoked, whatever the refusal says of it. */
export const withdrawnFault = 'CREDENTIAL_WITHDRAWN';

/** Undefined: it is no security event. */
export const kindOf = (code: string, faults: readonly string[] = []): Kind | undefined => {
  if (faults.includes(withdrawnFault)) return withdrawn('high');
  if (faults.some((fault) => hostileFaults.has(fault))) return hostile;
  return Object.hasOwn(kindsByCode, code) ? kindsByCode[code] : undefined;
};
