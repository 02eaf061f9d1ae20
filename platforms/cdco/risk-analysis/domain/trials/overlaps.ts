/** How far a profile hits what others hit. */

export interface Overlap {
  readonly profileId: string;
  readonly bothHit: number;
  /** Of what it hits, the share that the other hits too. */
  readonly contained: number;
  /** Of what either hits, the share that both hit. */
  readonly jaccard: number;
}

/** @param other hits of the other; of a sample it may come out lower than what both hit */
export const overlapOf = (profileId: string, own: number, other: number, bothHit: number): Overlap => ({
  profileId,
  bothHit,
  contained: own === 0 ? 0 : bothHit / own,
  jaccard: bothHit === 0 ? 0 : bothHit / (own + Math.max(other, bothHit) - bothHit),
});

/** The closest first. */
export const closest = (overlaps: readonly Overlap[], most: number): readonly Overlap[] =>
  overlaps.toSorted((a, b) => b.bothHit - a.bothHit || (a.profileId < b.profileId ? -1 : 1)).slice(0, most);
