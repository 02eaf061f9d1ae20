/** How the values of an element are read from a node: by its path, or, where it is derived from others, by its rule. */
import { type Derivation, derivations } from './derived.ts';
import { namesOf, type PlacedValue, someValue, type Value, valuesAt } from './values.ts';

export interface Reader {
  /** Whether some value passes. */
  some(node: unknown, passes: (value: Value) => boolean): boolean;
  /** All values; of a derived one the places are those of its sources. */
  all(node: unknown, pointer: string): readonly Read[];
}

/** One value, and the declared values that it comes from: itself, unless it is derived. */
export interface Read {
  readonly value: Value;
  readonly from: readonly PlacedValue[];
}

const ofPath = (element: string): Reader => {
  const names = namesOf(element);
  return {
    some: (node, passes) => someValue(node, names, passes),
    all: (node, pointer) => valuesAt(node, names, pointer).map((placed) => ({ value: placed.value, from: [placed] })),
  };
};

const ofDerivation = ({ of, sources }: Derivation): Reader => {
  const paths = sources.map(namesOf);
  return {
    some: (node, passes) => {
      const value = of(node);
      return value !== undefined && passes(value);
    },
    all: (node, pointer) => {
      const value = of(node);
      return value === undefined ? [] : [{ value, from: paths.flatMap((names) => valuesAt(node, names, pointer)) }];
    },
  };
};

export const readerOf = (element: string): Reader => {
  const derivation = derivations.get(element);
  return derivation === undefined ? ofPath(element) : ofDerivation(derivation);
};

/** Declared elements that an element is made of. */
export const sourcesOf = (element: string): readonly string[] => derivations.get(element)?.sources ?? [element];
