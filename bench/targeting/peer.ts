/** LightGBM in a process of its own (bench/peers/lightgbm_scores.py), where Python 3 can install it. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Period } from './periods.ts';

const folder = join(import.meta.dirname, '..', 'peers');
const environment = join(folder, '.python');
const python = join(environment, 'bin', 'python');
const installed = join(environment, 'installed');
const limitMs = 300_000;

const run = (command: string, parameters: readonly string[]) =>
  spawnSync(command, [...parameters], { encoding: 'utf8', timeout: limitMs, maxBuffer: 64 * 1024 * 1024 });

/** Into an environment of its own. False: it cannot be had, and is left out. */
const install = (): boolean => {
  if (existsSync(installed)) return true;
  const requirements = join(folder, 'requirements.txt');
  const succeeded =
    run('python3', ['-m', 'venv', environment]).status === 0 &&
    run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]).status === 0;
  if (succeeded) writeFileSync(installed, '');
  return succeeded;
};

/** Scores by declaration number; undefined: the peer cannot be had, or failed. It trains on all that is dated before the period. */
export const lightgbmScores = ({ knownFiles, judgedFile, from, until }: Period): Map<string, number> | undefined => {
  if (!install()) {
    console.error('LightGBM cannot be installed and is left out.');
    return undefined;
  }
  const script = join(folder, 'lightgbm_scores.py');
  const { status, stdout, stderr } = run(python, [
    script,
    ...['--judged', judgedFile, '--from', from, '--until', until],
    ...knownFiles,
  ]);
  if (status !== 0) {
    console.error(`LightGBM failed and is left out: ${stderr}`);
    return undefined;
  }
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  return new Map(rows.map(([id, score]) => [id!, Number(score)]));
};
