/** A declaration held against the watch lists: a stage of its own, apart from the profiles. */
import type { Hit, HitElement } from '../hit.ts';
import type { Screened, Screener, Screening, ScreenMatch } from './screener.ts';
import { subjectsOf } from './subjects.ts';

/**
 * Different names of a declaration that are compared with names like them; of those beyond only the very words are found.
 * Many, since whoever wants to hide would stand behind others.
 */
export const mostCompared = 1000;
/** Names between which others may be attended to. */
const step = 20;
const mostHits = 100;
const mostElements = 20;

interface Found {
  readonly match: ScreenMatch;
  readonly elements: readonly HitElement[];
}

const keyOf = ({ kind, name = '', identifiers = [], country = '' }: Screened): string =>
  JSON.stringify([kind, name, identifiers, country]);

const bestMatch = (found: readonly Found[]): ScreenMatch =>
  found.map(({ match }) => match).reduce((best, match) => (match.score > best.score ? match : best));

const hitOf = (found: readonly Found[]): Hit => {
  const { list, entry, listed, score, why } = bestMatch(found);
  return {
    profileId: list.listId,
    profileVersion: list.version,
    riskAreaCode: list.riskAreaCode,
    riskLevel: list.riskLevel,
    blocks: false,
    reason: `On watch list “${list.title}”${list.invented ? ' (invented)' : ''}.`.slice(0, 512),
    elements: found.flatMap(({ elements }) => elements).slice(0, mostElements),
    watchListMatch: { entryId: entry.entryId, listed: listed.slice(0, 300), score, why: why.slice(0, 512) },
  };
};

/** One hit for each entry, with all places that name it; the surest first. In steps. */
export function* watchListHits(
  declaration: unknown,
  onDate: string,
  screener: Screener,
): Generator<void, readonly Hit[]> {
  if (screener.lists.length === 0) return [];
  const subjects = Map.groupBy(subjectsOf(declaration), ({ asked }) => keyOf(asked));
  const found: Found[] = [];
  for (const [at, same] of [...subjects.values()].entries()) {
    const screening: Screening = { onDate, sameOnly: at >= mostCompared };
    const elements = same.flatMap((subject) => subject.elements);
    found.push(...screener.screen(same[0]!.asked, screening).map((match) => ({ match, elements })));
    if (at % step === step - 1) yield;
  }
  return [...Map.groupBy(found, ({ match }) => match.entry).values()]
    .map(hitOf)
    .toSorted((a, b) => b.watchListMatch!.score - a.watchListMatch!.score)
    .slice(0, mostHits);
}
