/**
 * The keeper of backups: archives the log, has commits wait for it where that is wished and possible, takes backups, and says
 * every second how it stands. Beside the platforms, in a process of its own; none of them needs it to accept a filing.
 */
import { join } from 'node:path';
import pg from 'pg';
import { type Loop, startLoop } from '../../kit/loop.ts';
import { type Archive, type ArchiveParts, startArchive } from './archive.ts';
import { createLag } from './lag.ts';
import { prepareSession, type Word, writeWord } from './report.ts';
import { spoolBytes } from './spool.ts';
import { areCommitsWaiting, letCommitsGo, letCommitsWait } from './synchronous.ts';
import { doTasks, doWhatIsDue, type WorkParts } from './works.ts';

export interface KeeperParts extends ArchiveParts, Omit<WorkParts, 'client'> {
  /** Commits wait until their log is in the spool. */
  readonly synchronous: boolean;
}

export interface Keeper {
  stop(): Promise<void>;
}

const beatMs = 1000;
const workEveryMs = 1000;
const lookEveryMs = 60_000;
/** Log that has not been made durable for so long holds up commits no longer. */
const patienceMs = 3000;

/** A connection that is made again when it broke. */
const createConnection = (connectionString: string) => {
  let client: pg.Client | undefined;
  const open = async (): Promise<pg.Client> => {
    if (client !== undefined) return client;
    const made = new pg.Client({
      connectionString,
      application_name: 'portorium-backup-keeper',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    const forget = () => {
      if (client === made) client = undefined;
    };
    made.on('error', forget);
    made.on('end', forget);
    await made.connect();
    await prepareSession(made);
    client = made;
    return made;
  };
  return { open, end: async () => client?.end().catch(() => undefined) };
};

const createBeat = (parts: KeeperParts, archive: Archive) => {
  const connection = createConnection(parts.connectionString);
  const lag = createLag();
  let wereWaiting = false;
  const beat = async (stopped = false): Promise<void> => {
    const client = await connection.open();
    const nowMs = parts.clock.nowMs();
    const { rows } = await client.query<{ at: string }>('select pg_current_wal_flush_lsn()::text as at');
    const state = archive.state();
    const { lagBytes, sinceMs } = lag.measure(rows[0]?.at ?? '0/0', state.durableTo, nowMs);
    const flows = state.streaming && (sinceMs === undefined || nowMs - sinceMs < patienceMs);
    if (parts.synchronous && flows && !stopped) await letCommitsWait(client);
    else await letCommitsGo(client);
    archive.confirm();
    const areWaiting = flows && !stopped && (await areCommitsWaiting(client));
    const word: Word = {
      state: stopped ? 'stopped' : !state.streaming ? 'failing' : flows ? 'streaming' : 'catching-up',
      // Said a beat later: the server passes a changed setting on to those who commit, and does not say when it has.
      synchronous: areWaiting && wereWaiting,
      wishedSynchronous: parts.synchronous,
      ...(state.durableTo === undefined ? {} : { lagBytes }),
      ...(sinceMs === undefined ? {} : { lagSinceMs: sinceMs }),
      spoolBytes: state.server === undefined ? 0 : await spoolBytes(join(parts.spool, state.server.systemId)),
      place: parts.store.place.slice(0, 300),
      ...(state.gapSinceMs === undefined ? {} : { gapSinceMs: state.gapSinceMs }),
      ...(state.fault === undefined ? {} : { fault: state.fault }),
    };
    wereWaiting = areWaiting;
    await writeWord(client, word, nowMs);
  };
  return { beat, end: connection.end };
};

const createWork = (parts: KeeperParts, archive: Archive) => {
  const connection = createConnection(parts.connectionString);
  let lookedAtMs = 0;
  const work = async (): Promise<void> => {
    const client = await connection.open();
    const { server, gapSinceMs } = archive.state();
    let taken = await doTasks({ ...parts, client });
    if (server !== undefined && parts.clock.nowMs() - lookedAtMs >= lookEveryMs) {
      lookedAtMs = parts.clock.nowMs();
      taken = (await doWhatIsDue({ ...parts, client }, server, gapSinceMs !== undefined)) || taken;
    }
    if (taken && gapSinceMs !== undefined) archive.closeGap();
  };
  return { work, end: connection.end };
};

export const startKeeper = (parts: KeeperParts): Keeper => {
  const { log } = parts;
  const archive = startArchive(parts);
  const { beat, end: endBeat } = createBeat(parts, archive);
  const { work, end: endWork } = createWork(parts, archive);
  const loops: readonly Loop[] = [
    startLoop({ name: 'word of the keeper', intervalMs: beatMs, work: () => beat(), log }),
    startLoop({ name: 'work of the keeper', intervalMs: workEveryMs, work, log }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      // Commits are let go before the stream ends for which they would wait.
      await beat(true).catch((error: unknown) => log.warn({ err: error }, 'the keeper could not say that it stops'));
      await archive.stop();
      await Promise.all([endBeat(), endWork()]);
    },
  };
};
