/** From the tree of the editor to the language, and where each row came to stand in it: faults are told by place. */
import type { BlockName, Condition } from './condition.ts';
import { blockWithin, type Group, isQuantity, type Node, type Row } from './node.ts';

export interface Written {
  readonly condition: Condition;
  /** Path of a node in the tree, `0.1`, by its JSON pointer in the definition. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Unit of a number, by block and element. */
export type UnitOf = (block: BlockName, element: string) => string | undefined;

export const listed = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

const given = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

const testOf = ({ operator, value, from, to }: Row, unit: string | undefined): Condition => {
  if (operator === 'in' || operator === 'prefix') return { [operator]: listed(value) };
  if (operator === 'matches') return { matches: lines(value) };
  if (operator === 'range') return { range: given({ from, to, unit }) };
  if (operator === 'present' || operator === 'absent') return { [operator]: true };
  return { [operator]: value };
};

export const writeCondition = (root: Group, unitOf: UnitOf): Written => {
  const paths = new Map<string, string>();

  const each = (children: readonly Node[], pointer: string, path: string, block: BlockName) =>
    children.map((child, position) => write(child, `${pointer}/${position}`, `${path}.${position}`, block));

  /** One condition of several: the only one as it is. */
  const joined = (
    name: 'all' | 'any',
    { children }: Group,
    pointer: string,
    path: string,
    block: BlockName,
  ): Condition =>
    children.length === 1 && children[0] !== undefined
      ? write(children[0], pointer, `${path}.0`, block)
      : { [name]: each(children, `${pointer}/${name}`, path, block) };

  const quantity = (node: Group, pointer: string, path: string, around: BlockName): Condition => {
    const { kind, block, element, from, to, children } = node;
    const inner = blockWithin(node, around);
    const where = children.length === 0 ? {} : { where: joined('all', node, `${pointer}/where`, path, inner) };
    if (kind === 'some' || kind === 'every') return { [kind]: block, where: {}, ...where };
    if (kind === 'sum') return { sum: block, element, ...given({ from, to }), ...where };
    const counts = Object.entries(given({ from, to })).map(([name, text]) => [name, Number(text)]);
    return { count: block, ...Object.fromEntries(counts), ...where };
  };

  const write = (node: Node, pointer: string, path: string, block: BlockName): Condition => {
    paths.set(pointer, path);
    if (node.kind === 'row') {
      const { element, every } = node;
      return { element, is: testOf(node, unitOf(block, element)), ...(every ? { every: true } : {}) };
    }
    if (isQuantity(node.kind)) return quantity(node, pointer, path, block);
    if (node.kind === 'none') return { not: joined('any', node, `${pointer}/not`, path, block) };
    return { [node.kind]: each(node.children, `${pointer}/${node.kind}`, path, block) };
  };

  return { condition: write(root, '/condition', '0', 'declaration'), paths };
};

/** The node at whose place, or within which, a pointer leads. */
export const pathAt = (paths: Written['paths'], pointer: string): string | undefined => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = paths.get(at);
    if (found !== undefined) return found;
  }
  return undefined;
};
