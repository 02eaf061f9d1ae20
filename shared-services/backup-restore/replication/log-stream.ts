/** The write-ahead log as it is written: `START_REPLICATION` of the replication protocol (manual, 54.4), as pg_receivewal reads it. */
import { positionOf, textOf } from '../domain/position.ts';
import type { ReplicationConnection } from './connection.ts';

export interface ServerFacts {
  readonly systemId: string;
  readonly timeline: number;
  /** Up to where the server has written durably. */
  readonly writtenTo: bigint;
  readonly segmentBytes: number;
  readonly version: string;
}

const unitBytes: Readonly<Record<string, number>> = { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** `16MB` */
const bytesOf = (size: string): number => {
  const [, number, unit = ''] = /^(\d+)(B|kB|MB|GB)$/.exec(size) ?? [];
  const bytes = Number(number) * (unitBytes[unit] ?? Number.NaN);
  if (!Number.isInteger(bytes)) throw new Error(`${size} is no size of a segment`);
  return bytes;
};

export const identify = async (connection: ReplicationConnection): Promise<ServerFacts> => {
  const [system] = await connection.query<{ systemid: string; timeline: number; xlogpos: string }>('IDENTIFY_SYSTEM');
  const [size] = await connection.query<{ wal_segment_size: string }>('SHOW wal_segment_size');
  const [version] = await connection.query<{ server_version: string }>('SHOW server_version');
  if (system === undefined || size === undefined || version === undefined)
    throw new Error('the server does not say who it is');
  return {
    systemId: system.systemid,
    timeline: Number(system.timeline),
    writtenTo: positionOf(system.xlogpos),
    segmentBytes: bytesOf(size.wal_segment_size),
    version: version.server_version,
  };
};

/** Makes the slot that keeps the server from removing log that was not taken; answers from where it is kept. */
export const ensureSlot = async (connection: ReplicationConnection, slot: string): Promise<bigint> => {
  const read = async () => {
    const [row] = await connection.query<{ restart_lsn: string | null; wal_status: string | null }>(
      `select restart_lsn::text, wal_status from pg_replication_slots where slot_name = '${slot}'`,
    );
    return row;
  };
  const known = await read();
  if (known?.wal_status === 'lost') await connection.query(`DROP_REPLICATION_SLOT ${slot}`);
  if (known === undefined || known.wal_status === 'lost')
    await connection.query(`CREATE_REPLICATION_SLOT ${slot} PHYSICAL RESERVE_WAL`);
  const restart = (await read())?.restart_lsn;
  if (restart == null) throw new Error(`the slot ${slot} keeps no log`);
  return positionOf(restart);
};

/** How earlier timelines ended, as PostgreSQL keeps it; nothing for the first. */
export const historyOf = async (connection: ReplicationConnection, timeline: number): Promise<Buffer | undefined> => {
  if (timeline === 1) return undefined;
  const [row] = await connection.query<{ content: string | Buffer }>(`TIMELINE_HISTORY ${timeline}`);
  if (row === undefined) throw new Error(`the server does not tell the history of timeline ${timeline}`);
  if (Buffer.isBuffer(row.content)) return row.content;
  return row.content.startsWith('\\x') ? Buffer.from(row.content.slice(2), 'hex') : Buffer.from(row.content);
};

export type Heard =
  | { readonly kind: 'log'; readonly start: bigint; readonly data: Buffer; readonly serverEnd: bigint }
  | { readonly kind: 'alive'; readonly serverEnd: bigint; readonly answerWanted: boolean };

const heardIn = (part: Buffer): Heard | undefined => {
  if (part[0] === 0x77) {
    const [start, serverEnd] = [part.readBigUInt64BE(1), part.readBigUInt64BE(9)];
    return { kind: 'log', start, serverEnd, data: part.subarray(25) };
  }
  if (part[0] === 0x6b) return { kind: 'alive', serverEnd: part.readBigUInt64BE(1), answerWanted: part[17] === 1 };
  return undefined;
};

const epoch2000Ms = 946_684_800_000;

/** Standby status update: all that was taken is durable. */
const statusOf = (durableTo: bigint, nowMs: number): Buffer => {
  const status = Buffer.alloc(34);
  status[0] = 0x72;
  for (const at of [1, 9, 17]) status.writeBigUInt64BE(durableTo, at);
  status.writeBigInt64BE(BigInt(Math.round((nowMs - epoch2000Ms) * 1000)), 25);
  return status;
};

export interface LogStream {
  readonly heard: AsyncIterable<Heard>;
  /** Commits up to there need wait no longer. */
  confirm(durableTo: bigint, nowMs: number): void;
}

export const streamLog = (
  connection: ReplicationConnection,
  { slot, timeline, from }: { readonly slot: string; readonly timeline: number; readonly from: bigint },
): LogStream => {
  const copy = connection.copy(`START_REPLICATION SLOT ${slot} PHYSICAL ${textOf(from)} TIMELINE ${timeline}`);
  async function* heard(): AsyncGenerator<Heard> {
    for await (const part of copy.parts) {
      const one = heardIn(part);
      if (one !== undefined) yield one;
    }
  }
  return { heard: heard(), confirm: (durableTo, nowMs) => copy.send(statusOf(durableTo, nowMs)) };
};
