import { noSupport, type Support } from './smoothing.ts';

/** Controls and finds by combination. The order in which results are counted makes no difference. */
export interface Counts {
  of(key: string): Support;
  add(key: string, found: boolean): void;
}

export const createCounts = (): Counts => {
  const counted = new Map<string, Support>();
  const of = (key: string): Support => counted.get(key) ?? noSupport;
  return {
    of,
    add: (key, found) => {
      const { controls, finds } = of(key);
      counted.set(key, { controls: controls + 1, finds: finds + (found ? 1 : 0) });
    },
  };
};
