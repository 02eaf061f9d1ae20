/** The pairing of rows with columns, each used once, whose gains add up to the most. */

/** Gain of row and column; nothing is gained by a pair that has none. */
export type Gain = (row: number, column: number) => number;

/** Column of each row, or -1. Where every row's best column is its own, that is the answer. */
const eachItsBest = (rows: number, columns: number, gain: Gain): Int8Array | undefined => {
  const chosen = new Int8Array(rows).fill(-1);
  let taken = 0;
  for (let row = 0; row < rows; row += 1) {
    let most = 0;
    for (let column = 0; column < columns; column += 1) {
      const here = gain(row, column);
      if (here <= most) continue;
      most = here;
      chosen[row] = column;
    }
    if (chosen[row] === -1) continue;
    if ((taken & (1 << chosen[row]!)) !== 0) return undefined;
    taken |= 1 << chosen[row]!;
  }
  return chosen;
};

/** Hungarian method with potentials, O(n^3); 1-based as in the textbook form, on a square of costs. */
const hungarian = (size: number, cost: Gain): Int32Array => {
  const [rowPotential, columnPotential] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const cameFrom = new Int32Array(size + 1);
    const used = new Uint8Array(size + 1);
    let column = 0;
    rowOf[0] = row;
    do {
      used[column] = 1;
      const from = rowOf[column]!;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= size; other += 1) {
        if (used[other]) continue;
        const reduced = cost(from - 1, other - 1) - rowPotential[from]! - columnPotential[other]!;
        if (reduced < least[other]!) {
          least[other] = reduced;
          cameFrom[other] = column;
        }
        if (least[other]! < step) {
          step = least[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (used[other]) {
          rowPotential[rowOf[other]!]! += step;
          columnPotential[other]! -= step;
        } else least[other]! -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = cameFrom[column]!) rowOf[column] = rowOf[cameFrom[column]!]!;
  }
  return rowOf;
};

/** At most 31 rows and columns. */
export const assign = (rows: number, columns: number, gain: Gain): Int8Array => {
  const easy = eachItsBest(rows, columns, gain);
  if (easy !== undefined) return easy;
  const size = Math.max(rows, columns);
  const rowOf = hungarian(size, (row, column) => (row < rows && column < columns ? -gain(row, column) : 0));
  const chosen = new Int8Array(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOf[column]! - 1;
    if (row < rows && gain(row, column - 1) > 0) chosen[row] = column - 1;
  }
  return chosen;
};
