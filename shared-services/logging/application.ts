import { implement } from '../kit/host/module.ts';
import { appendLogLines } from './append-log-lines.ts';
import { consultLogStore } from './consult-log-store.ts';
import { contract } from './contract.ts';
import { searchLogs } from './search-logs.ts';

/** About a day of a busy installation at the level `info`; with indices about twice as much on disk. */
const defaultCharacters = 512 * 1024 * 1024;

export default implement(
  contract,
  import.meta.dirname,
  ({ store, settings: { logStoreCharacters = defaultCharacters } }) => ({
    handlers: {
      appendLogLines: appendLogLines(store, logStoreCharacters),
      searchLogs: searchLogs(store),
      consultLogStore: consultLogStore(store, logStoreCharacters),
    },
  }),
);
