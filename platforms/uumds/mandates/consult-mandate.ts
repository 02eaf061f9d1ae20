/** One mandate with its history. That its last day passed is nobody's doing, and stands at its end. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { type ChangeRecord, isPartyOf, type Mandate, stateOn } from './domain/mandate.ts';
import type { MandateQuery } from './messages.ts';
import { refuse } from './refusals.ts';
import { readChanges } from './storage/changes.ts';
import { readMandate } from './storage/mandates.ts';
import { changeView, mandateView } from './views.ts';

const dayMs = 86_400_000;

const expiryOf = (mandate: Mandate, today: string): ChangeRecord[] =>
  stateOn(mandate, today) === 'expired' && mandate.validTo !== undefined
    ? [{ atMs: Date.parse(`${mandate.validTo}T00:00:00Z`) + dayMs, change: 'expired' }]
    : [];

export const consultMandate =
  ({ store, clock }: Pick<Dependencies, 'store' | 'clock'>) =>
  async ({ mandateId }: Content<typeof MandateQuery>, { caller: { party } }: OperationCall) => {
    const known = await readMandate(store, mandateId);
    if (known === undefined || !isPartyOf(known.mandate, party)) throw refuse('MANDATE_UNKNOWN');
    const today = toDay(clock.nowMs());
    const changes = [...(await readChanges(store, mandateId)), ...expiryOf(known.mandate, today)];
    return { mandate: mandateView(known, today), change: changes.map((one) => changeView(one, party)) };
  };
