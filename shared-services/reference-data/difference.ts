/** What an import changes in a list: decided from values alone, so that it can be tested without a database. */
import { isDeepStrictEqual } from 'node:util';
import type { HeldCode, ImportCounts, ImportMode, StatedCode } from './code-list.ts';

/** A period as the database holds it. */
export interface StoredCode extends HeldCode {
  readonly id: string;
}

/** Statements to write. None removes anything: a period ends, or it is marked as taken back. */
export interface Difference {
  readonly insert: readonly HeldCode[];
  /** Periods that end, with their last day. */
  readonly close: readonly { readonly id: string; readonly validTo: string }[];
  /** Periods that the import takes back, because it speaks for all of their time. */
  readonly supersede: readonly string[];
  readonly counts: ImportCounts;
}

interface Import {
  readonly stated: readonly StatedCode[];
  readonly mode: ImportMode;
  /** The day from which the import speaks, where a code does not say its own. */
  readonly validFrom: string;
}

type Outcome = { readonly verdict: keyof ImportCounts } & Omit<Difference, 'counts'>;

const dayMs = 86_400_000;

/** The day before, `YYYY-MM-DD`. */
export const dayBefore = (date: string): string => new Date(Date.parse(date) - dayMs).toISOString().slice(0, 10);

const nothing = { insert: [], close: [], supersede: [] } as const;

const reaches = (held: HeldCode, day: string): boolean => held.validTo === null || held.validTo >= day;

const endsBefore = (held: readonly StoredCode[], day: string): Pick<Outcome, 'close' | 'supersede'> => ({
  close: held
    .filter((period) => period.validFrom < day && reaches(period, day))
    .map((period) => ({ id: period.id, validTo: dayBefore(day) })),
  supersede: held.filter((period) => period.validFrom >= day).map((period) => period.id),
});

/** Whether a held period already says what is stated, for all the time that the statement speaks of. */
const saysTheSame = (held: readonly StoredCode[], stated: HeldCode, startsThen: boolean): boolean => {
  const concerned = held.filter((period) => reaches(period, stated.validFrom));
  const [only] = concerned;
  return (
    concerned.length === 1 &&
    only !== undefined &&
    (startsThen ? only.validFrom === stated.validFrom : only.validFrom <= stated.validFrom) &&
    only.validTo === stated.validTo &&
    only.description === stated.description &&
    isDeepStrictEqual(only.attributes, stated.attributes)
  );
};

const outcomeOf = (held: readonly StoredCode[], stated: StatedCode, validFrom: string): Outcome => {
  const wanted: HeldCode = {
    code: stated.code,
    description: stated.description,
    validFrom: stated.validFrom ?? validFrom,
    validTo: stated.validTo ?? null,
    attributes: stated.attributes ?? {},
  };
  if (saysTheSame(held, wanted, stated.validFrom !== undefined)) return { ...nothing, verdict: 'unchanged' };
  const verdict = held.length === 0 ? 'added' : 'changed';
  return { ...endsBefore(held, wanted.validFrom), insert: [wanted], verdict };
};

const vanished = (held: readonly StoredCode[], validFrom: string): Outcome => {
  const ends = endsBefore(held, validFrom);
  const ended = ends.close.length + ends.supersede.length > 0;
  return { ...nothing, ...ends, verdict: ended ? 'closed' : 'unchanged' };
};

const countsOf = (outcomes: readonly Outcome[]): ImportCounts => {
  const counts = { added: 0, changed: 0, closed: 0, unchanged: 0 };
  for (const { verdict } of outcomes) counts[verdict] += 1;
  return counts;
};

/** Compares what is held with what an import states. `stated` names each code once. */
export const differenceOf = (stored: readonly StoredCode[], { stated, mode, validFrom }: Import): Difference => {
  const held = Map.groupBy(stored, (period) => period.code);
  const named = new Set(stated.map(({ code }) => code));
  const gone = mode === 'full' ? [...held].filter(([code]) => !named.has(code)) : [];
  const said = stated.map((one) => outcomeOf(held.get(one.code) ?? [], one, validFrom));
  // A code that ended long ago and is still not there is no news.
  const left = gone.map(([, periods]) => vanished(periods, validFrom)).filter(({ verdict }) => verdict === 'closed');
  const outcomes = [...said, ...left];
  return {
    insert: outcomes.flatMap(({ insert }) => insert),
    close: outcomes.flatMap(({ close }) => close),
    supersede: outcomes.flatMap(({ supersede }) => supersede),
    counts: countsOf(outcomes),
  };
};
