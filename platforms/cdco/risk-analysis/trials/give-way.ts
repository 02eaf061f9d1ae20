/** Puts this process behind all others of the machine: it works when nobody else wants to. */
import { spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const environment = { PATH: '/usr/bin:/bin' };

/** Of util-linux; where it is not, the low priority is all there is. */
const ask = (program: string, asked: readonly string[]): boolean =>
  spawnSync(program, [...asked, String(process.pid)], { env: environment, stdio: 'ignore' }).status === 0;

/**
 * The scheduling class of the idle (`SCHED_IDLE`): whoever else becomes ready has the processor at once, where a low priority alone
 * would have it wait for the end of a turn. The same for the disk. Threads that begin later inherit both.
 */
export const giveWay = (): void => {
  setPriority(constants.priority.PRIORITY_LOW);
  ask('chrt', ['--all-tasks', '--idle', '--pid', '0']);
  ask('ionice', ['--class', '3', '--pid']);
};
