/** The names of one kind of entry, each with its entry, and the answers about them that were asked before. */
import { createKeeping } from './keeping.ts';
import { buildNameIndex, type NameMatch } from './names/name-index.ts';
import { wordsOfAddress, wordsOfName } from './names/words.ts';
import type { EntryKind, WatchList, WatchListEntry } from './watch-list.ts';

export interface Listed {
  readonly list: WatchList;
  readonly entry: WatchListEntry;
}

export interface FoundName extends Listed {
  /** The listed name that was found: an entry may have several. */
  readonly listedName: string;
  readonly match: NameMatch;
}

export interface Named {
  /** Names like the words, with at least the score (0 to 1), the best first. */
  search(words: readonly string[], leastScore: number): readonly FoundName[];
  /** Names of the very words, in whatever order: at no cost. */
  same(words: readonly string[]): readonly FoundName[];
}

/** Names that one question finds at most, over all lists and versions. */
const mostFound = 50;
const mostKept = 20_000;

export const addressText = ({ address = {} }: Pick<WatchListEntry, 'address'>): string =>
  [address.street, address.number, address.postCode, address.city].filter((part) => part !== undefined).join(' ');

const namesOf = (entry: WatchListEntry): readonly string[] => {
  if (entry.kind === 'address') return [addressText(entry)];
  return [...(entry.name === undefined ? [] : [entry.name]), ...(entry.aliases ?? [])];
};

const inAnyOrder = (words: readonly string[]): string => words.toSorted().join(' ');

export function* buildNamed(lists: readonly WatchList[], kind: EntryKind): Generator<void, Named> {
  const listed = lists.flatMap((list) =>
    list.entries
      .filter((entry) => entry.kind === kind)
      .flatMap((entry) => namesOf(entry).map((name) => ({ list, entry, name }))),
  );
  const wordsOf = kind === 'address' ? wordsOfAddress : wordsOfName;
  const words: (readonly string[])[] = [];
  for (const [at, { name }] of listed.entries()) {
    words.push(wordsOf(name));
    if (at % 1000 === 0) yield;
  }
  const index = yield* buildNameIndex(words);
  const same = Map.groupBy(listed.keys(), (at) => inAnyOrder(words[at]!));
  const kept = createKeeping<readonly FoundName[]>(mostKept);
  const found = (match: NameMatch): FoundName => {
    const { list, entry, name } = listed[match.name]!;
    return { list, entry, listedName: name, match };
  };
  const whole = (name: number): NameMatch => ({ name, score: 1, pairs: [], onlyDeclared: [], onlyListed: [] });
  return {
    search: (asked, leastScore) =>
      asked.length === 0
        ? []
        : kept.get(`${leastScore} ${asked.join(' ')}`, () => index.search(asked, leastScore, mostFound).map(found)),
    same: (asked) => (same.get(inAnyOrder(asked)) ?? []).map((name) => found(whole(name))),
  };
}
