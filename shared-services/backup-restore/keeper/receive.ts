/** One session of the log archive: streams from where the archive ends until the connection, the disk or the caller ends it. */
import type { Clock } from '../../kit/clock.ts';
import { segmentName, segmentStart } from '../domain/position.ts';
import { standbyName } from '../domain/standby.ts';
import type { ReplicationConnection } from '../replication/connection.ts';
import { type Heard, type LogStream, type ServerFacts, streamLog } from '../replication/log-stream.ts';
import type { BackupKey } from '../seal/key.ts';
import { beginSegment, type SegmentWriter } from './spool.ts';

export interface ReceiveParts {
  readonly connection: ReplicationConnection;
  readonly server: ServerFacts;
  /** Begin of a segment. */
  readonly from: bigint;
  readonly folder: string;
  readonly key: BackupKey;
  readonly clock: Clock;
  /** Told after each group that was made durable. */
  readonly onDurable: (durableTo: bigint) => void;
  /** Told after each segment. */
  readonly onSegment: () => void;
  /** @throws {Error} no further segment may be begun: the spool is full */
  readonly mayBegin: () => Promise<void>;
}

export interface Session {
  /** Rejects when the session broke; resolves after `stop`. */
  readonly ended: Promise<void>;
  durableTo(): bigint;
  /** Says again up to where the log is durable. */
  confirm(): void;
  stop(): Promise<void>;
}

const heldBytesAtMost = 16 * 1024 * 1024;

/** Writes what was heard, cut at the ends of segments; all that came meanwhile goes with one write and one sync. */
const createWriter = ({ server, folder, key, mayBegin, onSegment }: ReceiveParts) => {
  let writer: SegmentWriter | undefined;
  const size = BigInt(server.segmentBytes);
  const part = async (at: bigint, log: Buffer): Promise<void> => {
    if (writer === undefined) {
      await mayBegin();
      const segment = segmentName(server.timeline, at, server.segmentBytes);
      writer = await beginSegment({ folder, systemId: server.systemId, segment, key });
    }
    await writer.append(log);
  };
  return {
    write: async (start: bigint, log: Buffer): Promise<void> => {
      for (let at = start, rest = log; rest.length > 0; ) {
        const room = Number(segmentStart(at, server.segmentBytes) + size - at);
        const now = rest.subarray(0, room);
        await part(at, now);
        at += BigInt(now.length);
        rest = rest.subarray(now.length);
        if (now.length < room) continue;
        await writer?.finish();
        writer = undefined;
        onSegment();
      }
    },
    close: () => writer?.close(),
  };
};

/** What was heard and is not written yet. */
const createHeld = () => {
  let parts: Buffer[] = [];
  let bytes = 0;
  let wake = () => {};
  return {
    add: (data: Buffer) => {
      parts.push(data);
      bytes += data.length;
      wake();
    },
    bytes: () => bytes,
    wake: () => wake(),
    wait: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
    take: () => {
      const taken = Buffer.concat(parts);
      parts = [];
      bytes = 0;
      return taken;
    },
  };
};

export const receive = (parts: ReceiveParts): Session => {
  const { connection, server, from, clock, onDurable } = parts;
  const stream: LogStream = streamLog(connection, { slot: standbyName, timeline: server.timeline, from });
  const writer = createWriter(parts);
  const held = createHeld();
  let durableTo = from;
  let heardTo = from;
  let over = false;
  let roomAgain = () => {};

  const hear = async (one: Heard): Promise<void> => {
    if (one.kind === 'alive') {
      if (one.answerWanted) stream.confirm(durableTo, clock.nowMs());
      return;
    }
    if (one.start !== heardTo) throw new Error('the server left out a part of the log');
    heardTo += BigInt(one.data.length);
    held.add(one.data);
    if (held.bytes() > heldBytesAtMost)
      await new Promise<void>((resolve) => {
        roomAgain = resolve;
      });
  };
  const listen = async (): Promise<void> => {
    for await (const one of stream.heard) await hear(one);
    throw new Error('the server ended the stream of the log');
  };
  const write = async (): Promise<void> => {
    while (!over) {
      if (held.bytes() === 0) {
        await held.wait();
        continue;
      }
      const log = held.take();
      roomAgain();
      await writer.write(durableTo, log);
      durableTo += BigInt(log.length);
      stream.confirm(durableTo, clock.nowMs());
      onDurable(durableTo);
    }
  };
  const ended = Promise.race([listen(), write()])
    .catch((error: unknown) => {
      if (!over) throw error;
    })
    .finally(async () => {
      over = true;
      held.wake();
      roomAgain();
      await connection.end();
      await writer.close();
    });
  ended.catch(() => undefined);
  return {
    ended,
    durableTo: () => durableTo,
    confirm: () => {
      if (!over) stream.confirm(durableTo, clock.nowMs());
    },
    stop: async () => {
      over = true;
      held.wake();
      await connection.end();
      await ended.catch(() => undefined);
    },
  };
};
