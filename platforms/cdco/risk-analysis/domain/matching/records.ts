/**
 * Literals as records of four numbers, which the match reads without following pointers: what is asked (kind, negation, block
 * and slot), and three numbers that its kind explains.
 */

export const recordLength = 4;

/** Classes from the first number on, before the second. */
export const isSpan = 0;
/** Those of them whose bit is set; the third says where their first word of 32 bits stands. */
export const isSet = 1;
/** Numbers from one bound to another: the first says where the bounds stand, the third is the literal. */
export const isNumber = 2;
/** Only the value can answer: the third number is the literal. */
export const isAsked = 3;
/** The row must stand in a consignment of the lowest level. */
export const isInHouse = 4;
/** Opens a group: as many records follow as the first number says (`groups.ts`). */
export const isSomeRow = 5;

export const kindMask = 7;
export const negatedBit = 8;
export const blockShift = 4;
export const blockMask = 3;
export const slotShift = 6;

/** A record that says: in a consignment of the lowest level. */
export const inHouse: readonly number[] = [isInHouse, 0, 0, 0];

/** A record in words. */
export const readRecord = (record: ArrayLike<number>) => {
  const [asks = 0, first = 0, second = 0, third = 0] = Array.from(record);
  return {
    kind: asks & kindMask,
    negated: (asks & negatedBit) !== 0,
    block: (asks >> blockShift) & blockMask,
    slot: asks >> slotShift,
    first,
    second,
    third,
  };
};

/** The first number of a record. */
export const asksOf = (of: {
  readonly kind: number;
  readonly negated: boolean;
  readonly block: number;
  readonly slot: number;
}): number => of.kind | (of.negated ? negatedBit : 0) | (of.block << blockShift) | (of.slot << slotShift);

export const kindOf = (asks: number): number => asks & kindMask;
