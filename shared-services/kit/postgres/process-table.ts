/** Which processes live. A zombie is dead: kill(pid, 0) says otherwise, which is why PostgreSQL alone refuses to start over one. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What tells a process from a later one with the same number. */
const fromProc = (stat: string): string | undefined => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : startTicks;
};

const fromPs = async (pid: number): Promise<string | undefined> => {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
    return stdout.trim() === '' || stdout.trim().startsWith('Z') ? undefined : stdout.trim().replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
};

/** The start mark of a living process; undefined when it is gone or a zombie. */
export const startMark = async (pid: number): Promise<string | undefined> => {
  if (process.platform !== 'linux') return fromPs(pid);
  try {
    return fromProc(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};

export const isAlive = async (pid: number): Promise<boolean> => (await startMark(pid)) !== undefined;

/** Sends a signal; a process that is gone already is no error. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
