/**
 * `npm run bench:filings`: filings end to end (authenticated, validated, registered, risk-analysed, stored, outbox, audit)
 * by REST and SOAP, beside a bare express handler that does one INSERT of the same document into the same PostgreSQL. The
 * three take turns in one run; ratios are of their medians. Shared machines are noisy: look at the ratios.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../start/root.ts';
import { startBare } from './filings/bare-process.ts';
import { cpuMsOf } from './filings/cpu.ts';
import { type Contender, measure, type Round } from './filings/measure.ts';
import { jsonFiling, soapFiling } from './filings/messages.ts';
import { startPlatform } from './filings/platform-process.ts';
import { median, table } from './filings/report.ts';

const { values: options } = parseArgs({
  options: {
    filings: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '128' },
    /** Leave out the others, to look at one. */
    only: { type: 'string' },
    save: { type: 'boolean', default: false },
  },
});

const filings = Number(options.filings);
const rounds = Number(options.rounds);
const connections = Number(options.connections);

const dataDirectory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
try {
  console.log(
    `bench:filings: ${filings} filings a round, ${rounds} rounds, ${connections} connections, HTTPS, one process`,
  );
  const platform = await startPlatform(dataDirectory);
  const bare = await startBare(platform);
  const cpuOf = (pid: number) => async () => ({
    process: await cpuMsOf(pid),
    database: await cpuMsOf(platform.databasePid, true),
  });
  const all: readonly Contender[] = [
    {
      name: 'bare',
      url: bare.url,
      path: '/',
      headers: { 'content-type': 'application/json' },
      bodyOf: jsonFiling,
      expected: 201,
      cpuMs: cpuOf(bare.pid),
    },
    {
      name: 'rest',
      url: platform.url,
      path: '/rest/v1/entry/filings/F32',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.token}` },
      bodyOf: jsonFiling,
      expected: 201,
      settled: platform.assessed,
      cpuMs: cpuOf(platform.pid),
    },
    {
      name: 'soap',
      url: platform.url,
      path: '/soap/v1/entry',
      headers: {
        'content-type': 'application/soap+xml; charset=utf-8; action="urn:portorium:entry:1/fileIE3F32"',
        authorization: `Bearer ${platform.token}`,
      },
      bodyOf: soapFiling,
      expected: 200,
      settled: platform.assessed,
      cpuMs: cpuOf(platform.pid),
    },
  ];
  const contenders = all.filter(({ name }) => options.only === undefined || options.only === name);
  const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  try {
    for (const contender of contenders) {
      process.stdout.write(`warming up ${contender.name} ...\n`);
      await measure(contender, {
        trustAnchor: platform.trustAnchor,
        filings,
        connections,
        label: `w-${contender.name}`,
      });
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const contender of contenders) {
        const label = `${round}-${contender.name}`;
        const result = await measure(contender, { trustAnchor: platform.trustAnchor, filings, connections, label });
        results.get(contender.name)!.push(result);
        console.log(
          `round ${round}/${rounds} ${contender.name}: ${result.perSecond.toFixed(0)}/s (answered ${result.answeredPerSecond.toFixed(0)}/s), p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms, CPU ${result.processCpuUs.toFixed(0)} + ${result.databaseCpuUs.toFixed(0)} µs`,
        );
      }
    }
  } finally {
    await bare.stop();
    await platform.stop();
  }
  const of = (name: string, read: (round: Round) => number) => median((results.get(name) ?? []).map(read));
  const perSecond = (name: string) => of(name, (round) => round.perSecond);
  const p99 = of('rest', (round) => round.p99Ms);
  const restRatio = perSecond('rest') / perSecond('bare');
  const soapRatio = perSecond('soap') / perSecond('bare');
  const text = table(results);
  console.log(text);
  const last = `bench:filings restRatio=${restRatio.toFixed(2)} soapRatio=${soapRatio.toFixed(2)} restPerSecond=${perSecond('rest').toFixed(0)} p99Ms=${p99.toFixed(1)}`;
  if (options.save) await save(text, last);
  console.log(last);
} finally {
  await rm(dataDirectory, { recursive: true, force: true });
}

/** Keeps the figures in `bench/filings.md`, below what is said of the method. */
async function save(text: string, last: string): Promise<void> {
  const file = join(root, 'bench', 'filings.md');
  const method = (await readFile(file, 'utf8')).split('## Figures')[0];
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(
    file,
    `${method}## Figures\n\n${day}, Node ${process.versions.node}, ${connections} connections, ${filings} filings a round, ${rounds} rounds\n\n${text}\n\n\`${last}\`\n`,
  );
}
