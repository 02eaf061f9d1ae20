/**
 * A whole filing by REST, and what asking for a mandate adds to it: the same filing by its declarant, and by a
 * representative for whom UUM&DS is asked. One platform in one process, its PostgreSQL beside it; the two take turns.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMsOf } from '../filings/cpu.ts';
import { type Contender, measure, type Round } from '../filings/measure.ts';
import { jsonFiling } from '../filings/messages.ts';
import { type BenchPlatform, startPlatform } from '../filings/platform-process.ts';
import { table } from '../filings/report.ts';

export interface WholeFilingParts {
  readonly filings: number;
  readonly rounds: number;
}

const connections = 32;

/** The party of the bench's token. */
const agents = 'DE000000000000002';

/** The same goods, filed by their own declarant: nobody else is named, so nobody is asked. */
const ownFiling = (label: string, number: number): string => {
  const { representative: _, ...filing } = JSON.parse(jsonFiling(label, number));
  return JSON.stringify({ ...filing, declarant: { ...filing.declarant, identificationNumber: agents } });
};

const contenderOf = (platform: BenchPlatform, name: string, bodyOf: Contender['bodyOf']): Contender => ({
  ...{ name, bodyOf, url: platform.url, path: '/rest/v1/entry/filings/F32', expected: 201 },
  headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.token}` },
  settled: platform.assessed,
  cpuMs: async () => ({ process: await cpuMsOf(platform.pid), database: await cpuMsOf(platform.databasePid, true) }),
});

/** @returns rows as those of `bench/filings.md` */
export const wholeFilings = async ({ filings, rounds }: WholeFilingParts): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  const platform = await startPlatform(directory);
  const contenders = [
    contenderOf(platform, 'filed by the declarant itself', ownFiling),
    contenderOf(platform, 'filed by a representative: a mandate is asked for', jsonFiling),
  ];
  const results = new Map(contenders.map(({ name }): [string, Round[]] => [name, []]));
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, contender] of contenders.entries()) {
        const label = `${round}-${index}`;
        const done = await measure(contender, { trustAnchor: platform.trustAnchor, filings, connections, label });
        // The first one is to warm up.
        if (round > 0) results.get(contender.name)!.push(done);
      }
    }
    return table(results);
  } finally {
    await platform.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
