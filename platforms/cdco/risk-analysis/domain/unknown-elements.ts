/** What a declaration says that no criterion can ask of: it is judged on the rest, and the assessment says so. */
import type { Vocabulary } from './vocabulary.ts';

/** Names below a name; a value has none. */
export type Names = ReadonlyMap<string, Names>;

type Growing = Map<string, Growing>;

export const namesIn = ({ elements }: Vocabulary): Names => {
  const names: Growing = new Map();
  for (const path of elements.declaration.keys()) {
    let below = names;
    for (const name of path.split('.')) {
      const next = below.get(name) ?? new Map();
      below.set(name, next);
      below = next;
    }
  }
  return names;
};

/** More are not named: the sender knows where to look. */
export const maxUnknown = 20;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const walk = (node: unknown, names: Names, pointer: () => string, found: string[]): void => {
  if (found.length >= maxUnknown || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (let position = 0; position < node.length; position += 1) {
      walk(node[position], names, () => `${pointer()}/${position}`, found);
    }
    return;
  }
  for (const name of Object.keys(node)) {
    const below = names.get(name);
    const here = () => `${pointer()}/${escaped(name)}`;
    if (below === undefined) found.push(here().slice(0, 512));
    else walk((node as Record<string, unknown>)[name], below, here, found);
    if (found.length >= maxUnknown) return;
  }
};

/** JSON pointers to elements that the procedure's declarations do not have. */
export const unknownElementsOf = (declaration: unknown, names: Names): readonly string[] => {
  const found: string[] = [];
  walk(declaration, names, () => '', found);
  return found;
};
