/** Starts contenders, lets them take turns, and puts their times together. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type Order = { readonly kind: 'answers' } | { readonly kind: 'slice'; readonly forMs: number };

export interface Times {
  readonly number: number;
  readonly parseUs: number;
  readonly evaluateUs: number;
}

export type Report =
  | { readonly kind: 'loaded'; readonly loadMs: number; readonly memoryMb: number }
  | { readonly kind: 'answers'; readonly answers: readonly (readonly [number, readonly string[]])[] }
  | { readonly kind: 'slice'; readonly timesUs: readonly Times[] };

export interface Running {
  readonly name: string;
  readonly loadMs: number;
  readonly memoryMb: number;
  answers(): Promise<ReadonlyMap<number, readonly string[]>>;
  slice(forMs: number): Promise<readonly Times[]>;
  stop(): void;
}

export interface Plan {
  readonly name: string;
  readonly profiles: number;
  readonly declarations: number;
  /** Every how-manieth declaration it gets: the slow ones would take all day. */
  readonly part: number;
}

const next = (child: ChildProcess): Promise<Report> =>
  new Promise((resolve, reject) => {
    const ended = (status: number | null) => reject(new Error(`a contender ended (${status})`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Report);
    });
  });

export const start = async ({ name, profiles, declarations, part }: Plan): Promise<Running> => {
  const child = fork(
    join(import.meta.dirname, 'contender-process.ts'),
    [name, profiles, declarations, part].map(String),
    {
      execArgv: ['--expose-gc', '--max-old-space-size=6000'],
    },
  );
  const loaded = await next(child);
  if (loaded.kind !== 'loaded') throw new Error('a contender says first that it is loaded');
  const ask = (order: Order): Promise<Report> => {
    const report = next(child);
    child.send(order);
    return report;
  };
  return {
    name,
    loadMs: loaded.loadMs,
    memoryMb: loaded.memoryMb,
    answers: async () => {
      const report = await ask({ kind: 'answers' });
      return new Map(report.kind === 'answers' ? report.answers : []);
    },
    slice: async (forMs) => {
      const report = await ask({ kind: 'slice', forMs });
      return report.kind === 'slice' ? report.timesUs : [];
    },
    stop: () => child.kill(),
  };
};
