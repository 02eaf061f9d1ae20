/** Runs one of PostgreSQL's programs to its end and keeps what it said. */
import { spawn } from 'node:child_process';
import type { Binaries } from './binaries.ts';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

export interface Ended {
  readonly code: number | null;
  /** Standard output and error together. */
  readonly said: string;
}

/**
 * Only what the programs need: our own environment may hold secrets, which every process of the server would show in
 * /proc, and PG* variables, which would change what the server does.
 */
export const programEnvironment = (binaries: Binaries): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(binaries.libraryPath === undefined
    ? {}
    : { LD_LIBRARY_PATH: binaries.libraryPath, DYLD_LIBRARY_PATH: binaries.libraryPath }),
});

/** Never rejects: a program that cannot be started has code null and says why. */
export const runToEnd = ({ file, args, ...ids }: Program, env: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((done) => {
    const child = spawn(file, args, { ...ids, env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (part: Buffer) => {
      said += part.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => done({ code: null, said: said + error.message }));
    child.once('close', (code) => done({ code, said }));
  });
