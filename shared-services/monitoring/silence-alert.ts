import type { RequestOf } from '../../reference-architecture/contract/language.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { type ChangeAlertParts, changeAlert } from './change-alert.ts';
import type { contract } from './contract.ts';

type Operation = (typeof contract)['services']['Alerts']['operations']['silenceAlert'];

/** Nobody is called for it until then; it goes on being judged, and is shown. */
export const silenceAlert =
  (parts: ChangeAlertParts) =>
  ({ alertId, minutes, reason }: RequestOf<Operation>, call: OperationCall) =>
    changeAlert(parts, alertId, call, (transaction) =>
      transaction.query(
        `update alert set silenced_until = case when $2 = 0 then null else now() + make_interval(mins => $2) end,
           silenced_by = case when $2 = 0 then null else $3 end, silence_reason = case when $2 = 0 then null else $4 end where id = $1`,
        [alertId, minutes, call.caller.subject, reason],
      ),
    );
