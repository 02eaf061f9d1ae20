/**
 * `npm run bench:services`: what the shared services cost a filing: logs at the level `info` handed on and kept, figures kept,
 * probes, the audit log sealed and signed, configuration told, beside a platform without them (audit records are written in both: they
 * are part of the transaction). A third platform has its log archived synchronously as well. The three take turns in one run;
 * the costs are of processor time for each filing, of the process and of PostgreSQL: steadier than the clock on shared machines.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../start/root.ts';
import { cpuMsOf } from './filings/cpu.ts';
import { type Contender, measure, type Round } from './filings/measure.ts';
import { jsonFiling } from './filings/messages.ts';
import { type BenchPlatform, startPlatform } from './filings/platform-process.ts';
import { median, table } from './filings/report.ts';

const { values: options } = parseArgs({
  options: {
    filings: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '64' },
    save: { type: 'boolean', default: false },
  },
});
const [filings, rounds, connections] = [options.filings, options.rounds, options.connections].map(Number) as [
  number,
  number,
  number,
];
const names = ['none', 'all', 'kept'] as const;

const contenderOf = (name: string, platform: BenchPlatform): Contender => ({
  name,
  url: platform.url,
  path: '/rest/v1/entry/filings/F32',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.token}` },
  bodyOf: jsonFiling,
  expected: 201,
  settled: platform.assessed,
  cpuMs: async () => ({
    process: await cpuMsOf(platform.pid),
    database: await cpuMsOf(platform.databasePid, true),
  }),
});

const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-services-'));
const platforms = new Map<string, BenchPlatform>();
try {
  console.log(`bench:services: ${filings} filings a round, ${rounds} rounds, ${connections} connections, HTTPS`);
  const key = join(directory, 'backup.key');
  await writeFile(key, randomBytes(32).toString('hex'), { mode: 0o600 });
  for (const name of names) {
    const store = join(directory, 'store', name);
    await mkdir(store, { recursive: true });
    platforms.set(
      name,
      await startPlatform(join(directory, name), name, {
        PORTORIUM_LOG_LEVEL: name === 'none' ? 'error' : 'info',
        ...(name === 'none' ? { PORTORIUM_PROBE_SECONDS: '0' } : {}),
        ...(name === 'kept' ? { PORTORIUM_BACKUP_STORE: store, PORTORIUM_BACKUP_KEY_FILE: key } : {}),
      }),
    );
  }
  const results = new Map<string, Round[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, platform] of platforms) {
      const contender = contenderOf(name, platform);
      const label = `${round}-${name}`;
      const result = await measure(contender, { trustAnchor: platform.trustAnchor, filings, connections, label });
      if (round > 0) results.get(name)!.push(result);
      console.log(
        `${round === 0 ? 'warming up' : `round ${round}/${rounds}`} ${name}: ${result.perSecond.toFixed(0)}/s, p99 ${result.p99Ms.toFixed(1)} ms, CPU ${result.processCpuUs.toFixed(0)} + ${result.databaseCpuUs.toFixed(0)} µs`,
      );
    }
  const of = (name: string, read: (one: Round) => number) => median(results.get(name)!.map(read));
  const cpu = (name: string) => of(name, (one) => one.processCpuUs + one.databaseCpuUs);
  const cost = (name: string) => `${((cpu(name) / cpu('none') - 1) * 100).toFixed(1)}%`;
  const speed = (of('all', (one) => one.perSecond) / of('none', (one) => one.perSecond)).toFixed(2);
  const text = table(results);
  const last = `bench:services cpuCost=${cost('all')} cpuCostWithArchivedLog=${cost('kept')} throughputRatio=${speed}`;
  console.log(text);
  if (options.save) await save(text, last);
  console.log(last);
} finally {
  for (const platform of platforms.values()) await platform.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Keeps the figures in `bench/services.md`, below what is said of the method. */
async function save(text: string, last: string): Promise<void> {
  const file = join(root, 'bench', 'services.md');
  const method = (await readFile(file, 'utf8')).split('## Figures')[0];
  const day = new Date().toISOString().slice(0, 10);
  const said = `${day}, Node ${process.versions.node}, ${connections} connections, ${filings} filings a round, ${rounds} rounds`;
  await writeFile(file, `${method}## Figures\n\n${said}\n\n${text}\n\n\`${last}\`\n`);
}
