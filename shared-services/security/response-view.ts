/** A response as it is told. */
import { Refusal } from '../kit/refusal.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { findResponse, type ResponseRow, responseSteps } from './storage/responses.ts';
import { given, instantOf, listed, stepView } from './views.ts';

const end = ({ state, until, emergency_until: emergencyUntil }: ResponseRow): Date | null =>
  state === 'emergency' ? emergencyUntil : until;

export const responseView = (row: ResponseRow) => ({
  responseId: row.id,
  action: row.action,
  target: row.target,
  reason: row.reason,
  state: row.state,
  emergency: row.emergency_until !== null,
  applied: row.applied,
  proposedBy: row.proposed_by,
  proposedAt: instantOf(row.proposed_at),
  ...given({
    until: end(row) && instantOf(end(row)!),
    incidentId: row.incident_id,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at && instantOf(row.decided_at),
    decisionReason: row.decision_reason,
    liftingProposedBy: row.lift_proposed_by,
    liftingProposedAt: row.lift_proposed_at && instantOf(row.lift_proposed_at),
    liftedBy: row.lifted_by,
    liftedAt: row.lifted_at && instantOf(row.lifted_at),
  }),
});

const titles = {
  RESPONSE_UNKNOWN: ['notFound', 'There is no such response.'],
  RESPONSE_SAME_PERSON: ['forbidden', 'Nobody agrees to what they have proposed themselves.'],
  RESPONSE_STATE: ['conflict', 'It is not in a state in which this can be done.'],
  RESPONSE_TARGET_INVALID: ['invalid', 'The target is not of the form that the action takes.'],
  RESPONSE_UNTIL_INVALID: ['invalid', 'The end is not in the future, or the action has none.'],
  RESPONSE_EMERGENCY_USED: [
    'conflict',
    'An emergency against this target lapsed within a day: it needs two people now.',
  ],
} as const;

export const refuseResponse = (code: keyof typeof titles): Refusal =>
  new Refusal({ code, status: titles[code][0], title: titles[code][1] });

export const wholeResponse = async (reads: Pick<Store | Transaction, 'query'>, id: string) => {
  const row = await findResponse(reads, id);
  if (row === undefined) throw refuseResponse('RESPONSE_UNKNOWN');
  return { ...responseView(row), ...listed('step', (await responseSteps(reads, id)).map(stepView)) };
};
