/** What one process has counted of profiles since it last said so. */

export interface ProfileCount {
  readonly profileId: string;
  readonly version: number;
  readonly day: string;
  hits: number;
}

export interface SetCount {
  readonly profileSet: string;
  readonly procedure: string;
  readonly day: string;
  declarations: number;
  timed: number;
  timedMicroseconds: number;
}

export interface FigureTally {
  readonly profiles: Map<string, ProfileCount>;
  readonly sets: Map<string, SetCount>;
}

export const emptyFigures = (): FigureTally => ({ profiles: new Map(), sets: new Map() });

export const countHit = (tally: FigureTally, profileId: string, version: number, day: string): void => {
  const key = `${profileId} ${version} ${day}`;
  const count = tally.profiles.get(key);
  if (count === undefined) tally.profiles.set(key, { profileId, version, day, hits: 1 });
  else count.hits += 1;
};

export const countDeclaration = (tally: FigureTally, profileSet: string, procedure: string, day: string): SetCount => {
  const key = `${profileSet} ${procedure} ${day}`;
  const count = tally.sets.get(key) ?? { profileSet, procedure, day, declarations: 0, timed: 0, timedMicroseconds: 0 };
  count.declarations += 1;
  tally.sets.set(key, count);
  return count;
};
