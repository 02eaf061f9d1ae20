/**
 * Restricted Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, exchanges, neighbours swapped.
 * Bit-parallel, a column of the table at a time: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau
 * Edit Distances", Nordic Journal of Computing 10 (2003).
 */

const longest = 32;
// Where each letter stands in the pattern, one bit for each place; kept while the pattern stays, as one word meets many.
const places = new Int32Array(128);
let pattern = '';

const prepare = (word: string): void => {
  for (let at = 0; at < pattern.length; at += 1) places[pattern.charCodeAt(at) & 127] = 0;
  pattern = word;
  for (let at = 0; at < word.length; at += 1) places[word.charCodeAt(at) & 127]! |= 1 << at;
};

const distanceFrom = (word: string): number => {
  const last = 1 << (pattern.length - 1);
  let [positive, negative, diagonal, before, distance] = [-1, 0, 0, 0, pattern.length];
  for (let at = 0; at < word.length; at += 1) {
    const here = places[word.charCodeAt(at) & 127]!;
    const swapped = ((~diagonal & here) << 1) & before;
    diagonal = ((((here & positive) + positive) | 0) ^ positive) | here | negative | swapped;
    let up = negative | ~(diagonal | positive);
    const down = diagonal & positive;
    if ((up & last) !== 0) distance += 1;
    if ((down & last) !== 0) distance -= 1;
    up = (up << 1) | 1;
    positive = (down << 1) | ~(diagonal | up);
    negative = up & diagonal;
    before = here;
  }
  return distance;
};

/** The distance, or `limit + 1` where it is more than the limit. ASCII; of longer words the first 32 letters are compared. */
export const editDistance = (first: string, second: string, limit: number): number => {
  const [a, b] = [first.slice(0, longest), second.slice(0, longest)];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (a === '' || b === '') return Math.min(a.length + b.length, limit + 1);
  if (a !== pattern) prepare(a);
  return Math.min(distanceFrom(b), limit + 1);
};
