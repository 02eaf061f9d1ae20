/** What ends in this process beside its certificates: whoever opens it says so, and it is watched. */
import type { Ending } from '../../shared-services/kit/identity/expiry.ts';

export interface Endings {
  /** @param atMs asked at each look; not a number while it is not known */
  add(what: Omit<Ending, 'atMs'>, atMs: () => number): void;
  readonly current: () => readonly Ending[];
}

export const createEndings = (): Endings => {
  const all: { readonly what: Omit<Ending, 'atMs'>; readonly atMs: () => number }[] = [];
  return {
    add: (what, atMs) => void all.push({ what, atMs }),
    current: () => all.map(({ what, atMs }) => ({ ...what, atMs: atMs() })).filter(({ atMs }) => Number.isFinite(atMs)),
  };
};
