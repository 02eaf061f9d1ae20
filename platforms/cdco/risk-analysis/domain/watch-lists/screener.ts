/** All lists, ready to be asked. It is replaced as a whole when lists change, and its kept answers with it. */
import { normalIdentifier } from './identifiers.ts';
import { buildNamed, type FoundName, type Listed, type Named } from './named.ts';
import { wordsOfAddress, wordsOfName } from './names/words.ts';
import { type EntryKind, inForceOn, type WatchList, type WatchListEntry, type WatchListFacts } from './watch-list.ts';
import { whyOf } from './why.ts';

/** What is declared of one party, place, container or vessel. */
export interface Screened {
  readonly kind: EntryKind;
  /** Of an address: street, number, postcode and city. */
  readonly name?: string;
  readonly identifiers?: readonly string[];
  /** Of an address: another country is another place. */
  readonly country?: string;
}

export interface ScreenMatch {
  readonly list: WatchListFacts;
  readonly entry: WatchListEntry;
  /** The listed name or identifier that was found. */
  readonly listed: string;
  /** Percent. */
  readonly score: number;
  readonly why: string;
}

export interface Screening {
  readonly onDate: string;
  /** Percent; the list's own where it is not given. */
  readonly leastScore?: number;
  /** The very words only. */
  readonly sameOnly?: boolean;
}

export interface Screener {
  readonly lists: readonly WatchListFacts[];
  /** The best first; each entry once. */
  screen(asked: Screened, screening: Screening): readonly ScreenMatch[];
}

const keyOf = (kind: EntryKind, identifier: string): string => `${kind} ${normalIdentifier(kind, identifier)}`;

const byIdentifier = (lists: readonly WatchList[]): ReadonlyMap<string, readonly Listed[]> => {
  const found = new Map<string, Listed[]>();
  for (const list of lists) {
    for (const entry of list.entries) {
      for (const identifier of entry.identifiers ?? []) {
        const key = keyOf(entry.kind, identifier);
        found.set(key, [...(found.get(key) ?? []), { list, entry }]);
      }
    }
  }
  return found;
};

const bestOfEach = (matches: readonly ScreenMatch[]): readonly ScreenMatch[] => {
  const best = new Map<WatchListEntry, ScreenMatch>();
  for (const match of matches) if (match.score > (best.get(match.entry)?.score ?? 0)) best.set(match.entry, match);
  return [...best.values()].toSorted((a, b) => b.score - a.score);
};

const percent = (score: number): number => Math.floor(score * 100 + 0.000_001);

const nameMatch = ({ list, entry, listedName, match }: FoundName): ScreenMatch => ({
  list,
  entry,
  listed: listedName,
  score: percent(match.score),
  why: whyOf(match),
});

const samePlace = ({ country }: Screened, { entry }: FoundName): boolean =>
  entry.kind !== 'address' || country === undefined || entry.address?.country === country;

const keptByDay = (lists: readonly WatchList[]) => {
  let kept: { readonly day: string; readonly inForce: ReadonlySet<WatchListFacts> } | undefined;
  return (day: string): ReadonlySet<WatchListFacts> => {
    if (kept?.day !== day) kept = { day, inForce: inForceOn<WatchListFacts>(lists, day) };
    return kept.inForce;
  };
};

export function* buildScreener(lists: readonly WatchList[]): Generator<void, Screener> {
  const identifiers = byIdentifier(lists);
  const named: Partial<Record<EntryKind, Named>> = {
    party: yield* buildNamed(lists, 'party'),
    vessel: yield* buildNamed(lists, 'vessel'),
    address: yield* buildNamed(lists, 'address'),
  };
  const leastOfLists = Math.min(100, ...lists.map(({ leastScore }) => leastScore));

  // Nearly all are asked of one day.
  const inForceFor = keptByDay(lists);

  const byName = (asked: Screened, { leastScore, sameOnly }: Screening): readonly FoundName[] => {
    const words = (asked.kind === 'address' ? wordsOfAddress : wordsOfName)(asked.name ?? '');
    const of = named[asked.kind];
    if (of === undefined || words.length === 0) return [];
    return sameOnly ? of.same(words) : of.search(words, (leastScore ?? leastOfLists) / 100);
  };

  const byNumber = (asked: Screened): ScreenMatch[] =>
    (asked.identifiers ?? []).flatMap((identifier) =>
      (identifiers.get(keyOf(asked.kind, identifier)) ?? []).map(({ list, entry }) => {
        const listed = normalIdentifier(asked.kind, identifier);
        return { list, entry, listed, score: 100, why: 'the identifier is the same' };
      }),
    );

  return {
    lists,
    screen: (asked, screening) => {
      const inForce = inForceFor(screening.onDate);
      const names = byName(asked, screening)
        .filter((one) => samePlace(asked, one))
        .map(nameMatch);
      return bestOfEach([...byNumber(asked), ...names]).filter(
        ({ list, score }) => inForce.has(list) && score >= (screening.leastScore ?? list.leastScore),
      );
    },
  };
}

/** Builds without a pause: for tests, and short lists. */
export const screenerOf = (lists: readonly WatchList[]): Screener => {
  const building = buildScreener(lists);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
};
