/**
 * Does work again when files of a folder change, and every so often besides: notices of a file system can be lost, and on
 * network volumes there are none. One round at a time; what changes during a round has another one.
 */
import { type FSWatcher, watch } from 'node:fs';
import type { Logger } from './logging.ts';
import type { Loop } from './loop.ts';

export interface WatchedFoldersParts {
  readonly name: string;
  /** Those that are absent are only looked at every so often. */
  readonly folders: readonly string[];
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
  readonly log: Logger;
}

/** Several files are replaced together: the key, then the certificate. */
const settleMs = 100;

const watchAll = (folders: readonly string[], changed: () => void): FSWatcher[] =>
  folders.flatMap((folder) => {
    try {
      return [watch(folder, { persistent: false }, changed).on('error', () => {})];
    } catch {
      return [];
    }
  });

export const watchFolders = ({ name, folders, everyMs, work, log }: WatchedFoldersParts): Loop => {
  let stopping = false;
  let round: Promise<void> | undefined;
  let again = false;
  let settling: NodeJS.Timeout | undefined;

  const rounds = async () => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        if (!stopping) log.error({ err: error, watch: name }, 'changed files could not be taken; they are tried again');
      }
    } while (again && !stopping);
    round = undefined;
  };
  const begin = () => {
    if (stopping) return;
    if (round === undefined) round = rounds();
    else again = true;
  };
  const changed = () => {
    clearTimeout(settling);
    settling = setTimeout(begin, settleMs).unref();
  };

  const watchers = watchAll(folders, changed);
  const timer = setInterval(begin, everyMs).unref();
  return {
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
      await round;
    },
  };
};
