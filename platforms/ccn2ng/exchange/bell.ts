/** Rings in every process when a message is queued for a Member State, so that a waiting pull or push need not ask again. */
import { EventEmitter, once } from 'node:events';

export interface Bell {
  ring(memberState: string): void;
  /** Resolves when it rings for the Member State, or after the time. */
  wait(memberState: string, timeoutMs: number, signal?: AbortSignal): Promise<void>;
}

export const createBell = (): Bell => {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    ring: (memberState) => void emitter.emit(memberState),
    wait: async (memberState, timeoutMs, signal) => {
      const limit = AbortSignal.timeout(timeoutMs);
      const either = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      if (either.aborted) return;
      await once(emitter, memberState, { signal: either }).catch(() => {});
    },
  };
};

const bells = new WeakMap<object, Bell>();

/** The bell of a store: application and server of one process, which are handed the same store, hear the same bell. */
export const bellOf = (store: object): Bell => {
  const bell = bells.get(store) ?? createBell();
  bells.set(store, bell);
  return bell;
};
