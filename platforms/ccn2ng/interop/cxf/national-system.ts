/** The national system on Apache CXF: built by Maven from the official contracts, and asked line by line. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const project = import.meta.dirname;

export const officialContracts = resolve(
  project,
  '../../../../../shared/specs/ics2-cr-for-nes-v2/public/eu/outbound/CR-for-NES-Services-V2',
);

/** What a developer of the national system sees. */
export interface Told {
  readonly result: 'taken' | 'answered' | 'declared fault' | 'fault' | 'error' | 'listens' | 'told';
  /** XML */
  readonly answer?: string;
  readonly code?: string;
  readonly subcodes?: readonly string[];
  readonly reason?: string;
  readonly detail?: string;
  /** Of a declared fault. */
  readonly entries?: readonly { readonly code: string; readonly reason: string; readonly pointer: string }[];
  readonly arrivals?: readonly string[];
}

export interface NationalSystem {
  readonly ask: (order: object) => Promise<Told>;
  stop(): Promise<void>;
}

const answers = (program: string, ...given: string[]): boolean => spawnSync(program, given).status === 0;

/** Why it cannot be tried here; undefined: it can. */
export const obstacle = (): string | undefined => {
  if (!existsSync(officialContracts)) return '../shared/specs (the official contracts) is absent';
  if (!answers('mvn', '-v')) return 'Maven is not installed: apt-get install maven openjdk-17-jdk-headless';
  return answers('javac', '-version') ? undefined : 'there is no Java development kit';
};

/** @throws {Error} what Maven says */
export const build = (): void => {
  const goals = ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath'];
  const { status, stdout, stderr } = spawnSync('mvn', ['-B', '-q', `-Dcontracts=${officialContracts}`, ...goals], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Maven: ${stdout}${stderr}`);
};

/** @param keys folder: see `Keys.java` */
export const startNationalSystem = async (keys: string): Promise<NationalSystem> => {
  const libraries = (await readFile(join(project, 'target/classpath'), 'utf8')).trim();
  const path = `${join(project, 'target/classes')}:${libraries}`;
  const child = spawn('java', ['-cp', path, 'interop.NationalSystem', officialContracts, keys], {
    stdio: ['pipe', 'pipe', process.env['CXF_LOG'] === undefined ? 'ignore' : 'inherit'],
  });
  const asked: ((told: Told) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { number, ...told } = JSON.parse(line) as Told & { number: number };
    asked[number]?.(told);
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  void ended.then(() => {
    for (const answer of asked) answer({ result: 'error', reason: 'the national system has ended' });
  });
  return {
    ask: (order) =>
      new Promise((answer) => {
        child.stdin.write(`${JSON.stringify({ ...order, number: asked.push(answer) - 1 })}\n`);
      }),
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
};
