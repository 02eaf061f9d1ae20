import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { decide as decideOn } from './domain/decide.ts';
import type { Facts } from './domain/facts.ts';
import { keyOf, readDecisions, type StoredDecision, writeDecisions } from './storage/decisions.ts';

type Decide = (typeof contract)['services']['Decisions']['operations']['decide'];
export type DecisionRequest = Content<Decide['request']>;
export type DecisionReply = Content<NonNullable<Decide['reply']>>;

interface Asked {
  readonly request: DecisionRequest;
  readonly call: OperationCall;
}

export interface DecideParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** In whatever order answers came in, the same answers are the same facts. */
const factsOf = ({ stage, assessment, allInvolvedAnswered, ...more }: DecisionRequest): Facts => {
  const inOrder = (more.memberStateResults ?? []).map((result) => [JSON.stringify(result), result] as const);
  return {
    stage,
    assessment: { highestLevel: assessment.highestLevel, recommendation: assessment.recommendation },
    memberStateResults: inOrder.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result),
    allInvolvedAnswered,
    answeredReferrals: (more.answeredReferrals ?? []).toSorted(),
  };
};

const decisionOn = (request: DecisionRequest, decidedAtMs: number): StoredDecision => {
  const facts = factsOf(request);
  const written = JSON.stringify(facts);
  return {
    reference: request.reference,
    stage: request.stage,
    facts: written,
    factsSha256: sha256Hex(written),
    decidedAtMs,
    ...decideOn(facts),
  };
};

const replyOf = ({ outcome, reason, basis, decidedAtMs }: StoredDecision): DecisionReply => ({
  outcome,
  reason: { ...reason },
  basis: [...basis],
  decidedAt: toSecond(decidedAtMs),
});

/** Callers that arrive together share a transaction. What was decided on the same facts before stays as it was. */
export const decide = ({ store, clock }: DecideParts): Handler<DecisionRequest, DecisionReply> => {
  const commit = store.groupCommit<Asked, DecisionReply>(async (transaction, asked) => {
    const made = asked.map(({ request }) => decisionOn(request, clock.nowMs()));
    const written = await writeDecisions(transaction, made);
    const repeated = made.filter((one) => !written.has(keyOf(one)));
    const earlier = repeated.length === 0 ? new Map() : await readDecisions(transaction, repeated);
    transaction.audit(
      ...asked.map(({ request, call }, position) => {
        const outcome = written.has(keyOf(made[position]!)) ? 'accepted' : 'done';
        return auditOf(call, call.operation.operation.audit.event, outcome, { reference: request.reference });
      }),
    );
    return made.map((one) => replyOf(earlier.get(keyOf(one)) ?? one));
  });
  return (request, call) => commit({ request, call });
};
