/** An incident with its history. */
import { Refusal } from '../kit/refusal.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { type IncidentRow, responsesTo, stepsOf } from './storage/incidents.ts';
import { incidentView, listed, stepView } from './views.ts';

export const incidentUnknown = () =>
  new Refusal({ code: 'INCIDENT_UNKNOWN', status: 'notFound', title: 'There is no such incident.' });

export const wholeIncident = async (reads: Pick<Store | Transaction, 'query'>, row: IncidentRow) => ({
  ...incidentView(row),
  ...listed('step', (await stepsOf(reads, row.id)).map(stepView)),
  ...listed('response', await responsesTo(reads, row.id)),
});
