/** Which versions of watch lists were asked together. */
import { createHash } from 'node:crypto';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { WatchListFacts } from '../domain/watch-lists/watch-list.ts';

type Version = Pick<WatchListFacts, 'listId' | 'version'>;

/** Answers its name: equal sets have equal names. */
export const recordWatchListSet = async (store: Pick<Store, 'query'>, lists: readonly Version[]): Promise<string> => {
  const versions = JSON.stringify(lists.map(({ listId, version }) => ({ listId, version })));
  const name = createHash('sha256').update(versions).digest('hex').slice(0, 16);
  await store.query('insert into watch_list_set (id, versions) values ($1, $2) on conflict do nothing', [
    name,
    versions,
  ]);
  return name;
};

/** Undefined: there was no such set. */
export const readWatchListSet = async (
  from: Pick<Store, 'query'>,
  name: string,
): Promise<readonly Version[] | undefined> => {
  const [set] = await from.query<{ versions: string }>('select versions from watch_list_set where id = $1', [name]);
  return set === undefined ? undefined : (JSON.parse(set.versions) as Version[]);
};
