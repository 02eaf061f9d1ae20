/** Rings in every process when a message is queued for a Member State, so that a waiting pull or push need not ask again. */
import { EventEmitter } from 'node:events';

export interface Bell {
  ring(memberState: string): void;
  /** Resolves when it rings for the Member State, or after the time. */
  wait(memberState: string, timeoutMs: number, signal?: AbortSignal): Promise<void>;
  /** True when the exchange ends: who waits for messages goes with none. */
  readonly closed: boolean;
  /** Wakes everybody, for the last time. */
  close(): void;
}

const end = Symbol('end');

export const createBell = (): Bell => {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let closed = false;
  return {
    get closed() {
      return closed;
    },
    close: () => {
      closed = true;
      emitter.emit(end);
    },
    ring: (memberState) => void emitter.emit(memberState),
    wait: (memberState, timeoutMs, signal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted) return resolve();
        const go = () => {
          clearTimeout(timer);
          emitter.off(memberState, go).off(end, go);
          signal?.removeEventListener('abort', go);
          resolve();
        };
        const timer = setTimeout(go, timeoutMs);
        emitter.on(memberState, go).on(end, go);
        signal?.addEventListener('abort', go);
      }),
  };
};

const bells = new WeakMap<object, Bell>();

/** The bell of a store: application and server of one process, which are handed the same store, hear the same bell. */
export const bellOf = (store: object): Bell => {
  const bell = bells.get(store) ?? createBell();
  bells.set(store, bell);
  return bell;
};
