/** Which parts of the tree a proof consists of (RFC 6962, 2.1.1 and 2.1.2): ranges of leaves, whose hashes are looked up. */

/** The leaves from `from` on, before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The largest power of two that is smaller than `count`. */
const splitOf = (count: number): number => {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
};

const pathIn = (index: number, { from, to }: Range): Range[] => {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathIn(index, { from, to: middle }), { from: middle, to }]
    : [...pathIn(index, { from: middle, to }), { from, to: middle }];
};

/** PATH(index, D[size]), from below. */
export const inclusionRanges = (index: number, size: number): Range[] => pathIn(index, { from: 0, to: size });

const subproof = (size: number, { from, to }: Range, known: boolean): Range[] => {
  if (size === to - from) return known ? [] : [{ from, to }];
  const split = splitOf(to - from);
  const middle = from + split;
  return size <= split
    ? [...subproof(size, { from, to: middle }, known), { from: middle, to }]
    : [...subproof(size - split, { from: middle, to }, false), { from, to: middle }];
};

/** PROOF(earlier, D[later]); of nothing, or of the same tree, there is nothing to prove. */
export const consistencyRanges = (earlier: number, later: number): Range[] =>
  earlier === 0 || earlier === later ? [] : subproof(earlier, { from: 0, to: later }, true);

/** A perfect subtree: 2^`level` leaves from `place` x 2^`level` on. */
export interface Subtree {
  readonly level: number;
  readonly place: number;
}

/** The perfect subtrees of which a range of the tree is made, the largest first. */
export const subtreesIn = ({ from, to }: Range): Subtree[] => {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= to - at && at % (width * 2) === 0) [level, width] = [level + 1, width * 2];
    subtrees.push({ level, place: at / width });
    at += width;
  }
  return subtrees;
};
