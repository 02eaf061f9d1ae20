/** What a process holds in memory of a table: read before its first use, and again as a whole when its revision has changed. */
import type { Logger } from './logging.ts';
import { type Loop, startLoop } from './loop.ts';

export interface KeptCopyParts {
  /** Names it in logs, as "risk profiles". */
  readonly name: string;
  /** What the table counts up with each change. */
  readonly currentRevision: () => Promise<string>;
  /** Reads the table, and replaces what is held. */
  readonly load: () => Promise<void>;
  /** How often to look for changes. */
  readonly lookEveryMs: number;
  readonly log: Logger;
}

/** Fails where the first load does; a later one that fails leaves what is held, and is tried again. */
export const startKeptCopy = async (parts: KeptCopyParts): Promise<Loop> => {
  let held: string | undefined;
  const look = async () => {
    // Read before the table: a change in between is noticed the next time.
    const revision = await parts.currentRevision();
    if (revision === held) return;
    await parts.load();
    held = revision;
  };
  await look();
  return startLoop({ name: parts.name, intervalMs: parts.lookEveryMs, work: look, log: parts.log });
};
