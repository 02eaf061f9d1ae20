/** The tree as fields of a form, `n.0.1.element`, and back: between two steps nothing of it is kept here. */
import type { Fields } from '../../../../shared-services/gateway/pages/site/fields.ts';
import { isBlock } from './condition.ts';
import { emptyRow, type Group, joins, type Node, operators, quantities } from './node.ts';

export const fieldName = (path: string, what: string): string => `n.${path}.${what}`;

const groupKinds: readonly string[] = [...joins, ...quantities];
/** What no person builds. */
const deepest = 12;
const mostChildren = 500;

const readNode = (fields: Fields, path: string, depth: number): Node | undefined => {
  const text = (what: string) => fields.text(fieldName(path, what));
  const kind = text('kind');
  if (kind === '' || depth > deepest) return undefined;
  const [from, to, element] = [text('from'), text('to'), text('element')];
  if (!groupKinds.includes(kind)) {
    const operator = operators.find((one) => one === text('operator')) ?? emptyRow.operator;
    return { kind: 'row', element, operator, value: valueIn(fields, path), from, to, every: text('every') === 'yes' };
  }
  const block = text('block');
  return {
    kind: kind as Group['kind'],
    ...{ block: isBlock(block) ? block : 'item', element, from, to },
    children: readChildren(fields, path, depth),
  };
};

/** Several values of one name were ticked one by one. */
const valueIn = (fields: Fields, path: string): string =>
  fields
    .all(fieldName(path, 'value'))
    .map((one) => one.replaceAll('\r\n', '\n').trim())
    .join(', ');

const readChildren = (fields: Fields, path: string, depth: number): Node[] => {
  const children: Node[] = [];
  for (let position = 0; position < mostChildren; position += 1) {
    const child = readNode(fields, `${path}.${position}`, depth + 1);
    if (child === undefined) break;
    children.push(child);
  }
  return children;
};

export const readRoot = (fields: Fields): Group | undefined => {
  const root = readNode(fields, '0', 0);
  return root === undefined || root.kind === 'row' ? undefined : root;
};
