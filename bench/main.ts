/** `npm run bench`: one benchmark after the other; apart are `bench:targeting`, which needs data of its own, and `bench:backtest`, which takes long. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benchmarks = ['filings.ts', 'services.ts', 'safeguards.ts', 'risk.ts', 'watch-lists.ts', 'audit.ts'];

for (const benchmark of benchmarks) {
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL(benchmark, import.meta.url)), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}
