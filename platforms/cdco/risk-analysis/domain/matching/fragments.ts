/** What a literal points at when it held: its pointers are rendered when the index is made, but for the row. */
import type { Test } from '../condition.ts';
import { readerOf, sourcesOf } from '../elements.ts';
import { compileTest } from '../operators.ts';
import { namesOf, type Value } from '../values.ts';
import { type Collector, collect } from './collector.ts';
import { dataSetElement } from './columns.ts';
import type { Literal } from './normal-form.ts';

/** Of an element; all literals that ask of it share it. */
export interface Fragment {
  readonly element: string;
  /** Itself; of a derived element those that it is made of. */
  readonly sources: readonly Source[];
}

interface Source {
  readonly names: readonly string[];
  /** Of the pointer, below the row. */
  readonly suffix: string;
}

const sourceOf = (element: string): Source => {
  const names = namesOf(element);
  return { names, suffix: `/${names.join('/')}` };
};

export interface Fragments {
  readonly list: Fragment[];
  readonly byElement: Map<string, Fragment>;
}

/** Undefined for a literal that holds because of what is not there. */
export const fragmentOf = (fragments: Fragments, { element, is, negated }: Literal): Fragment | undefined => {
  if (negated || 'absent' in is || element === dataSetElement) return undefined;
  const known = fragments.byElement.get(element);
  if (known !== undefined) return known;
  const fragment = { element, sources: sourcesOf(element).map(sourceOf) };
  fragments.byElement.set(element, fragment);
  fragments.list.push(fragment);
  return fragment;
};

/** Stands for a value that is not the only one, or to which no straight path leads. */
const several = Symbol();

const onlyValue = (node: unknown, names: readonly string[]): Value | typeof several | undefined => {
  let found = node;
  for (let depth = 0; depth < names.length; depth += 1) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found)) return several;
    found = (found as Record<string, unknown>)[names[depth]!];
  }
  return typeof found === 'object' && found !== null ? several : (found as Value | undefined);
};

const addEach = (to: Collector, { element }: Fragment, is: Test, node: unknown, pointer: string): void => {
  if ('absent' in is) return;
  const passes = compileTest(is);
  for (const { value, from } of readerOf(element).all(node, pointer)) {
    if (!passes(value)) continue;
    for (const placed of from) collect(to, placed.pointer, String(placed.value));
  }
};

const areStraight = (sources: readonly Source[], node: unknown): boolean => {
  for (let at = 0; at < sources.length; at += 1) if (onlyValue(node, sources[at]!.names) === several) return false;
  return true;
};

/** Adds the elements of a row that made a literal hold. */
export const addFragment = (
  to: Collector,
  fragment: Fragment,
  asked: { readonly is: Test },
  node: unknown,
  pointer: string,
): void => {
  const { sources } = fragment;
  if (sources.length > 1 && !areStraight(sources, node)) {
    addEach(to, fragment, asked.is, node, pointer);
    return;
  }
  for (let at = 0; at < sources.length; at += 1) {
    const { names, suffix } = sources[at]!;
    const only = onlyValue(node, names);
    if (only === several) addEach(to, fragment, asked.is, node, pointer);
    else if (only !== undefined) collect(to, pointer + suffix, typeof only === 'string' ? only : String(only));
  }
};
