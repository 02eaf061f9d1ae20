/** Processes that gave readings in the last day. */
import type { Store } from '../../kit/store/store.ts';
import type { Figure } from '../domain/judge.ts';

export interface ProcessRow {
  readonly instance: string;
  readonly platforms: readonly string[];
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedAtMs: number;
  readonly seenAtMs: number;
  readonly eventLoopLag: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly cpuRatio: number;
}

/** A process that said nothing for longer than this is taken for gone. */
const silentMs = 60_000;

export const isSilent = ({ seenAtMs }: ProcessRow, nowMs: number): boolean => nowMs - seenAtMs > silentMs;

const epochMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

export const readProcesses = (store: Store): Promise<ProcessRow[]> =>
  store.query<ProcessRow>(
    `select instance, platforms, version, node_version as "nodeVersion", ${epochMs('started_at')} as "startedAtMs",
       ${epochMs('seen_at')} as "seenAtMs", event_loop_lag as "eventLoopLag", resident_bytes as "residentBytes",
       heap_bytes as "heapBytes", cpu_ratio as "cpuRatio"
     from process order by started_at desc`,
  );

/** As Prometheus has it of what it scrapes: 1 for a platform of which a process speaks, 0 for one of which none does any more. */
export const upOf = (processes: readonly ProcessRow[], nowMs: number): Figure[] => {
  const speaks = new Map<string, boolean>();
  for (const one of processes)
    for (const platform of one.platforms) speaks.set(platform, speaks.get(platform) === true || !isSilent(one, nowMs));
  return [...speaks].map(([instance, is]) => ({
    metric: 'up',
    labels: { job: 'portorium', instance },
    value: Number(is),
  }));
};
