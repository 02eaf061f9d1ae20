/** Wakes those who wait for news of standing: in this process by hand, in the others by PostgreSQL's NOTIFY. */
export interface Bell {
  /** Resolves when it rings, after the time, or at the end. To be called before looking, so that no ring is missed. */
  wait(forMs: number): { readonly over: Promise<void>; cancel(): void };
  ring(): void;
  /** True at the end: nobody should wait again. */
  readonly stopped: boolean;
  stop(): void;
}

export const createBell = (): Bell => {
  const waiting = new Set<() => void>();
  let stopped = false;
  const ring = () => {
    for (const go of [...waiting]) go();
  };
  return {
    ring,
    get stopped() {
      return stopped;
    },
    wait: (forMs) => {
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, stopped ? 0 : forMs);
      waiting.add(go);
      return { over, cancel: go };
    },
    stop: () => {
      stopped = true;
      ring();
    },
  };
};
