/**
 * `npm run bench:risk`: the risk engine beside plain closures, @gorules/zen-engine and json-rules-engine, on seeded
 * declarations and profiles, in one run. All answers are compared. `--save` keeps the figures in risk.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureChange } from './risk/change.ts';
import { compare } from './risk/compare.ts';
import { createDeclarations } from './risk/declarations.ts';
import { measureItems } from './risk/items.ts';
import { type Plan, type Running, start, type Times } from './risk/measure.ts';
import { installPeers } from './risk/peers.ts';
import { type Results, resultsOf, tableOf } from './risk/results.ts';
import { measureUnselective } from './risk/unselective.ts';
import { createWorld } from './risk/world.ts';

const { values: options } = parseArgs({
  options: {
    profiles: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '5' },
    declarations: { type: 'string', default: '256' },
    save: { type: 'boolean', default: false },
  },
});
const declarations = Number(options.declarations);
const rounds = Number(options.rounds);

/** Of whom is measured how much: every so many-th declaration. The slowest take part where they end within minutes. */
const plansFor = (profiles: number, hasPeers: boolean): Plan[] => {
  const scale = profiles / 1000;
  const part = (every: number) => Math.max(1, Math.min(32, every));
  const plan = (name: string, every: number): Plan => ({ name, profiles, declarations, part: part(every) });
  const peers = [plan('zen-columns', scale), plan('zen-expression', scale), plan('json-rules-engine', 16)];
  return [plan('engine', 1), plan('closures', scale / 2), ...(hasPeers && profiles <= 10_000 ? peers : [])];
};

const sliceMs = 1000;

const measure = async (profiles: number, hasPeers: boolean): Promise<Results> => {
  const running: Running[] = [];
  for (const plan of plansFor(profiles, hasPeers)) running.push(await start(plan));
  try {
    const matches = compare(
      await Promise.all(running.map(async (one) => ({ name: one.name, answers: await one.answers() }))),
    );
    const times = new Map(running.map(({ name }) => [name, [] as (readonly Times[])[]]));
    for (const one of running) await one.slice(sliceMs * 2);
    for (let round = 0; round < rounds; round += 1) {
      for (const one of running) times.get(one.name)!.push(await one.slice(sliceMs));
    }
    return resultsOf({ profiles, matches, running, times });
  } finally {
    for (const one of running) one.stop();
  }
};

const texts = createDeclarations(createWorld(), declarations, 1);
const bytes = texts.reduce((sum, { text }) => sum + text.length, 0) / declarations;
const items = texts.reduce((sum, one) => sum + one.items, 0) / declarations;
const lines: string[] = [];
const say = (text: string) => {
  console.log(text);
  lines.push(text);
};

const hasPeers = installPeers();
if (!hasPeers) say('The peers cannot be installed: they are left out.');
say(`${declarations} declarations of ${(bytes / 1000).toFixed(1)} KB and ${items.toFixed(1)} goods items in the mean`);
const results: Results[] = [];
for (const profiles of options.profiles.split(',').map(Number)) {
  const found = await measure(profiles, hasPeers);
  results.push(found);
  say(`\n${tableOf(found)}`);
}
say(`\n${measureChange()}`);
say(`\n${measureItems()}`);
say(`\n${measureUnselective()}`);

const main = results.find(({ profiles }) => profiles === 10_000) ?? results.at(-1)!;
const last = `bench:risk profiles=${main.profiles} parseRatio=${main.parseRatio.toFixed(2)} zenRatio=${main.zenRatio.toFixed(0)} perSecond=${main.perSecond.toFixed(0)}`;
if (options.save) {
  const file = join(import.meta.dirname, 'risk.md');
  const method = (await readFile(file, 'utf8')).split('## Figures')[0];
  const when = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}`;
  await writeFile(file, `${method}## Figures\n\n${when}\n\n${lines.join('\n')}\n\n\`${last}\`\n`);
}
console.log(`\n${last}`);
