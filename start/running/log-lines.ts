/** Hands the lines of this process on to where people search them: each platform's in its own name, a second behind. */
import { hostname } from 'node:os';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import type { LogLines } from '../../shared-services/kit/log-lines.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../shared-services/kit/loop.ts';
import { createCalls } from '../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../shared-services/kit/rpc/own-call.ts';
import { contract as logging } from '../../shared-services/logging/contract.ts';

export interface HandingOnParts {
  readonly lines: LogLines;
  readonly platforms: readonly Platform[];
  readonly host: Pick<Host, 'carryFrom'>;
  readonly clock: Clock;
  readonly log: Logger;
}

const intervalMs = 1000;
/** What fits well into one frame between platforms. */
const atOnce = { lines: 4000, characters: 1_500_000 };
/** In one round, so that the end of a process is not put off. */
const batchesAtOnce = 20;
const deadlineMs = 5000;
/** The log must not be filled with the trouble of the log. */
const complainAgainAfterMs = 60_000;

interface Batch {
  readonly platform: Platform;
  /** The same each time that it is tried: it is taken once. */
  readonly number: number;
  readonly lines: readonly string[];
  readonly dropped: number;
}

/** The name stands near the beginning: the first thing that a child adds. */
const platformIn = (line: string): string | undefined => /"platform":"([a-z0-9-]+)"/.exec(line.slice(0, 300))?.[1];

const byPlatform = (lines: readonly string[], platforms: readonly Platform[]) =>
  Map.groupBy(lines, (line) => platforms.find((one) => one === platformIn(line)) ?? platforms[0]!);

const createBatches = ({ lines, platforms }: Pick<HandingOnParts, 'lines' | 'platforms'>) => {
  let number = 0;
  const next = (platform: Platform, own: readonly string[], dropped = 0): Batch => {
    number += 1;
    return { platform, number, lines: own, dropped };
  };
  /** What was thrown away is told apart: whose lines they were is not known any more. */
  return (): Batch[] => {
    const taken = lines.take(atOnce);
    const batches = [...byPlatform(taken.lines, platforms)].map(([platform, own]) => next(platform, own));
    return taken.dropped === 0 ? batches : [...batches, next(platforms[0]!, [], taken.dropped)];
  };
};

/** What cannot be handed on waits within its bound; nothing else of the process does. */
export const startHandingOn = (parts: HandingOnParts): Loop => {
  const { platforms, host, clock, log } = parts;
  const instance = `${hostname()}:${process.pid}:${clock.nowMs()}`;
  const takeBatches = createBatches({ ...parts, platforms });
  const pending: Batch[] = [];
  let complainedAtMs = Number.NEGATIVE_INFINITY;

  const handOn = async ({ platform, number, lines, dropped }: Batch): Promise<void> => {
    const { appendLogLines } = createCalls(host.carryFrom(platform)).to(logging);
    const handedOn = { instance, batch: number, dropped, ...(lines.length === 0 ? {} : { line: [...lines] }) };
    await appendLogLines(handedOn, ownCall(platform, clock.nowMs() + deadlineMs));
  };

  const handOnAll = async (): Promise<void> => {
    for (let count = 0; count < batchesAtOnce; count += 1) {
      if (pending.length === 0) pending.push(...takeBatches());
      const [batch] = pending;
      if (batch === undefined) return;
      await handOn(batch);
      pending.shift();
    }
  };

  const round = (): Promise<void> =>
    handOnAll().catch((error: unknown) => {
      if (clock.nowMs() - complainedAtMs < complainAgainAfterMs) return;
      complainedAtMs = clock.nowMs();
      log.warn({ reason: String(error) }, 'log lines cannot be handed on; they wait, and some may be thrown away');
    });

  const loop = startLoop({ name: 'log lines', intervalMs, work: round, log });
  return {
    stop: async () => {
      await loop.stop();
      await round();
    },
  };
};
