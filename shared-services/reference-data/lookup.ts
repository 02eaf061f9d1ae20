/** Codes in memory: what validation asks thousands of times a second, answered without a query. */
import type { Attributes, HeldCode, HeldList, ListFacts, Snapshot } from './code-list.ts';

export interface CodeLists {
  /** Whether the code is valid on that day (`YYYY-MM-DD`). Throws for a list that is not loaded: that is a fault of ours. */
  has(list: string, code: string, onDate: string): boolean;
  /** The code's description on that day. */
  describe(list: string, code: string, onDate: string): string | undefined;
  /** What else is known of the code on that day: `{ country, roles }` of a customs office. */
  attributes(list: string, code: string, onDate: string): Attributes | undefined;
  /** The code with its period of validity on that day. */
  find(list: string, code: string, onDate: string): HeldCode | undefined;
  /** The listed codes that are valid on that day, in the order of the codes. */
  codes(list: string, onDate: string): readonly HeldCode[];
  knows(list: string): boolean;
  /** Throws, naming all of them, if one of the lists is not loaded: for the start of a process. */
  assertKnows(lists: Iterable<string>): void;
  facts(list: string): ListFacts | undefined;
  lists(): readonly ListFacts[];
  /** Whether the country was a Member State that day (CL717). Northern Ireland (XI) counts: the Union Customs Code applies there. */
  isMemberState(country: string, onDate: string): boolean;
  /** The country of a customs office (CL141), known on whatever day. Its code begins with it where the list does not say. */
  countryOfOffice(office: string): string | undefined;
}

/** One period of a code; most have one only, so the next hangs on it instead of every code having an array. */
interface Period extends HeldCode {
  /** As validTo, with the end of time for "no end": one comparison less to think about. */
  readonly until: string;
  readonly earlier: Period | undefined;
}

interface Index {
  readonly list: HeldList;
  /** The latest period of each code. */
  readonly latest: ReadonlyMap<string, Period>;
  /** The same, in the order of the codes: sorted once, not for everyone who leafs through the list. */
  readonly ordered: readonly Period[];
  readonly acceptsUnlisted: (code: string, onDate: string) => boolean;
}

const endOfTime = '9999-12-31';

const latestPeriods = (codes: readonly HeldCode[]): Map<string, Period> => {
  const latest = new Map<string, Period>();
  for (const held of codes.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1)))
    latest.set(held.code, { ...held, until: held.validTo ?? endOfTime, earlier: latest.get(held.code) });
  return latest;
};

const periodOn = (latest: Period | undefined, onDate: string): Period | undefined => {
  for (let period = latest; period !== undefined; period = period.earlier)
    if (period.validFrom <= onDate && onDate <= period.until) return period;
  return undefined;
};

/**
 * Harmonised system: `010121` is judged by heading `0101` where no subheading of that heading is loaded, and by itself
 * where one is. The shipped list stops at headings, an imported one goes deeper, and the question stays the same.
 */
const judgedByPrefix = (latest: ReadonlyMap<string, Period>): Index['acceptsUnlisted'] => {
  const lengths = [...new Set([...latest.keys()].map((code) => code.length))].toSorted((one, other) => other - one);
  const prefixes = (code: string) =>
    lengths.filter((length) => length < code.length).map((length) => code.slice(0, length));
  const refined = new Set([...latest.keys()].flatMap(prefixes));
  return (code, onDate) => {
    const listed = /^(?:\d\d){1,5}$/.test(code) ? prefixes(code).find((prefix) => latest.has(prefix)) : undefined;
    return listed !== undefined && !refined.has(listed) && periodOn(latest.get(listed), onDate) !== undefined;
  };
};

const judgedByForm = (pattern: string): Index['acceptsUnlisted'] => {
  const form = new RegExp(`^(?:${pattern})$`);
  return (code) => form.test(code);
};

const wider = ({ hierarchical, unlistedPattern }: HeldList, latest: Index['latest']): Index['acceptsUnlisted'] => {
  if (hierarchical) return judgedByPrefix(latest);
  return unlistedPattern === null ? () => false : judgedByForm(unlistedPattern);
};

const byCode = (one: HeldCode, other: HeldCode) => (one.code < other.code ? -1 : 1);

const indexOf = (list: HeldList): Index => {
  const latest = latestPeriods(list.codes);
  return { list, latest, ordered: [...latest.values()].toSorted(byCode), acceptsUnlisted: wider(list, latest) };
};

/** The answers that a snapshot gives. */
export const createCodeLists = (snapshot: Snapshot): CodeLists => {
  const indexes = new Map(snapshot.lists.map((list) => [list.name, indexOf(list)]));
  const indexed = (list: string): Index => {
    const index = indexes.get(list);
    if (index === undefined) throw new Error(`Code list ${list} is not loaded: ship it or import it.`);
    return index;
  };
  const find = (list: string, code: string, onDate: string) => periodOn(indexed(list).latest.get(code), onDate);
  const has = (list: string, code: string, onDate: string): boolean => {
    const index = indexed(list);
    const latest = index.latest.get(code);
    // A listed code that has ended is not rescued by its form.
    return latest === undefined ? index.acceptsUnlisted(code, onDate) : periodOn(latest, onDate) !== undefined;
  };
  return {
    has,
    find,
    describe: (list, code, onDate) => find(list, code, onDate)?.description,
    attributes: (list, code, onDate) => find(list, code, onDate)?.attributes,
    codes: (list, onDate) => validOn(indexed(list), onDate),
    knows: (list) => indexes.has(list),
    assertKnows: (lists) => refuseUnknown([...lists].filter((list) => !indexes.has(list))),
    facts: (list) => indexes.get(list)?.list,
    lists: () => snapshot.lists,
    isMemberState: (country, onDate) => has('CL717', country, onDate),
    countryOfOffice: (office) => countryOf(indexed('CL141').latest.get(office)),
  };
};

const validOn = ({ ordered }: Index, onDate: string): HeldCode[] =>
  ordered.flatMap((latest) => periodOn(latest, onDate) ?? []);

const refuseUnknown = (missing: readonly string[]): void => {
  if (missing.length > 0)
    throw new Error(`Code lists that messages use are not loaded: ${[...new Set(missing)].join(', ')}.`);
};

const countryOf = (office: Period | undefined): string | undefined => {
  const country = office?.attributes.country;
  return typeof country === 'string' ? country : office?.code.slice(0, 2);
};
