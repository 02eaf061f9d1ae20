/** What the peers are made of: Python packages of PyPI in a folder of their own, Java libraries of Maven Central; or why not. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const here = import.meta.dirname;

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export const run = (program: string, args: readonly string[], timeoutMs = 60_000): Ran => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: timeoutMs });
  return { status, out: stdout ?? '', err: `${stderr ?? ''}${error?.message ?? ''}` };
};

/** The same for a program that asks this process something: it must not wait for it. */
export const runBeside = (program: string, args: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.once('error', reject).once('close', (status) => resolve({ status, out, err }));
  });

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
const fetchTimeoutMs = 300_000;

/** The Python of a new virtual environment with what `requirements.txt` pins; or the reason why there is none. */
export const makePython = (folder: string): { readonly python?: string; readonly reason?: string } => {
  const made = run('python3', ['-m', 'venv', join(folder, 'venv')], fetchTimeoutMs);
  if (made.status !== 0) return { reason: `no Python with venv: ${lastLine(made.err || made.out)}` };
  const python = join(folder, 'venv/bin/python');
  const options = ['install', '--quiet', '--disable-pip-version-check', '-r', join(here, 'requirements.txt')];
  const fetched = run(python, ['-m', 'pip', ...options], fetchTimeoutMs);
  return fetched.status === 0 ? { python } : { reason: `PyPI cannot be had: ${lastLine(fetched.err)}` };
};

const artefacts = ['com.nimbusds:nimbus-jose-jwt:10.5', 'com.google.crypto.tink:tink:1.18.0'];

/** Class path with Nimbus; undefined where Java, Maven or its repository are not at hand. */
export const fetchNimbus = (folder: string): string | undefined => {
  if (run('java', ['-version']).status !== 0) return undefined;
  const jars = join(folder, 'jars');
  for (const artefact of artefacts) {
    const options = ['-q', '-B', 'dependency:copy', `-Dartifact=${artefact}`, `-DoutputDirectory=${jars}`];
    if (run('mvn', options, fetchTimeoutMs).status !== 0) return undefined;
  }
  return existsSync(jars) ? join(jars, '*') : undefined;
};
