/** A quantile out of buckets, as Prometheus' `histogram_quantile` reads them: evenly spread in each. */
export const quantileOf = (
  share: number,
  bounds: readonly number[],
  /** Observations in each bucket, not added up; the last beyond the last bound. */
  buckets: readonly number[],
): number | undefined => {
  const all = buckets.reduce((sum, one) => sum + one, 0);
  if (all <= 0) return undefined;
  const rank = share * all;
  let below = 0;
  for (const [position, inBucket] of buckets.entries()) {
    const upper = bounds[position];
    // Beyond the last bound nothing is known but that bound.
    if (upper === undefined) return bounds.at(-1);
    if (below + inBucket >= rank && inBucket > 0) {
      const lower = bounds[position - 1] ?? 0;
      return lower + ((upper - lower) * (rank - below)) / inBucket;
    }
    below += inBucket;
  }
  return bounds.at(-1);
};

export const addBuckets = (one: readonly number[], other: readonly number[]): number[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, at) => (one[at] ?? 0) + (other[at] ?? 0));
