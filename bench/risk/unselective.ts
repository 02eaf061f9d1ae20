/** Profiles that an index cannot help with: a third of them match every declaration. Beside the same closures. */
import { compileCondition } from '../../platforms/cdco/risk-analysis/domain/compile.ts';
import { compileProfiles } from '../../platforms/cdco/risk-analysis/domain/engine.ts';
import type { Profile } from '../../platforms/cdco/risk-analysis/domain/profile.ts';
import { scopeOf } from '../../platforms/cdco/risk-analysis/domain/scope.ts';
import type { Loaded } from './contender.ts';
import { closures } from './contenders/closures.ts';
import { subjectOf, trafficOf } from './contenders/engine.ts';
import { createDeclarations } from './declarations.ts';
import { bestOfUs } from './one-process.ts';
import { createProfiles } from './profiles.ts';
import { createRandom } from './random.ts';
import { amount, any, from, house, isOneOf, item, mode, not, origin, valuePerKilogram } from './words.ts';
import { createWorld, type World } from './world.ts';

const unselective = (world: World, count: number): Profile[] => {
  const random = createRandom(99);
  return createProfiles(world, count).map((profile) => {
    const few = random.some(world.origins, 3);
    const condition = random.one([
      any(not(item(origin(isOneOf(few)))), mode(isOneOf(['1', '3']))),
      any(house(amount(from('10'))), item(valuePerKilogram(from('1')))),
      item(not(origin(isOneOf(few))), valuePerKilogram(from('0.1'))),
    ]);
    return { ...profile, definition: { ...profile.definition, condition } };
  });
};

export const measureUnselective = (): string => {
  const world = createWorld();
  const profiles = unselective(world, 2000);
  const declarations = createDeclarations(world, 64, 5);
  const engine = compileProfiles(profiles, trafficOf(createDeclarations(world, 500, 77)));
  const plain = closures.load(profiles, []) as Loaded;
  const ours = declarations.map((one) => subjectOf(JSON.parse(one.text), one));
  const theirs = declarations.map((one) => JSON.parse(plain.textOf(one)));
  const hits = declarations.map((one, at) => engine.assess(ours[at]!, one.onDate).length);
  let [engineUs, matchUs, plainUs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < 10; turn += 1) {
    matchUs = Math.min(
      matchUs,
      bestOfUs(5, () => declarations.map((one, at) => engine.candidates(ours[at]!, one.onDate))),
    );
    plainUs = Math.min(
      plainUs,
      bestOfUs(5, () => declarations.map((one, at) => plain.evaluate(theirs[at], one))),
    );
    engineUs = Math.min(
      engineUs,
      bestOfUs(1, () => declarations.map((one, at) => engine.assess(ours[at]!, one.onDate))),
    );
  }
  const holds = profiles.map(({ definition }) => compileCondition(definition.condition));
  const readUs = bestOfUs(20, () =>
    ours.map(({ declaration, procedure }) => {
      const scope = scopeOf(declaration, procedure);
      return holds.filter((one) => one(scope)).length;
    }),
  );
  const each = (us: number) => (us / declarations.length).toFixed(0);
  const mean = hits.reduce((sum, count) => sum + count, 0) / hits.length;
  return `2000 unselective profiles, ${mean.toFixed(0)} matches for each declaration: engine ${each(matchUs)} µs, with explanations ${each(engineUs)} µs; closures without: over the declaration ${each(readUs)} µs, over a flat view made beforehand ${each(plainUs)} µs`;
};
