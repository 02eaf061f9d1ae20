import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { drawRandom } from '../../../shared-services/kit/randomness.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { certificateOf, readCertificate } from './certificate-facts.ts';
import type { contract } from './contract.ts';
import { type CertificateFacts, sealCertificateFaults } from './domain/certificate.ts';
import { algorithmsFor, challengeText } from './domain/challenge.ts';
import { mayBeReplaced, sealStateAt } from './domain/seal.ts';
import { maxSeals } from './messages/seals.ts';
import { refuse } from './refusals.ts';
import type { Use } from './register-api-client.ts';
import { certificateView } from './seal-view.ts';
import { type Challenge, challengeOfMessage, countOpenChallenges, insertChallenge } from './storage/challenges.ts';
import { lockOperator } from './storage/operator-lock.ts';
import { countUsableSeals, findSealOf } from './storage/seals.ts';

type Begin = (typeof contract)['services']['SealCertificates']['operations']['beginSealRegistration'];
type Wish = RequestOf<Begin>;

export const challengeLifeMs = 10 * 60_000;
const maxOpenChallenges = 10;

/** @throws Refusal SEAL_CERTIFICATE_REFUSED */
const assess = (text: string, nowMs: number): CertificateFacts => {
  const facts = readCertificate(text);
  const unreadable = [
    { code: 'CERTIFICATE', path: ['certificate'], message: 'This is not exactly one X.509 certificate.' },
  ];
  const faults = facts === undefined ? unreadable : sealCertificateFaults(facts, nowMs);
  if (facts === undefined || faults.length > 0) throw refuse('SEAL_CERTIFICATE_REFUSED', { faults });
  return facts;
};

const assertRoom = async (transaction: Transaction, eori: string, nowMs: number) => {
  const seals = await countUsableSeals(transaction, eori, nowMs);
  const open = await countOpenChallenges(transaction, eori, nowMs);
  if (seals >= maxSeals || open >= maxOpenChallenges) throw refuse('SEAL_LIMIT');
};

/** A renewal names a seal of the same operator that was in use. @throws Refusal SEAL_UNKNOWN, SEAL_STATE */
export const assertReplaceable = async (
  transaction: Transaction,
  eori: string,
  replaces: string | undefined,
  nowMs: number,
) => {
  if (replaces === undefined) return;
  const before = await findSealOf(transaction, eori, replaces);
  if (before === undefined) throw refuse('SEAL_UNKNOWN');
  if (!mayBeReplaced(sealStateAt(before, nowMs))) throw refuse('SEAL_STATE');
};

const challengeFrom = (facts: CertificateFacts, { replaces }: Wish, eori: string, nowMs: number): Challenge => ({
  id: newId(),
  eori,
  challenge: challengeText(eori, facts.sha256, Buffer.from(drawRandom(32)).toString('base64url')),
  certificate: facts.der,
  ...(replaces === undefined ? {} : { replaces }),
  expiresAtMs: nowMs + challengeLifeMs,
  failedAttempts: 0,
});

const write = async (transaction: Transaction, made: Challenge, call: OperationCall, nowMs: number) => {
  await assertRoom(transaction, made.eori, nowMs);
  await assertReplaceable(transaction, made.eori, made.replaces, nowMs);
  insertChallenge(transaction, made, call.messageId);
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, 'accepted', { reference: made.id, personalData: true }));
  return made;
};

const reply = ({ id, challenge, expiresAtMs, certificate }: Challenge): ReplyOf<Begin> => {
  const facts = certificateOf(certificate);
  return {
    challengeId: id,
    challenge,
    algorithms: algorithmsFor(facts.key),
    expiresAt: toSecond(expiresAtMs),
    ...certificateView(facts),
  };
};

/** Nothing is registered yet, and nothing is told of whether somebody else has the certificate. */
export const beginSealRegistration =
  ({ store, clock }: Use): Handler<Wish, ReplyOf<Begin>> =>
  (wish, call) => {
    const nowMs = clock.nowMs();
    const facts = assess(wish.certificate, nowMs);
    return store.transaction(async (transaction) => {
      await lockOperator(transaction, call.caller.party);
      const known = await challengeOfMessage(transaction, call.messageId);
      return reply(
        known ?? (await write(transaction, challengeFrom(facts, wish, call.caller.party, nowMs), call, nowMs)),
      );
    });
  };
