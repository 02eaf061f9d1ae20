/** What is said of seal certificates: those with which an operator seals its messages (Regulation (EU) 910/2014, Art. 35). */
import {
  binary,
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  personal,
  text,
  token,
  uuid,
} from '../../../../reference-architecture/contract/schema.ts';
import { by, certificate, fingerprint256, historyEntry, oneOf, overlapHours, reason } from './common.ts';

export const namespace = 'urn:portorium:credentials:seals:1';

export const maxSeals = 50;

/** How the proof of possession is signed (RFC 7518, 3.1; RFC 8037). */
export const proofAlgorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

const challengeId = uuid({ description: 'Identifies the challenge.' });

const algorithm = oneOf('How it is signed.', ...proofAlgorithms);

/** Names in a certificate; a seal is an organisation's, but nothing keeps a person's name out of it. */
const distinguishedName = (description: string) => personal(text({ maxLength: 2000, description }));

const certificateFacts = {
  fingerprint256,
  subject: distinguishedName('Whose it is, as the certificate says.'),
  issuer: distinguishedName('Who issued it, as the certificate says.'),
  serialNumber: token({ maxLength: 64, description: 'Its number, hexadecimal.' }),
  keyAlgorithm: token({ maxLength: 20, description: 'Kind and strength of its key: EC P-256, RSA 3072.' }),
  notBefore: dateTime(),
  notAfter: dateTime(),
};

export const sealBegin = element({
  certificate,
  replaces: optional({ ...fingerprint256, description: 'The seal that this one is to replace: a renewal.' }),
});

export const sealChallenge = element({
  challengeId,
  challenge: text({ maxLength: 300, description: 'The text to sign, in UTF-8, as it stands.' }),
  algorithms: many(algorithm, 1, proofAlgorithms.length),
  expiresAt: dateTime({ description: 'Until when the proof must be here.' }),
  ...certificateFacts,
});

export const sealProof = element({
  challengeId,
  algorithm,
  signature: binary({
    maxLength: 2048,
    description: 'Signature of the challenge; of ECDSA in DER or as r and s (RFC 7515).',
  }),
  activate: optional(flag({ description: 'Whether seals are believed at once; true unless said otherwise.' })),
  overlapHours: optional(integer(overlapHours)),
});

const facts = {
  ...certificateFacts,
  state: oneOf('Only what an active one seals is believed.', 'registered', 'active', 'suspended', 'expired', 'revoked'),
  usableUntil: dateTime({ description: 'End of the certificate, or of the overlap with the one that replaces it.' }),
  replaces: optional({ ...fingerprint256, description: 'The seal that this one replaces.' }),
  registeredAt: dateTime(),
};

export const seal = element(
  { ...facts, registeredBy: by, history: many(historyEntry, 1, 1000) },
  { typeName: 'SealType' },
);

export const sealList = element({
  seal: optional(many(element(facts, { typeName: 'ListedSealType' }), 1, maxSeals)),
});

export const sealQuery = element({ fingerprint256 });

export const sealChange = element({ fingerprint256, reason: optional(reason) });
