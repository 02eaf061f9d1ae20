/** Times and recall of a name index on names that were damaged in known ways. */
import {
  buildNameIndex,
  type NameIndex,
} from '../../platforms/cdco/risk-analysis/domain/watch-lists/names/name-index.ts';
import { wordsOfName } from '../../platforms/cdco/risk-analysis/domain/watch-lists/names/words.ts';
import { distortions } from '../../platforms/cdco/risk-analysis/domain/watch-lists/test-support/distortions.ts';
import type { Choices } from '../../platforms/cdco/risk-analysis/domain/watch-lists/test-support/random.ts';

export interface Asked {
  readonly kind: string;
  readonly text: string;
  /** Position of the listed name that it comes from. */
  readonly wanted: number;
}

export interface Recall {
  readonly kind: string;
  readonly asked: number;
  readonly first: number;
  readonly inTen: number;
  /** Wanted name found with at least the usual score: what becomes a hit. */
  readonly hits: number;
}

export interface Loaded {
  readonly index: NameIndex;
  readonly loadMs: number;
  readonly longestStepMs: number;
}

export const load = (names: readonly string[]): Loaded => {
  const started = performance.now();
  const building = buildNameIndex(names.map(wordsOfName));
  let longestStepMs = 0;
  for (;;) {
    const before = performance.now();
    const { done, value } = building.next();
    longestStepMs = Math.max(longestStepMs, performance.now() - before);
    if (done) return { index: value, loadMs: performance.now() - started, longestStepMs };
  }
};

export const questions = (names: readonly string[], eachKind: number, choices: Choices): readonly Asked[] => {
  const kinds = Object.entries(distortions);
  // Kinds take turns, so that none has a quieter machine than another.
  return Array.from({ length: eachKind * kinds.length }, (_, at) => {
    const [kind, distort] = kinds[at % kinds.length]!;
    const wanted = choices.below(names.length);
    return { kind, wanted, text: distort(names[wanted]!, choices) };
  });
};

/** Milliseconds of each question. */
export const timesOf = (texts: readonly string[], ask: (text: string) => unknown): number[] =>
  texts.map((text) => {
    const before = performance.now();
    ask(text);
    return performance.now() - before;
  });

export const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

/** With the score below which nothing is told left low: recall is about what is found, hits about what is told. */
const leastToFind = 0.5;

export const recallOf = (asked: readonly Asked[], index: NameIndex, leastScore: number): readonly Recall[] =>
  [...Map.groupBy(asked, ({ kind }) => kind)].map(([kind, of]) => {
    const places = of.map(({ text, wanted }) => {
      const found = index.search(wordsOfName(text), leastToFind, 10);
      const place = found.findIndex(({ name }) => name === wanted);
      return { place, score: found[place]?.score ?? 0 };
    });
    const count = (passes: (one: { place: number; score: number }) => boolean) => places.filter(passes).length;
    return {
      kind,
      asked: of.length,
      first: count(({ place }) => place === 0),
      inTen: count(({ place }) => place >= 0),
      hits: count(({ place, score }) => place >= 0 && score >= leastScore),
    };
  });
