/** The tree of RFC 6962, section 2.1 (RFC 9162, 2.1): how leaves and nodes are hashed, and how it grows. */
import { hash } from 'node:crypto';

export const hashBytes = 32;

/** MTH of no leaves. */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');

export const leafHash = (leaf: string | Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(0), typeof leaf === 'string' ? Buffer.from(leaf) : leaf]), 'buffer');

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  const joined = Buffer.allocUnsafe(1 + 2 * hashBytes);
  joined[0] = 1;
  joined.set(left, 1);
  joined.set(right, 1 + hashBytes);
  return hash('sha256', joined, 'buffer');
};

/** The hash over perfect subtrees that stand side by side, the largest first: the last two are joined first. */
export const foldedHash = (subtrees: readonly Buffer[]): Buffer => {
  if (subtrees.length === 0) return emptyRoot;
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
};

/** A perfect subtree: over the leaves from `place` x 2^`level` on, 2^`level` of them. */
export interface Node {
  readonly level: number;
  readonly place: number;
  readonly hash: Buffer;
}

export interface Tree {
  readonly size: number;
  /** Hashes of the perfect subtrees of which it is made, the largest first. */
  readonly frontier: readonly Buffer[];
}

export const emptyTree: Tree = { size: 0, frontier: [] };

export const rootOf = ({ frontier }: Tree): Buffer => foldedHash(frontier);

/** Below this level nodes are not stored: they are computed from at most 255 leaves. */
export const storedFromLevel = 8;

/** The tree with more leaves, and the nodes to be stored that became whole. */
export const grow = (tree: Tree, leaves: readonly Buffer[]): { readonly tree: Tree; readonly whole: Node[] } => {
  const frontier = [...tree.frontier];
  const whole: Node[] = [];
  let { size } = tree;
  for (const leaf of leaves) {
    frontier.push(leaf);
    let level = 0;
    let place = size;
    for (; place % 2 === 1; place = (place - 1) / 2) {
      const right = frontier.pop()!;
      frontier.push(nodeHash(frontier.pop()!, right));
      level += 1;
      if (level >= storedFromLevel) whole.push({ level, place: (place - 1) / 2, hash: frontier.at(-1)! });
    }
    size += 1;
  }
  return { tree: { size, frontier }, whole };
};

/** Hashes that stand one after the other in one row of bytes. */
export const splitHashes = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / hashBytes }, (_, index) =>
    bytes.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
