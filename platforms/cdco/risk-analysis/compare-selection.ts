import type { Store } from '../../../shared-services/kit/store/store.ts';
import { rateInterval } from './domain/statistics/interval.ts';
import { ways } from './domain/statistics/ways.ts';
import { countAll, countByWay, type Days } from './storage/selection.ts';

const share = (rate: number): string => rate.toFixed(4);

/** Only the random share says what controls without targeting would find: the others are compared with it. */
export const compareSelection = (store: Store) => async (days: Days) => {
  const [all, byWay] = [await countAll(store, days), await countByWay(store, days)];
  const compared = ways.flatMap((selectedBy) => {
    const counted = byWay.get(selectedBy);
    if (counted === undefined) return [];
    const { rate, from, to } = rateInterval(counted.finds, counted.inspected);
    return [{ selectedBy, ...counted, hitRate: share(rate), hitRateFrom: share(from), hitRateTo: share(to) }];
  });
  return compared.length === 0 ? all : { ...all, ways: compared };
};
