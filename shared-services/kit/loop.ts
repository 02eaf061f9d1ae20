/** Work that comes round by itself: sweeps of what is due. One round at a time; a round that fails is logged and tried again. */
import type { Logger } from './logging.ts';

export interface Loop {
  stop(): Promise<void>;
}

export interface LoopParts {
  readonly name: string;
  readonly intervalMs: number;
  readonly work: () => Promise<unknown>;
  readonly log: Logger;
}

export const startLoop = ({ name, intervalMs, work, log }: LoopParts): Loop => {
  let stopping = false;
  let wake: () => void = () => {};
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    for (;;) {
      await sleep();
      if (stopping) return;
      try {
        await work();
      } catch (error) {
        if (!stopping) log.error({ err: error, loop: name }, 'a round failed; it is tried again');
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
};
