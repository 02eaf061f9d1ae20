/** What people make of an alert, with the audit record in the same transaction. */
import type { OperationCall } from '../kit/host/module.ts';
import { Refusal } from '../kit/refusal.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { alertOf, type ToldAlert } from './alert-of.ts';
import { readAlert } from './judging/alerts.ts';
import type { Judging } from './judging/judging.ts';

export interface ChangeAlertParts {
  readonly store: Store;
  readonly judging: Pick<Judging, 'refreshAlerts'>;
}

const alertUnknown = () => new Refusal({ code: 'ALERT_UNKNOWN', status: 'notFound', title: 'There is no such alert.' });

/** @throws {Refusal} ALERT_UNKNOWN */
export const changeAlert = async (
  { store, judging }: ChangeAlertParts,
  alertId: string,
  call: OperationCall,
  change: (transaction: Transaction) => Promise<unknown>,
): Promise<ToldAlert> => {
  const changed = await store.transaction(async (transaction) => {
    if ((await readAlert(transaction, alertId)) === undefined) throw alertUnknown();
    await change(transaction);
    transaction.audit(auditOf(call, call.operation.operation.audit.event, 'accepted', { reference: alertId }));
    return readAlert(transaction, alertId);
  });
  await judging.refreshAlerts();
  return alertOf(changed!);
};
