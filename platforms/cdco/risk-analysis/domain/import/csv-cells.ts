/** Columns and cells of a decision table in CSV: a column asks one test of one element, `item.origin.country not in`. */
import type { Condition, Test } from '../condition.ts';
import { decimalOf } from '../decimal.ts';
import { CellFault, type ElementColumn, elementColumn } from './table.ts';

export interface ConditionColumn extends ElementColumn {
  readonly name: string;
  readonly operator: Operator;
  readonly negated: boolean;
}

const several = (cell: string): string[] =>
  cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const bound = (text: string): { bound?: string } => {
  if (text === '') return {};
  if (decimalOf(text) === undefined) throw new CellFault(`${text} is no decimal number`);
  return { bound: text };
};

const range = (cell: string): Test => {
  const [low, high, ...more] = cell.split('..').map((one) => one.trim());
  if (low === undefined || high === undefined || more.length > 0 || (low === '' && high === '')) {
    throw new CellFault('a range is written 10..20, 10.. or ..20, and its ends belong to it');
  }
  const [from, to] = [bound(low).bound, bound(high).bound];
  return { range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } };
};

const wished = (cell: string): void => {
  if (cell !== 'yes') throw new CellFault('yes is expected, or nothing');
};

const tests = {
  eq: (cell: string): Test => ({ eq: cell }),
  in: (cell: string): Test => ({ in: several(cell) }),
  prefix: (cell: string): Test => ({ prefix: several(cell) }),
  inGroup: (cell: string): Test => ({ inGroup: cell }),
  range,
  present: (cell: string): Test => {
    wished(cell);
    return { present: true };
  },
  absent: (cell: string): Test => {
    wished(cell);
    return { absent: true };
  },
  matches: (cell: string): Test => ({ matches: several(cell) }),
  pattern: (cell: string): Test => ({ pattern: cell }),
  before: (cell: string): Test => ({ before: cell }),
  after: (cell: string): Test => ({ after: cell }),
};

type Operator = keyof typeof tests;

const header = /^(\S+) (not )?(\w+)$/;

/** Undefined: it is no column of a condition. @throws {CellFault} its operator is none */
export const conditionColumn = (name: string): ConditionColumn | undefined => {
  const [, path, not, operator = ''] = header.exec(name) ?? [];
  if (path === undefined) return undefined;
  if (!Object.hasOwn(tests, operator)) throw new CellFault(`${operator} is none of ${Object.keys(tests).join(', ')}`);
  return { ...elementColumn(path), name, operator: operator as Operator, negated: not !== undefined };
};

/** Undefined: nothing is asked. @throws {CellFault} it cannot be read */
export const conditionOfCell = (
  { element, operator, negated }: ConditionColumn,
  cell: string,
): Condition | undefined => {
  if (cell === '' || cell === '-') return undefined;
  const condition: Condition = { element, is: tests[operator](cell) };
  return negated ? { not: condition } : condition;
};
