/** A risk expert asks whether a name, number or place is on a list. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import type { contract } from './contract.ts';
import type { Screened, ScreenMatch } from './domain/watch-lists/screener.ts';
import type { EntryKind } from './domain/watch-lists/watch-list.ts';
import type { LiveWatchLists } from './live-watch-lists.ts';

type Operation = (typeof contract)['services']['WatchLists']['operations']['screenParties'];
type Question = Content<Operation['request']>;
type Answer = Content<NonNullable<Operation['reply']>>;

const mostMatches = 50;

const askedOf = ({ kind, name, identifier, country }: Question): Screened => ({
  kind: kind as EntryKind,
  ...(name === undefined ? {} : { name }),
  ...(identifier === undefined ? {} : { identifiers: [identifier] }),
  ...(country === undefined ? {} : { country }),
});

const matchOf = ({ list, entry, listed, score, why }: ScreenMatch) => ({
  listId: list.listId,
  version: list.version,
  invented: list.invented,
  entryId: entry.entryId,
  listed: listed.slice(0, 300),
  score,
  why: why.slice(0, 512),
  ...(entry.remark === undefined ? {} : { remark: entry.remark }),
});

export const screenParties =
  (watchLists: Pick<LiveWatchLists, 'current'>) =>
  async (question: Question): Promise<Answer> => {
    const { onDate, leastScore } = question;
    const screening = { onDate, ...(leastScore === undefined ? {} : { leastScore }) };
    const matches = watchLists.current().screen(askedOf(question), screening).slice(0, mostMatches);
    return matches.length === 0 ? {} : { matches: matches.map(matchOf) };
  };
