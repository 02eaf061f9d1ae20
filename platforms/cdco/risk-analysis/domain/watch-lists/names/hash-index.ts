/** Numbers found by the hash of a text: flat arrays, since a map of a million strings would take ten times the memory. */

/** 32 bits, FNV-1a. Two texts may have one hash: who finds a number looks at what it stands for. */
export const hashOf = (text: string, salt = 0): number => {
  let hash = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return hash >>> 0;
};

export interface HashIndex {
  /** Calls with each number that was put under the hash, the first put first. */
  each(hash: number, found: (item: number) => void): void;
  readonly bytes: number;
}

/** Hashes and numbers in the order in which they were put. */
export interface Postings {
  readonly hashes: number[];
  readonly items: number[];
}

export const hashIndexOf = ({ hashes, items }: Postings): HashIndex => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, hashes.length)));
  const start = new Uint32Array(size + 1);
  for (const hash of hashes) start[(hash & (size - 1)) + 1]! += 1;
  for (let slot = 0; slot < size; slot += 1) start[slot + 1]! += start[slot]!;
  const next = start.slice();
  const [storedHashes, storedItems] = [new Uint32Array(hashes.length), new Uint32Array(hashes.length)];
  for (let at = 0; at < hashes.length; at += 1) {
    const slot = hashes[at]! & (size - 1);
    const place = next[slot]!;
    next[slot] = place + 1;
    storedHashes[place] = hashes[at]!;
    storedItems[place] = items[at]!;
  }
  return {
    each: (hash, found) => {
      const slot = hash & (size - 1);
      for (let place = start[slot]!; place < start[slot + 1]!; place += 1) {
        if (storedHashes[place] === hash) found(storedItems[place]!);
      }
    },
    bytes: start.byteLength + storedHashes.byteLength + storedItems.byteLength,
  };
};
