/** Declarations of a given length. */
import { compileProfiles } from '../../platforms/cdco/risk-analysis/domain/engine.ts';
import { subjectOf, trafficOf } from './contenders/engine.ts';
import { createDeclarations, declarationOf } from './declarations.ts';
import { bestOfUs } from './one-process.ts';
import { createProfiles } from './profiles.ts';
import { createRandom } from './random.ts';
import { createWorld } from './world.ts';

export const measureItems = (): string => {
  const world = createWorld();
  const profiles = createProfiles(world, 10_000);
  const engine = compileProfiles(profiles, trafficOf(createDeclarations(world, 1000, 77)));
  const rows = [1, 10, 100, 999, 9999].map((items) => {
    const one = declarationOf(world, createRandom(items), items, items);
    const parsed = JSON.parse(one.text);
    const times = Math.max(10, Math.round(3000 / items));
    const parseUs = bestOfUs(times, () => JSON.parse(one.text));
    const evaluateUs = bestOfUs(times, () => engine.assess(subjectOf(parsed, one), one.onDate));
    const hits = engine.assess(subjectOf(parsed, one), one.onDate).length;
    return `| ${items} | ${one.text.length} | ${parseUs.toFixed(1)} | ${evaluateUs.toFixed(1)} | ${(evaluateUs / parseUs).toFixed(2)} | ${hits} |`;
  });
  return [
    'By goods items, 10000 profiles (the best of many times; the declaration was parsed before):',
    '',
    '| items | bytes | JSON.parse µs | engine µs | ratio | matches |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
};
