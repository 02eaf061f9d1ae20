/** Watch lists: parties, addresses, containers and vessels that somebody asked to look out for. */
import type { RiskLevel } from '../profile.ts';
import type { RiskAreaCode } from '../risk-areas.ts';

export const entryKinds = ['party', 'address', 'container', 'vessel'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface ListedAddress {
  readonly street?: string;
  readonly number?: string;
  readonly postCode?: string;
  readonly city?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

export interface WatchListEntry {
  /** Unique in its list; names the entry in hits. */
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly name?: string;
  /** Other names of the same party or vessel. */
  readonly aliases?: readonly string[];
  /** EORI and registration numbers of a party, IMO number of a vessel, number of a container: compared exactly. */
  readonly identifiers?: readonly string[];
  /** Compared where the kind is `address`; otherwise told to whoever looks at a hit. */
  readonly address?: ListedAddress;
  readonly remark?: string;
}

/** One version of one list, without its entries. */
export interface WatchListFacts {
  /** `WL-` and more, so that no profile has the same id. */
  readonly listId: string;
  readonly version: number;
  readonly title: string;
  /** Who keeps the list, and where it comes from. */
  readonly source: string;
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  /** First and last day in force, `2026-11-21`. */
  readonly validFrom: string;
  readonly validTo?: string;
  /** Names less alike than this give no hit: percent. */
  readonly leastScore: number;
  /** Made up for tests and demonstrations. */
  readonly invented: boolean;
}

export interface WatchList extends WatchListFacts {
  readonly entries: readonly WatchListEntry[];
}

/** Percent. Measured in bench/watch-lists.md. */
export const usualLeastScore = 86;

/** Versions in force on the day: of each list the newest that covers it. */
export const inForceOn = <List extends WatchListFacts>(lists: readonly List[], day: string): ReadonlySet<List> => {
  const newest = new Map<string, List>();
  for (const list of lists) {
    if (list.validFrom > day || (list.validTo ?? day) < day) continue;
    if ((newest.get(list.listId)?.version ?? 0) < list.version) newest.set(list.listId, list);
  }
  return new Set(newest.values());
};
