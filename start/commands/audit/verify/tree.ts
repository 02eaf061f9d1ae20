/**
 * The Merkle tree of RFC 6962, written a second time: what verifies shares no code with what seals. Here the tree is a row of
 * slots, one for each power of two, as in a binary counter.
 */
import { createHash } from 'node:crypto';

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

export const hashOfLeaf = (leaf: Uint8Array): Buffer => createHash('sha256').update(leafPrefix).update(leaf).digest();

const hashOfNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(nodePrefix).update(left).update(right).digest();

export interface GrowingTree {
  readonly size: () => number;
  add(leafHash: Buffer): void;
  root(): Buffer;
}

export const growingTree = (): GrowingTree => {
  const slots: (Buffer | undefined)[] = [];
  let size = 0;
  return {
    size: () => size,
    add: (leafHash) => {
      let carried = leafHash;
      let level = 0;
      for (let left = slots[level]; left !== undefined; left = slots[level]) {
        carried = hashOfNode(left, carried);
        slots[level] = undefined;
        level += 1;
      }
      slots[level] = carried;
      size += 1;
    },
    root: () => {
      const smallestFirst = slots.filter((slot) => slot !== undefined);
      const [first, ...larger] = smallestFirst;
      if (first === undefined) return createHash('sha256').digest();
      return larger.reduce((right, left) => hashOfNode(left, right), first);
    },
  };
};
