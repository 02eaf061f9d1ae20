import { createHash } from 'node:crypto';
import type { WatchList } from './watch-list.ts';

/** What a version says, without its number. */
export type Unversioned = Omit<WatchList, 'version'>;

/** Equal content has an equal hash: it is the same version, however often it is imported. */
export const contentHashOf = ({ version: _, ...list }: Unversioned & { readonly version?: number }): string => {
  const inOrder = Object.entries(list).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex');
};
