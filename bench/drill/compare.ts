/** What the archive of the log costs a filing: the same load without backups, with an archive that follows, and with one that is waited for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Commits, makeInstallation } from './installation.ts';
import { percentile, startLoad } from './load.ts';
import { isReady } from './run.ts';
import { waitFor } from './wait.ts';

const measure = async (commits: Commits, seconds: number) => {
  const installation = await makeInstallation(commits);
  const started = await installation.start();
  try {
    if (commits !== 'no-backup') {
      const operator = await installation.client('invented-operations', 'shared-services');
      await waitFor('the archive of the log', isReady(operator, commits), 60_000);
      await operator.close();
    }
    const trader = await installation.client('invented-customs-agents');
    const warm = startLoad(trader);
    await sleep(3000);
    await warm.stop();
    const load = startLoad(trader);
    await sleep(seconds * 1000);
    const perSecond = load.acknowledged.length / seconds;
    await load.stop();
    await trader.close();
    return { perSecond, p50Ms: percentile(load.latenciesMs, 0.5), p99Ms: percentile(load.latenciesMs, 0.99) };
  } finally {
    await started.interrupt();
    await installation.remove();
  }
};

export const compareCommits = async (seconds: number, tell: (line: string) => void): Promise<void> => {
  for (const commits of ['no-backup', 'asynchronous', 'synchronous', 'no-backup'] as const) {
    const { perSecond, p50Ms, p99Ms } = await measure(commits, seconds);
    tell(
      `${commits.padEnd(14)} ${perSecond.toFixed(0).padStart(6)} filings/s   p50 ${p50Ms.toFixed(1)} ms   p99 ${p99Ms.toFixed(1)} ms`,
    );
  }
};
