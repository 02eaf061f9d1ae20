/** Keeps declarations as they were assessed, in blocks, after the answers: trials are made on them. */
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../../../shared-services/kit/loop.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Declared } from '../domain/trials/declared.ts';
import { blockOf, mostOfBlock, writeBlock } from '../storage/trials/blocks.ts';

/** What is not full is written after so long. */
const writeEveryMs = 2000;
/** Blocks that may wait for the database; beyond them declarations are let go, and counted. */
const mostWaiting = 8;

export interface Recorder {
  add(declared: Declared): void;
  start(): void;
  stop(): Promise<void>;
}

export const createRecorder = (store: Store, log: Logger, letGo: (declarations: number) => void): Recorder => {
  let open: Declared[] = [];
  const waiting = new Set<Promise<void>>();
  let loop: Loop | undefined;

  const write = async (declared: readonly Declared[]) => {
    try {
      await writeBlock(store, await blockOf(declared));
    } catch (error) {
      letGo(declared.length);
      log.warn({ err: error, declarations: declared.length }, 'declarations were not kept for trials');
    }
  };

  const close = () => {
    if (open.length === 0) return;
    const full = open;
    open = [];
    if (waiting.size >= mostWaiting) return letGo(full.length);
    const writing = write(full).finally(() => waiting.delete(writing));
    waiting.add(writing);
  };

  return {
    add: (declared) => {
      open.push(declared);
      if (open.length >= mostOfBlock) close();
    },
    start: () => {
      loop = startLoop({ name: 'declarations for trials', intervalMs: writeEveryMs, work: async () => close(), log });
    },
    stop: async () => {
      await loop?.stop();
      close();
      await Promise.all(waiting);
    },
  };
};
