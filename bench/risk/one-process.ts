/** Measurements that need no process of their own. */
export const bestOfUs = (times: number, work: () => unknown): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const startMs = performance.now();
    work();
    best = Math.min(best, (performance.now() - startMs) * 1000);
  }
  return best;
};
