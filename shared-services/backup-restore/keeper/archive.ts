/** Keeps the archive of the log going: session after session, with pauses that grow while it fails. */
import { join } from 'node:path';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { segmentStart } from '../domain/position.ts';
import { standbyName } from '../domain/standby.ts';
import { connectReplication } from '../replication/connection.ts';
import { ensureSlot, identify, type ServerFacts } from '../replication/log-stream.ts';
import type { BackupKey } from '../seal/key.ts';
import { archiveEnd, archiveHistory } from './begin.ts';
import { receive, type Session } from './receive.ts';
import { spoolBytes } from './spool.ts';
import { uploadWhole } from './upload.ts';

export interface ArchiveParts {
  readonly connectionString: string;
  readonly store: ObjectStore;
  readonly key: BackupKey;
  /** Folder of the log under way: on another disk than the database, and durable. */
  readonly spool: string;
  /** The spool takes no more than this: the server keeps what comes after, and commits do not wait. */
  readonly spoolLimitBytes: number;
  /** Between attempts, when they go on failing; 10 seconds if not said. */
  readonly longestPauseMs?: number;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface ArchiveState {
  readonly streaming: boolean;
  readonly server?: ServerFacts;
  /** Undefined: nothing is known of this server's log yet. */
  readonly durableTo?: bigint;
  readonly fault?: string;
  /** The server removed log that was not archived. */
  readonly gapSinceMs?: number;
}

export interface Archive {
  state(): ArchiveState;
  /** A backup was taken after the gap: it matters no more. */
  closeGap(): void;
  confirm(): void;
  stop(): Promise<void>;
}

const shortestPauseMs = 500;
const usualLongestPauseMs = 10_000;
const logRemoved = '58P01';

const codeOf = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? '';
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const startArchive = (parts: ArchiveParts): Archive => {
  const { store, key, clock, log, longestPauseMs = usualLongestPauseMs } = parts;
  let session: Session | undefined;
  let server: ServerFacts | undefined;
  let durableTo: bigint | undefined;
  let fault: string | undefined;
  let uploadFault: string | undefined;
  let gapSinceMs: number | undefined;
  let stopping = false;
  let uploading: Promise<void> | undefined;
  let wake = () => {};

  const folderOf = (systemId: string) => join(parts.spool, systemId);

  /** A store that is away is no reason to stop: the spool takes what comes, up to its limit. */
  const sendWhole = ({ systemId }: ServerFacts): void => {
    uploading ??= uploadWhole({ store, key, folder: folderOf(systemId), systemId })
      .then(() => {
        uploadFault = undefined;
      })
      .catch((error: unknown) => {
        uploadFault = `the store does not take the log: ${wordsOf(error)}`;
        log.error({ err: error }, 'a segment of the log could not be put into the store; it is tried again');
      })
      .finally(() => {
        uploading = undefined;
      });
  };

  const mayBegin = async (folder: string): Promise<void> => {
    const bytes = await spoolBytes(folder);
    if (bytes > parts.spoolLimitBytes)
      throw new Error(`the spool is full: ${bytes} bytes, of ${parts.spoolLimitBytes} that it may take`);
  };

  const runSession = async (): Promise<void> => {
    const connection = await connectReplication(parts.connectionString, standbyName);
    try {
      const facts = await identify(connection);
      const folder = folderOf(facts.systemId);
      await mayBegin(folder);
      const keptFrom = await ensureSlot(connection, standbyName);
      const history = await archiveHistory(connection, facts, parts);
      const end = gapSinceMs === undefined ? await archiveEnd(facts, { store, folder }, history) : undefined;
      const from = end ?? segmentStart(keptFrom, facts.segmentBytes);
      server = facts;
      durableTo = from;
      if (stopping) return await connection.end();
      session = receive({
        ...{ connection, server: facts, from, folder, key, clock },
        onDurable: (to) => {
          durableTo = to;
          fault = undefined;
        },
        onSegment: () => sendWhole(facts),
        mayBegin: () => mayBegin(folder),
      });
      sendWhole(facts);
      log.info({ timeline: facts.timeline }, 'the log is being archived');
      await session.ended;
    } catch (error) {
      if (codeOf(error) === logRemoved) gapSinceMs ??= clock.nowMs();
      throw error;
    } finally {
      session = undefined;
      await connection.end();
    }
  };

  const pause = (timeMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** What is whole leaves the spool first, or a spool that is full stays so. */
  const makeRoom = async (): Promise<void> => {
    if (server !== undefined) sendWhole(server);
    await uploading;
  };

  const run = async (): Promise<void> => {
    let pauseMs = shortestPauseMs;
    while (!stopping) {
      const sinceMs = performance.now();
      try {
        await makeRoom();
        await runSession();
      } catch (error) {
        if (stopping) return;
        fault = wordsOf(error);
        log.error({ err: error }, 'the archive of the log broke off; it is begun again');
      }
      if (stopping) return;
      pauseMs = performance.now() - sinceMs > longestPauseMs ? shortestPauseMs : pauseMs;
      await pause(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  };
  const running = run();

  return {
    state: () => {
      const words = fault ?? uploadFault;
      return {
        streaming: session !== undefined,
        ...(server === undefined ? {} : { server }),
        ...(durableTo === undefined ? {} : { durableTo }),
        ...(words === undefined ? {} : { fault: words }),
        ...(gapSinceMs === undefined ? {} : { gapSinceMs }),
      };
    },
    closeGap: () => {
      gapSinceMs = undefined;
    },
    confirm: () => session?.confirm(),
    stop: async () => {
      stopping = true;
      wake();
      await session?.stop();
      await running;
      await uploading;
    },
  };
};
