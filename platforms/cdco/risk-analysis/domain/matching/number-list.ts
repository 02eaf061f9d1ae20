/** Lists of numbers that grow, and that are read as fast as an array of fixed length. */
export interface IntegerList {
  values: Int32Array;
  length: number;
}

export const integerList = (): IntegerList => ({ values: new Int32Array(64), length: 0 });

/** Adds numbers, and says where the first of them stands. */
export const addIntegers = (list: IntegerList, added: ArrayLike<number>): number => {
  const start = list.length;
  if (start + added.length > list.values.length) {
    const longer = new Int32Array((start + added.length) * 2);
    longer.set(list.values);
    list.values = longer;
  }
  list.values.set(added, start);
  list.length += added.length;
  return start;
};

export interface DecimalList {
  values: Float64Array;
  length: number;
}

export const decimalList = (): DecimalList => ({ values: new Float64Array(64), length: 0 });

export const addDecimals = (list: DecimalList, added: ArrayLike<number>): number => {
  const start = list.length;
  if (start + added.length > list.values.length) {
    const longer = new Float64Array((start + added.length) * 2);
    longer.set(list.values);
    list.values = longer;
  }
  list.values.set(added, start);
  list.length += added.length;
  return start;
};
