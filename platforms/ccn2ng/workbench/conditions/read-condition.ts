/** From the language to the tree of the editor. What cannot be read becomes an empty row, which the check then complains of. */
import { type Condition, conditionsIn, isBlock, textsIn } from './condition.ts';
import { emptyRow, type Group, type Node, type Operator, operators, type Row } from './node.ts';

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const rowOf = (condition: Condition): Row => {
  const is = (condition['is'] ?? {}) as Condition;
  const operator = operators.find((name) => name in is) ?? 'eq';
  const asked = is[operator];
  const range = (operator === 'range' ? asked : {}) as Condition;
  return {
    ...emptyRow,
    element: text(condition['element']),
    operator,
    value: askedText(operator, asked),
    from: text(range['from']),
    to: text(range['to']),
    every: condition['every'] === true,
  };
};

const askedText = (operator: Operator, asked: unknown): string => {
  if (operator === 'matches') return textsIn(asked).join('\n');
  if (operator === 'present' || operator === 'absent' || operator === 'range') return '';
  return textsIn(asked).join(', ');
};

const group = (kind: Group['kind'], children: readonly Node[], more: Partial<Group> = {}): Group => ({
  ...{ kind, block: 'item' as const, element: '', from: '', to: '' },
  ...more,
  children,
});

/** What stands within: the parts of an `all`, or the one condition. */
const within = (where: unknown): readonly Node[] =>
  conditionsIn(where).flatMap((one) => ('all' in one ? conditionsIn(one['all']).map(nodeOf) : [nodeOf(one)]));

const quantityOf = (condition: Condition): Group | undefined => {
  for (const kind of ['some', 'every', 'count', 'sum'] as const) {
    const block = condition[kind];
    if (!isBlock(block)) continue;
    const [from, to, element] = [text(condition['from']), text(condition['to']), text(condition['element'])];
    return group(kind, within(condition['where']), { block, from, to, element });
  }
  return undefined;
};

export const nodeOf = (condition: Condition): Node => {
  if ('all' in condition) return group('all', conditionsIn(condition['all']).map(nodeOf));
  if ('any' in condition) return group('any', conditionsIn(condition['any']).map(nodeOf));
  if ('not' in condition) {
    const [inner = {}] = conditionsIn(condition['not']);
    return group('none', 'any' in inner ? conditionsIn(inner['any']).map(nodeOf) : [nodeOf(inner)]);
  }
  // A row may ask for all values of its element: that is no quantity.
  return ('is' in condition ? undefined : quantityOf(condition)) ?? rowOf(condition);
};

/** The editor begins with a group, whatever the condition is. */
export const rootOf = (condition: Condition | undefined): Group => {
  if (condition === undefined) return group('all', [emptyRow]);
  const node = nodeOf(condition);
  return node.kind === 'all' || node.kind === 'any' ? node : group('all', [node]);
};
