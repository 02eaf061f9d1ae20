import { toSecond } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { listSettings } from './storage/settings.ts';

export const listConfiguration = (store: Store) => async () => {
  const rows = await listSettings(store);
  const setting = rows.map(({ since, ...row }) => ({ ...row, since: toSecond(since.getTime()) }));
  return setting.length === 0 ? {} : { setting };
};
