import type { RequestOf } from '../../reference-architecture/contract/language.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { type ChangeAlertParts, changeAlert } from './change-alert.ts';
import type { contract } from './contract.ts';

type Operation = (typeof contract)['services']['Alerts']['operations']['acknowledgeAlert'];

/** Says who looks after it; whoever did so first stays, until the alert begins anew. */
export const acknowledgeAlert =
  (parts: ChangeAlertParts) =>
  ({ alertId, note }: RequestOf<Operation>, call: OperationCall) =>
    changeAlert(parts, alertId, call, (transaction) =>
      transaction.query(
        `update alert set acknowledged_by = coalesce(acknowledged_by, $2), acknowledged_at = coalesce(acknowledged_at, now()),
           note = coalesce($3, note) where id = $1`,
        [alertId, call.caller.subject, note],
      ),
    );
