/**
 * `npm run test:mutants [-- WORD...]`: breaks one guard after the other in a copy of the sources, runs the tests that should
 * notice, and says which did not. WORDs choose among the guards of guards.ts by path, line and words (`signed-info.ts:40`). Takes
 * hours for all; ends with 1 where one survived.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../source-files.ts';
import { type Guards, guards } from './guards.ts';
import { mutantsOf, sourcesOf } from './mutants-of.ts';
import type { Mutant } from './mutate.ts';

const timeoutMs = 240_000;

/** What is committed or about to be, in a folder of its own: nobody's work is touched. */
const copyOfSources = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'portorium-mutants-'));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of listed.split('\n').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

const mocha = ['--no-config', '--extension', 'ts', '--require', './shared-services/kit/postgres/mocha-hooks.ts'];

const passes = (copy: string, tests: string): boolean => {
  const files = globSync(tests, { cwd: copy });
  if (files.length === 0) throw new Error(`there is no test ${tests}`);
  const flags = [...mocha, '--timeout', '60000', '--bail', '--exit', ...files];
  const run = spawnSync('node_modules/.bin/mocha', flags, { cwd: copy, timeout: timeoutMs, killSignal: 'SIGKILL' });
  return run.status === 0;
};

const named = (file: string, { line, was }: Mutant): string => `${file}:${line} ${was}`;

const wantedIn = (copy: string, one: Guards, words: readonly string[]) =>
  sourcesOf(one, copy)
    .flatMap(({ file, text }) => mutantsOf(one, file, text).map((mutant) => ({ file, text, mutant })))
    .filter(({ file, mutant }) => words.length === 0 || words.some((word) => named(file, mutant).includes(word)));

const survivorsIn = (copy: string, one: Guards, words: readonly string[]): string[] => {
  const wanted = wantedIn(copy, one, words);
  // A test that fails by itself would notice everything.
  const failing = wanted.length === 0 ? undefined : one.tests.find((tests) => !passes(copy, tests));
  if (failing !== undefined) throw new Error(`${failing} fails without any mutant`);
  return wanted.flatMap(({ file, text, mutant }) => {
    writeFileSync(join(copy, file), mutant.text);
    const isNoticed = one.tests.some((tests) => !passes(copy, tests));
    writeFileSync(join(copy, file), text);
    console.log(`${isNoticed ? 'killed  ' : 'SURVIVED'} ${named(file, mutant)}`);
    return isNoticed ? [] : [named(file, mutant)];
  });
};

const copy = copyOfSources();
try {
  const survivors = guards.flatMap((one) => survivorsIn(copy, one, process.argv.slice(2)));
  console.log(survivors.length === 0 ? 'Every mutant was noticed.' : `${survivors.length} survived.`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
