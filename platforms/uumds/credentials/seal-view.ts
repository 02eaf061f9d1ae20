/** A seal certificate as its operator sees it. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import type { CertificateFacts } from './domain/certificate.ts';
import { keyAlgorithmOf } from './domain/key-strength.ts';
import { sealStateAt } from './domain/seal.ts';
import { readHistory } from './storage/history.ts';
import type { StoredSeal } from './storage/seals.ts';

export type SealView = ReplyOf<(typeof contract)['services']['SealCertificates']['operations']['consultSeal']>;

/** Names may be long, and an empty one is none. */
const nameOf = (name: string): string => (name === '' ? '(none)' : name.slice(0, 2000));

export const certificateView = (facts: CertificateFacts) => ({
  fingerprint256: facts.sha256,
  subject: nameOf(facts.subject),
  issuer: nameOf(facts.issuer),
  serialNumber: facts.serialNumber,
  keyAlgorithm: keyAlgorithmOf(facts.key),
  notBefore: toSecond(facts.notBeforeMs),
  notAfter: toSecond(facts.notAfterMs),
});

export const sealFacts = (seal: StoredSeal, nowMs: number) => ({
  fingerprint256: seal.fingerprint256,
  subject: seal.subject,
  issuer: seal.issuer,
  serialNumber: seal.serialNumber,
  keyAlgorithm: seal.keyAlgorithm,
  notBefore: toSecond(seal.notBeforeMs),
  notAfter: toSecond(seal.notAfterMs),
  state: sealStateAt(seal, nowMs),
  usableUntil: toSecond(seal.usableUntilMs),
  ...(seal.replaces === undefined ? {} : { replaces: seal.replaces }),
  registeredAt: toSecond(seal.registeredAtMs),
});

export const viewOfSeal = async (reader: Pick<Store, 'query'>, seal: StoredSeal, nowMs: number): Promise<SealView> => ({
  ...sealFacts(seal, nowMs),
  registeredBy: seal.registeredBy,
  history: await readHistory(reader, 'seal', seal.fingerprint256),
});
