/**
 * Reads for all who ask at the same moment at once. Who asks while a read is under way waits for the next one: no answer is
 * older than its question, so a revocation counts from the next message on as if each had been read alone.
 */
import type { MandateWithBase } from './domain/mandate.ts';
import type { Pair } from './storage/mandates.ts';

export type ReadPairs = (pairs: readonly Pair[]) => Promise<readonly MandateWithBase[]>;

interface Waiting {
  readonly pairs: readonly Pair[];
  readonly resolve: (found: readonly MandateWithBase[]) => void;
  readonly reject: (reason: unknown) => void;
}

const maxTogether = 256;

const keyOf = ({ mandatary, principal }: Pair): string => `${mandatary} ${principal}`;

const distinct = (pairs: readonly Pair[]): Pair[] => [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];

const answer = ({ pairs, resolve }: Waiting, found: ReadonlyMap<string, readonly MandateWithBase[]>): void =>
  resolve(distinct(pairs).flatMap((pair) => found.get(keyOf(pair)) ?? []));

export const readTogether = (read: ReadPairs): ReadPairs => {
  const waiting: Waiting[] = [];
  let isReading = false;

  const readFor = async (some: readonly Waiting[]): Promise<void> => {
    try {
      const found = await read(distinct(some.flatMap(({ pairs }) => pairs)));
      const byPair = Map.groupBy(found, ({ mandate }) => keyOf(mandate));
      for (const one of some) answer(one, byPair);
    } catch (reason) {
      for (const { reject } of some) reject(reason);
    }
  };
  const readAll = async (): Promise<void> => {
    isReading = true;
    while (waiting.length > 0) await readFor(waiting.splice(0, maxTogether));
    isReading = false;
  };

  return (pairs) =>
    new Promise((resolve, reject) => {
      waiting.push({ pairs, resolve, reject });
      // All who ask in this turn of the loop are read for together.
      if (!isReading && waiting.length === 1) setImmediate(() => void readAll());
    });
};
