/** What is in force is told in the transaction that changes it: UUM&DS hears it, and with it every gateway. */
import { type Clock, toSecond } from '../kit/clock.ts';
import type { Cause, Emitter } from '../kit/store/emitter.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { barOf, type TargetKind } from './domain/response.ts';
import { inForceAgainst, keyOfTarget } from './storage/responses.ts';
import { nextVersion } from './storage/targets.ts';

export interface ResponseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter<typeof contract>;
}

/** After the change is written. */
export const tellGateways = async (
  transaction: Transaction,
  { kind, target: id }: { readonly kind: TargetKind; readonly target: string },
  { clock, emitter }: ResponseParts,
  cause: Cause,
): Promise<void> => {
  const version = await nextVersion(transaction, kind, id);
  const { barred, untilMs } = barOf(await inForceAgainst(transaction, kind, id), clock.nowMs());
  // The whole second after: nothing ends early.
  const until = untilMs === undefined ? {} : { until: toSecond(untilMs + 999) };
  const content = { kind, id, version, barred, ...until };
  transaction.send(...emitter.event('barChanged', content, { orderingKey: keyOfTarget(kind, id), cause }));
};
