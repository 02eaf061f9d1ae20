/**
 * `npm run bench:backtest`: drafts are held against stored declarations, while others are assessed at a steady rate; the
 * answers of these are timed beside the backtest and while it is held, in turns. `-- --declarations 200000` for fewer; `--save` writes backtest.md.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase, startLive, startLoad, stopDatabase } from './backtest/live.ts';
import { seedDeclarations, seedLive, seedResults } from './backtest/seed.ts';
import { backtestProcess, p99Of, pairedChange, percentile, takeSlices } from './backtest/slices.ts';
import { createDeclarations } from './risk/declarations.ts';
import { createProfiles } from './risk/profiles.ts';
import { createWorld } from './risk/world.ts';

const { values: options } = parseArgs({
  options: {
    declarations: { type: 'string', default: '1000000' },
    different: { type: 'string', default: '20000' },
    profiles: { type: 'string', default: '1000' },
    drafts: { type: 'string', default: '3' },
    rate: { type: 'string', default: '100' },
    slice: { type: 'string', default: '5' },
    save: { type: 'boolean', default: false },
  },
});
const count = Number(options.declarations);
const rate = Number(options.rate);
const sliceMs = Number(options.slice) * 1000;
const loadBefore = loadavg()[0]!;

interface Backtest {
  readonly backtestId: string;
  readonly state: string;
  readonly declarationsDone: number;
  readonly declarationsTotal?: number;
  readonly perSecond?: number;
  readonly secondsLeft?: number;
  readonly figures?: readonly {
    readonly hits: number;
    readonly results: object;
    readonly overlaps?: readonly object[];
  }[];
}

const ms = (value: number): string => value.toFixed(2);
const rowOf = (name: string, slices: readonly (readonly number[])[]): string => {
  const times = slices.flat();
  const shares = [0.5, 0.9, 0.99].map((share) => ms(percentile(times, share)));
  return `| ${name} | ${times.length} | ${[...shares, ms(p99Of(slices))].join(' | ')} |`;
};

let lastLine = '';
let ends: (() => Promise<void>)[] = [];
const dataDirectory = await mkdtemp(join(tmpdir(), 'portorium-bench-backtest-'));
try {
  const world = createWorld();
  const different = createDeclarations(world, Math.min(count, Number(options.different)), 7);
  const all = createProfiles(world, Number(options.profiles) + Number(options.drafts));
  const live = all.slice(0, Number(options.profiles));
  const database = await openDatabase(dataDirectory);
  ends = [() => stopDatabase(database)];
  const sinceMs = performance.now();
  await seedLive(database.pool, live);
  const bytes = await seedDeclarations(database.pool, different, count);
  await seedResults(database.pool, count);
  const seededS = Math.round((performance.now() - sinceMs) / 1000);
  console.log(`${count} declarations stored in ${seededS} s, ${(bytes / 1e6).toFixed(0)} MB`);
  const running = await startLive(database.pool);
  ends = [running.stop, ...ends];
  const { asExpert } = running;
  const loadFor = async (forMs: number) => {
    const load = startLoad(running, different, rate);
    await wait(forMs);
    return load.stop();
  };

  const draftIds: string[] = [];
  for (const { id, definition } of all.slice(live.length)) {
    const wish = { reference: id, profileId: id, definition: JSON.stringify(definition), reason: 'Bench.' };
    draftIds.push((await asExpert<{ draftId: string }>('draftProfile', wish)).draftId);
  }

  await loadFor(sliceMs);
  const { backtestId } = await asExpert<Backtest>('startBacktest', { reference: 'BENCH', draftIds, reason: 'Bench.' });
  const consult = () => asExpert<Backtest>('consultBacktest', { backtestId });
  const isUnderWay = async () => {
    const { state, declarationsDone, declarationsTotal = 0 } = await consult();
    console.log(`${state}: ${declarationsDone} of ${declarationsTotal}`);
    return state === 'waiting' || state === 'running';
  };
  const { beside, without, workedMs } = await takeSlices(await backtestProcess(), () => loadFor(sliceMs), isUnderWay);
  const seen = await consult();
  if (seen.state !== 'done' || seen.declarationsDone < count) throw new Error(`the backtest ended as ${seen.state}`);

  const minutes = workedMs / 60_000;
  const change = pairedChange(beside, without);
  // What the machine does by itself: held slices against the held ones after them.
  const between = pairedChange(without.slice(0, -1), without.slice(1));
  const percent = (value: number) => `${value >= 0 ? '+' : ''}${(value * 100).toFixed(1)}%`;
  const table = [
    `| ${rate} assessments a second | answers | p50 ms | p90 ms | p99 ms | median of p99 of slices |`,
    '|---|---|---|---|---|---|',
    rowOf('beside the backtest', beside),
    rowOf('while it is held', without),
  ].join('\n');
  const hits = seen.figures!.map((one) => `${one.hits} hits, ${JSON.stringify(one.results)}`);
  const facts = [
    `${count} declarations (${different.length} different ones) in ${minutes.toFixed(2)} minutes, ${live.length} live profiles, ${draftIds.length} drafts.`,
    `${(bytes / 1e6).toFixed(0)} MB as stored. p99 of ${change.pairs} pairs of slices: ${percent(change.median)} (${percent(change.from)} to ${percent(change.to)}).`,
    `Held slices against the held ones after them: ${percent(between.median)} (${percent(between.from)} to ${percent(between.to)}).`,
    `Load of the machine before and after: ${loadBefore.toFixed(1)}, ${loadavg()[0]!.toFixed(1)}.`,
  ].join(' ');
  console.log(`\n${hits.join('\n')}\n\n${facts}\n\n${table}`);
  const last = `bench:backtest declarations=${count} minutes=${minutes.toFixed(2)} liveP99Change=${percent(change.median)}`;
  if (options.save) {
    const file = new URL('backtest.md', import.meta.url);
    const [text = ''] = (await readFile(file, 'utf8')).split('## Figures');
    const run = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}`;
    await writeFile(file, `${text}## Figures\n\n${run}. ${facts}\n\n${table}\n\n\`${last}\`\n`);
  }
  lastLine = last;
} finally {
  for (const end of ends) await end();
  await rm(dataDirectory, { recursive: true, force: true });
}
console.log(lastLine);
