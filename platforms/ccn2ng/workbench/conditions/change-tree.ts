/** What a button of the editor does to the tree. */
import { emptyGroup, emptyRow, type Group, type Node } from './node.ts';

const positionsOf = (path: string): number[] => path.split('.').slice(1).map(Number);

const changeAt = (node: Group, [first, ...rest]: readonly number[], change: (node: Node) => readonly Node[]): Group => {
  if (first === undefined) return node;
  const children = node.children.flatMap((child, position): readonly Node[] => {
    if (position !== first) return [child];
    if (rest.length === 0) return change(child);
    return child.kind === 'row' ? [child] : [changeAt(child, rest, change)];
  });
  return { ...node, children };
};

const withChild = (node: Node, child: Node): Node =>
  node.kind === 'row' ? node : { ...node, children: [...node.children, child] };

const added = (root: Group, path: string, child: Node): Group =>
  path === '0'
    ? { ...root, children: [...root.children, child] }
    : changeAt(root, positionsOf(path), (node) => [withChild(node, child)]);

/** Its rows go to the group around it. */
const dissolved = (node: Node): readonly Node[] => (node.kind === 'row' ? [node] : node.children);

/** @param step what the button says: `add-row 0.1`; one that is not known changes nothing */
export const changeTree = (root: Group, step: string): Group => {
  const [what = '', path = ''] = step.split(' ', 2);
  if (!/^0(?:\.\d{1,3})*$/.test(path)) return root;
  if (what === 'add-row') return added(root, path, emptyRow);
  if (what === 'add-group') return added(root, path, emptyGroup('any'));
  if (what === 'add-block') return added(root, path, emptyGroup('some'));
  if (what === 'remove') return changeAt(root, positionsOf(path), () => []);
  if (what === 'nest') return changeAt(root, positionsOf(path), (node) => [{ ...emptyGroup('any'), children: [node] }]);
  return what === 'dissolve' ? changeAt(root, positionsOf(path), dissolved) : root;
};
