import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { changesBetween } from './domain/difference.ts';
import { applyChange, knowDangerous, lockSettings, unapprovedOf } from './storage/settings.ts';

interface RunsWith {
  readonly setting?: readonly { readonly name: string; readonly value: string }[];
  readonly dangerousSetting?: readonly string[];
}

/** The platform is that whose certificate brought it. A report that changes nothing leaves no change. */
export const reportConfiguration =
  (store: Store) =>
  ({ setting = [], dangerousSetting = [] }: RunsWith, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const platform = call.caller.party;
      await knowDangerous(transaction, dangerousSetting);
      const after = setting.map((one) => ({ ...one, dangerous: dangerousSetting.includes(one.name) }));
      const changes = changesBetween(await lockSettings(transaction, platform), after);
      for (const change of changes) await applyChange(transaction, platform, change);
      const unapproved = await unapprovedOf(transaction, platform);
      const outcome = changes.length === 0 ? 'done' : 'accepted';
      transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference: platform }));
      return unapproved.length === 0 ? {} : { unapproved };
    });
