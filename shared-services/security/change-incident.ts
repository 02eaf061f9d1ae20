/** What acknowledging and closing have in common. */
import type { Clock } from '../kit/clock.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { Refusal } from '../kit/refusal.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { incidentUnknown, wholeIncident } from './incident-whole.ts';
import { addStep, findIncident, type IncidentRow, lockIncident } from './storage/incidents.ts';

interface Change {
  readonly incidentId: string;
  readonly reason: string;
}

const updates = {
  acknowledged: "update incident set state = 'acknowledged', acknowledged_by = $2 where id = $1",
  closed: "update incident set state = 'closed', closed_by = $2, closed_at = now() where id = $1",
} as const;

const closedAlready = () =>
  new Refusal({ code: 'INCIDENT_CLOSED', status: 'conflict', title: 'The incident is closed already.' });

const write = async (
  transaction: Transaction,
  state: keyof typeof updates,
  { incidentId: id, reason }: Change,
  by: string,
  atMs: number,
) => {
  await transaction.query(updates[state], [id, by]);
  addStep(transaction, { id, step: state, by, note: reason, atMs });
};

/** Saying it twice changes nothing. */
const isRepeated = (row: IncidentRow, state: string, by: string): boolean =>
  row.state === state && (state === 'closed' ? row.closed_by : row.acknowledged_by) === by;

export const changeIncident =
  (state: keyof typeof updates, { store, clock }: { readonly store: Store; readonly clock: Clock }) =>
  (change: Change, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const row = await lockIncident(transaction, change.incidentId);
      if (row === undefined) throw incidentUnknown();
      const by = call.caller.subject;
      const repeated = isRepeated(row, state, by);
      if (!repeated && row.state === 'closed') throw closedAlready();
      if (!repeated) await write(transaction, state, change, by, clock.nowMs());
      const { event } = call.operation.operation.audit;
      const facts = { reference: change.incidentId, personalData: true };
      transaction.audit(auditOf(call, event, repeated ? 'done' : 'accepted', facts));
      return wholeIncident(transaction, (await findIncident(transaction, change.incidentId)) ?? row);
    });
