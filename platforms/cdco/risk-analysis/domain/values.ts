/** Walks from a node to the values at a path. */

export type Value = string | number | boolean;

export const isValue = (node: unknown): node is Value =>
  typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean';

/** The names of a path. */
export const namesOf = (path: string): readonly string[] => path.split('.');

/** Whether some value at the path passes. */
export const someValue = (
  node: unknown,
  names: readonly string[],
  passes: (value: Value) => boolean,
  depth = 0,
): boolean => {
  if (Array.isArray(node)) {
    for (const one of node) if (someValue(one, names, passes, depth)) return true;
    return false;
  }
  const name = names[depth];
  if (name === undefined) return isValue(node) && passes(node);
  if (typeof node !== 'object' || node === null) return false;
  return someValue((node as Record<string, unknown>)[name], names, passes, depth + 1);
};

export interface PlacedValue {
  readonly pointer: string;
  readonly value: Value;
}

/** All values at the path, with their places. Names of paths hold no sign that a JSON pointer would have to escape. */
export const valuesAt = (
  node: unknown,
  names: readonly string[],
  pointer: string,
  depth = 0,
): readonly PlacedValue[] => {
  if (Array.isArray(node)) {
    return node.flatMap((one, position) => valuesAt(one, names, `${pointer}/${position}`, depth));
  }
  const name = names[depth];
  if (name === undefined) return isValue(node) ? [{ pointer, value: node }] : [];
  if (typeof node !== 'object' || node === null) return [];
  return valuesAt((node as Record<string, unknown>)[name], names, `${pointer}/${name}`, depth + 1);
};
