/** CPU time of processes, from /proc (Linux); it is steadier than the clock on a machine that others use too. */
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

const readProcess = async (pid: number): Promise<Process | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name of the program, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), cpuMs: ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000 };
};

/** CPU milliseconds so far of a process, or of a process and its children; 0 where there is no /proc. */
export const cpuMsOf = async (pid: number, withChildren = false): Promise<number> => {
  if (!withChildren) return (await readProcess(pid))?.cpuMs ?? 0;
  const names = await readdir('/proc').catch(() => []);
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readProcess(Number(name))));
  return all.reduce(
    (sum, one) => sum + (one !== undefined && (one.pid === pid || one.parent === pid) ? one.cpuMs : 0),
    0,
  );
};
