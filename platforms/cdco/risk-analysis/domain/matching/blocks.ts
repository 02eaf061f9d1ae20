/** Blocks by number, as the tables of the index hold them. */
import type { BlockName } from '../condition.ts';

export const declarationBlock = 0;
export const houseBlock = 1;
export const itemBlock = 2;

const numbers: Readonly<Record<BlockName, number>> = {
  declaration: declarationBlock,
  house: houseBlock,
  item: itemBlock,
};

export const blockNumber = (block: BlockName): number => numbers[block];
