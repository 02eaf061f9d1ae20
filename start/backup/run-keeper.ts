/** The keeper as a child of the process that looks after the database: begun again when it ends, and never waited for. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { letCommitsGo } from '../../shared-services/backup-restore/keeper/synchronous.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { withClient } from '../../shared-services/kit/postgres/client.ts';
import { root } from '../root.ts';

export interface RunningKeeper {
  /** For tests and drills. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface KeeperProcessParts {
  /** Of the administrator. */
  readonly connectionString: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

const pauseMs = 1000;
const stopTimeoutMs = 15_000;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

export const runKeeper = ({ connectionString, environment, log }: KeeperProcessParts): RunningKeeper => {
  let child: ChildProcess | undefined;
  let stopping = false;
  let again: NodeJS.Timeout | undefined;

  const letGo = () =>
    withClient(connectionString, letCommitsGo).catch((error: unknown) =>
      log.error({ err: error }, 'commits may wait for a keeper that has ended'),
    );

  const begin = (): void => {
    const made = fork(join(root, 'start', 'keeper.ts'), [], {
      env: { ...environment, DATABASE_URL: '' },
      detached: true,
    });
    child = made;
    made.send({ connectionString });
    made.once('exit', (code, signal) => {
      if (stopping) return;
      log.error(
        { code, signal },
        'the keeper of backups has ended; it is begun again, and commits do not wait meanwhile',
      );
      void letGo();
      again = setTimeout(begin, pauseMs);
    });
  };
  begin();

  return {
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      if (child === undefined) return;
      const force = setTimeout(() => child?.kill('SIGKILL'), stopTimeoutMs);
      child.kill('SIGTERM');
      await ended(child);
      clearTimeout(force);
      await letGo();
    },
  };
};
