/**
 * The numbers that each run of a component gave to its records: none may be missing, none may stand twice. Transactions end in
 * another order than they drew their numbers, and a process may be killed amid them: a number counts as missing when its run
 * went on for longer than a transaction can last.
 */
export interface OriginRecord {
  readonly component: string;
  readonly origin?: string;
  readonly originSequence?: number;
  readonly voided?: string;
  readonly recordedAt: string;
}

interface Run {
  readonly component: string;
  /** All up to here are accounted for. */
  upTo: number;
  /** Beyond, with the time of the record; -1 for those that came to nothing. */
  readonly beyond: Map<number, number>;
}

export interface Origins {
  /** What is wrong with this record; undefined when nothing is. */
  take(record: OriginRecord): string | undefined;
  /** Numbers that are missing at the end of a run: it was under way, or killed. */
  open(): string[];
}

const nothing = -1;

const voidedIn = (text: string | undefined): number[] =>
  (text?.split(' ') ?? []).flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });

const advance = (run: Run): void => {
  while (run.beyond.delete(run.upTo + 1)) run.upTo += 1;
};

/** When the number after `upTo` was first seen to be missing. */
const missingSince = ({ beyond }: Run): number | undefined => {
  if (beyond.size === 0) return undefined;
  const times = [...beyond.values()].filter((time) => time !== nothing);
  return times.length === 0 ? undefined : Math.min(...times);
};

export const createOrigins = (settleMs: number): Origins => {
  const runs = new Map<string, Run>();
  const runOf = (name: string, component: string): Run => {
    const known = runs.get(name) ?? { component, upTo: 0, beyond: new Map() };
    runs.set(name, known);
    return known;
  };
  const accept = (run: Run, number: number, timeMs: number): string | undefined => {
    const before = run.beyond.get(number);
    // A number that was thought to have come to nothing may be there: its commit was not heard of.
    if (before !== undefined && before !== nothing) return `number ${number} of its origin stands twice`;
    run.beyond.set(number, timeMs);
    return undefined;
  };
  const take = (record: OriginRecord): string | undefined => {
    const { origin, originSequence: number, component } = record;
    if (origin === undefined || number === undefined) return undefined;
    const run = runOf(origin, component);
    if (run.component !== component) return `its origin ${origin} is that of ${run.component}`;
    const timeMs = Date.parse(record.recordedAt);
    const fault = number <= run.upTo ? undefined : accept(run, number, timeMs);
    for (const one of voidedIn(record.voided)) if (one > run.upTo && !run.beyond.has(one)) run.beyond.set(one, nothing);
    advance(run);
    const since = missingSince(run);
    if (fault !== undefined || since === undefined || timeMs - since <= settleMs) return fault;
    return `record ${run.upTo + 1} of ${component} (origin ${origin}) is missing: the run went on without it`;
  };
  return {
    take,
    open: () =>
      [...runs].flatMap(([origin, { component, upTo, beyond }]) =>
        beyond.size === 0 ? [] : [`record ${upTo + 1} of ${component} (origin ${origin})`],
      ),
  };
};
