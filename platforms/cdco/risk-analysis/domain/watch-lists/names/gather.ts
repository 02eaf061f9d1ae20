/** Names worth a close look: those that share the most weight of words with the declared one. */
import type { DeclaredWord } from './declared-word.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Names that are looked at closely. */
export const mostLookedAt = 160;
/** Steps through the names of words that one declared name may cost. */
const mostSteps = 40_000;

export interface Gatherer {
  /** The most promising names, in no order. */
  gather(declared: readonly DeclaredWord[]): readonly number[];
}

const buckets = 256;

export const createGatherer = (vocabulary: Vocabulary): Gatherer => {
  const { names, namesFrom, weights, nameWeights } = vocabulary;
  const shared = new Float32Array(nameWeights.length);
  const countedFor = new Int32Array(nameWeights.length);
  let stamp = 0;

  /** Adds the word to the names that have one like it; the likest counts. */
  const add = ({ candidates, compared }: DeclaredWord, touched: number[], left: number): number => {
    stamp = (stamp + 1) | 0;
    let steps = 0;
    for (const id of candidates) {
      const [from, to] = [namesFrom[id]!, namesFrom[id + 1]!];
      if (steps + to - from > left) continue;
      steps += to - from;
      const gain = compared.to(id) * weights[id]!;
      for (let at = from; at < to; at += 1) {
        const name = names[at]!;
        if (countedFor[name] === stamp) continue;
        countedFor[name] = stamp;
        if (shared[name] === 0) touched.push(name);
        shared[name]! += gain;
      }
    }
    return left - steps;
  };

  const best = (touched: readonly number[], declaredWeight: number): readonly number[] => {
    if (touched.length <= mostLookedAt) return touched;
    const share = (name: number) =>
      Math.min(buckets - 1, Math.floor((2 * buckets * shared[name]!) / (declaredWeight + nameWeights[name]!)));
    const counts = new Uint32Array(buckets);
    for (const name of touched) counts[share(name)]! += 1;
    let [bucket, count] = [buckets - 1, counts[buckets - 1]!];
    while (bucket > 0 && count + counts[bucket - 1]! <= mostLookedAt) {
      bucket -= 1;
      count += counts[bucket]!;
    }
    const sure = touched.filter((name) => share(name) >= bucket);
    // The bucket in which the line falls fills what is left.
    const more = touched.filter((name) => share(name) === bucket - 1).slice(0, mostLookedAt - sure.length);
    return [...sure, ...more];
  };

  return {
    gather: (declared) => {
      const touched: number[] = [];
      // Rare words first: what common ones would cost may not be left to pay.
      const rareFirst = declared.toSorted((a, b) => b.weight - a.weight);
      let left = mostSteps;
      for (const word of rareFirst) left = add(word, touched, left);
      const found = best(
        touched,
        declared.reduce((sum, { weight }) => sum + weight, 0),
      );
      for (const name of touched) shared[name] = 0;
      return found;
    },
  };
};
