import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import { assertReplaceable } from './begin-seal-registration.ts';
import { certificateOf } from './certificate-facts.ts';
import type { ChangeUse } from './change-api-client.ts';
import type { contract } from './contract.ts';
import { sealCertificateFaults } from './domain/certificate.ts';
import { isProof } from './domain/challenge.ts';
import { usualOverlapHours } from './domain/overlap.ts';
import { firstSealState, overlapEnd } from './domain/seal.ts';
import { refuse } from './refusals.ts';
import { certificateView, viewOfSeal } from './seal-view.ts';
import { type Challenge, completeChallenge, countFailure, lockChallenge } from './storage/challenges.ts';
import { writeHistory } from './storage/history.ts';
import { lockOperator } from './storage/operator-lock.ts';
import { findSealRow, insertSeal, isTaken, limitSeal, lockSeal, type StoredSeal } from './storage/seals.ts';

type Complete = (typeof contract)['services']['SealCertificates']['operations']['completeSealRegistration'];
type Proof = RequestOf<Complete>;

/** A signature that does not fit is tried a few times, not for ever. */
const maxFailedAttempts = 5;

interface At {
  readonly call: OperationCall;
  readonly nowMs: number;
}

/** @throws Refusal SEAL_CHALLENGE_UNKNOWN: none of the operator's, too old, or failed too often */
const openChallenge = async (
  transaction: Transaction,
  { challengeId }: Proof,
  { call, nowMs }: At,
): Promise<Challenge> => {
  const found = await lockChallenge(transaction, call.caller.party, challengeId);
  if (found === undefined) throw refuse('SEAL_CHALLENGE_UNKNOWN');
  const isOver = found.expiresAtMs <= nowMs || found.failedAttempts >= maxFailedAttempts;
  if (isOver && found.completedAs === undefined) throw refuse('SEAL_CHALLENGE_UNKNOWN');
  return found;
};

const sealFrom = ({ certificate, eori, replaces }: Challenge, proof: Proof, { call, nowMs }: At): StoredSeal => {
  const facts = certificateOf(certificate);
  const faults = sealCertificateFaults(facts, nowMs);
  if (faults.length > 0) throw refuse('SEAL_CERTIFICATE_REFUSED', { faults });
  const { subject, issuer, serialNumber, keyAlgorithm } = certificateView(facts);
  return {
    ...{ subject, issuer, serialNumber, keyAlgorithm, eori, certificate },
    fingerprint256: facts.sha256,
    keySha256: facts.keySha256,
    notBeforeMs: facts.notBeforeMs,
    notAfterMs: facts.notAfterMs,
    usableUntilMs: facts.notAfterMs,
    state: firstSealState(facts.notBeforeMs, proof.activate ?? true, nowMs),
    ...(replaces === undefined ? {} : { replaces }),
    registeredAtMs: nowMs,
    registeredBy: call.caller.subject,
  };
};

/** The seal before goes on being used for the overlap. */
const limitReplaced = async (
  transaction: Transaction,
  seal: StoredSeal,
  { overlapHours }: Proof,
  { call, nowMs }: At,
) => {
  if (seal.replaces === undefined) return;
  await assertReplaceable(transaction, seal.eori, seal.replaces, nowMs);
  const replaced = await lockSeal(transaction, seal.eori, seal.replaces);
  if (replaced === undefined) throw refuse('SEAL_UNKNOWN');
  limitSeal(
    transaction,
    replaced.fingerprint256,
    overlapEnd(replaced.usableUntilMs, overlapHours ?? usualOverlapHours, nowMs),
  );
  const { subject: by } = call.caller;
  writeHistory(transaction, { of: 'seal', id: replaced.fingerprint256, atMs: nowMs, event: 'replaced', by });
};

const write = async (transaction: Transaction, challenge: Challenge, proof: Proof, at: At): Promise<StoredSeal> => {
  const { call, nowMs: atMs } = at;
  const seal = sealFrom(challenge, proof, at);
  const { fingerprint256: id } = seal;
  await lockOperator(transaction, seal.eori);
  if (await isTaken(transaction, seal)) throw refuse('SEAL_CERTIFICATE_TAKEN');
  await limitReplaced(transaction, seal, proof, at);
  insertSeal(transaction, seal);
  completeChallenge(transaction, challenge.id, id);
  writeHistory(transaction, { of: 'seal', id, atMs, event: 'registered', by: call.caller.subject });
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, 'accepted', { reference: id, personalData: true }));
  return seal;
};

/** The failure is counted in a transaction of its own: it stays when this one is undone. */
const failed = async (store: Store, { id }: Challenge) => {
  await countFailure(store, id);
  return refuse('SEAL_PROOF_INVALID');
};

/** A repetition is answered with the seal that was registered. */
export const completeSealRegistration =
  ({ store, clock, bell }: ChangeUse): Handler<Proof, ReplyOf<Complete>> =>
  async (proof, call) => {
    const at = { call, nowMs: clock.nowMs() };
    const outcome = await store.transaction(async (transaction) => {
      const challenge = await openChallenge(transaction, proof, at);
      const { key } = certificateOf(challenge.certificate);
      const signature = Buffer.from(proof.signature, 'base64');
      if (!isProof(proof.algorithm, challenge.challenge, key, signature)) return { unproved: challenge };
      const known = challenge.completedAs && (await findSealRow(transaction, challenge.completedAs));
      const seal = known || (await write(transaction, challenge, proof, at));
      return { view: await viewOfSeal(transaction, seal, at.nowMs) };
    });
    if ('unproved' in outcome) throw await failed(store, outcome.unproved);
    bell.ring();
    return outcome.view;
  };
