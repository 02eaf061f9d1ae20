/** What one changed profile costs while the others stay, and what an index made anew in slices makes others wait. */
import { compileProfiles } from '../../platforms/cdco/risk-analysis/domain/engine.ts';
import { trafficOf } from './contenders/engine.ts';
import { createDeclarations } from './declarations.ts';
import { createProfiles } from './profiles.ts';
import { createWorld } from './world.ts';

export const measureChange = (): string => {
  const world = createWorld();
  const profiles = createProfiles(world, 10_000);
  const traffic = trafficOf(createDeclarations(world, 500, 77));
  let engine = compileProfiles(profiles, traffic);
  const changesMs = profiles.slice(0, 50).map((profile) => {
    const startMs = performance.now();
    engine = engine.changed(new Map([[profile.id, [profile, { ...profile, version: 2, validFrom: '2026-02-01' }]]]));
    return performance.now() - startMs;
  });
  let longestMs = 0;
  const steps = engine.rebuild(traffic);
  for (let done = false; !done; ) {
    const startMs = performance.now();
    done = steps.next().done === true;
    longestMs = Math.max(longestMs, performance.now() - startMs);
  }
  const sorted = changesMs.toSorted((a, b) => a - b);
  return `Change of one of 10000 profiles: ${sorted[25]!.toFixed(1)} ms, ${sorted.at(-1)!.toFixed(1)} ms at most. Index made anew in steps: none longer than ${longestMs.toFixed(1)} ms`;
};
