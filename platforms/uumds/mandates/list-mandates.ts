/** The caller's mandates, page by page. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { MandateListQuery } from './messages.ts';
import { readPage } from './storage/mandates.ts';
import { mandateView } from './views.ts';

const defaultLimit = 20;

export const listMandates =
  ({ store, clock }: Pick<Dependencies, 'store' | 'clock'>) =>
  async (
    { limit = defaultLimit, ...wanted }: Content<typeof MandateListQuery>,
    { caller: { party } }: OperationCall,
  ) => {
    const today = toDay(clock.nowMs());
    const found = await readPage(store, { ...wanted, party, today, limit: limit + 1 });
    const mandate = found.slice(0, limit).map((one) => mandateView(one, today));
    return { ...(mandate.length === 0 ? {} : { mandate }), more: found.length > limit };
  };
