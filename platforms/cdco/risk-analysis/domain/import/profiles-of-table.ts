/** Rows of a decision table as profiles: conditions of one block are bound to one and the same row of the declaration. */
import type { Block, Condition } from '../condition.ts';
import type { Collector } from './collect.ts';
import { idOutcome } from './outcomes.ts';
import { type ColumnCondition, type DecisionTable, mostRows, mostRowsOfFirst, type TableRow } from './table.ts';

export interface RowProfile {
  readonly row: number;
  readonly profileId: string;
  readonly definition: Readonly<Record<string, unknown>>;
  /** Column that a place in the definition comes from; undefined: of the row as a whole. */
  readonly columnAt: (pointer: string) => string | undefined;
}

/** Where a condition of the row stands in the whole, and its column. */
type Place = readonly [pointer: string, column: string];

interface Bound {
  readonly condition: Condition;
  readonly places: readonly Place[];
}

const boundTo = (block: Block, all: readonly ColumnCondition[]): Bound[] => {
  const of = all.filter((one) => one.block === block);
  if (of.length === 0) return [];
  const condition = { some: block, where: { all: of.map((one) => one.condition) } };
  return [{ condition, places: of.map(({ column }, at) => [`/where/all/${at}`, column]) }];
};

const conditionOf = ({ conditions }: TableRow): Bound => {
  const ofDeclaration = conditions
    .filter(({ block }) => block === 'declaration')
    .map(({ condition, column }): Bound => ({ condition, places: [['', column]] }));
  const parts = [...ofDeclaration, ...boundTo('house', conditions), ...boundTo('item', conditions)];
  return {
    condition: { all: parts.map(({ condition }) => condition) },
    places: parts.flatMap(({ places }, at) => places.map(([below, column]): Place => [`/all/${at}${below}`, column])),
  };
};

/** Of FIRST: and none of the rows before it. */
const afterOthers = ({ condition, places }: Bound, earlier: readonly Condition[]): Bound =>
  earlier.length === 0
    ? { condition, places }
    : {
        condition: { all: [condition, { not: { any: earlier } }] },
        places: places.map(([pointer, column]): Place => [`/all/0${pointer}`, column]),
      };

const isBelow = (pointer: string, above: string) => pointer === above || pointer.startsWith(`${above}/`);

const columnFinder =
  (places: readonly Place[], { outcomes }: TableRow) =>
  (pointer: string) => {
    const ofCondition = places.find(([above]) => isBelow(pointer, `/condition${above}`));
    return ofCondition?.[1] ?? outcomes.get(pointer.split('/')[1] ?? '')?.column;
  };

const profileOf = (row: TableRow, procedure: string, { condition, places }: Bound): RowProfile => {
  const said = [...row.outcomes].filter(([name]) => name !== idOutcome).map(([name, { value }]) => [name, value]);
  return {
    row: row.row,
    profileId: String(row.outcomes.get(idOutcome)!.value),
    definition: { ...Object.fromEntries(said), procedures: [procedure], condition },
    columnAt: columnFinder(places, row),
  };
};

const outcomeOf = ({ outcomes }: TableRow): string =>
  JSON.stringify([...outcomes].filter(([name]) => name !== idOutcome).map(([name, { value }]) => [name, value]));

const checkRows = ({ hitPolicy, rows }: DecisionTable, to: Collector): void => {
  const most = hitPolicy === 'FIRST' ? mostRowsOfFirst : mostRows;
  if (rows.length === 0) to.tell([], 'the table has no row');
  if (rows.length > most) to.tell([], `the table has ${rows.length} rows, and ${most} are the most (${hitPolicy})`);
  const ids = new Set<unknown>();
  for (const row of rows) {
    const id = row.outcomes.get(idOutcome)?.value;
    if (id === undefined) to.tell([row.row, idOutcome], 'every row names its profile');
    else if (ids.has(id)) to.tell([row.row, idOutcome], `${id} stands in another row too`);
    ids.add(id);
    if (row.conditions.length === 0) to.tell([row.row], 'asks of nothing: it would hit every declaration');
    if (hitPolicy === 'ANY' && outcomeOf(row) !== outcomeOf(rows[0]!)) {
      to.tell([row.row], 'has another outcome than the first row: of ANY it must be the same');
    }
  }
};

/** None where a cell or a row is faulty. */
export const profilesOfTable = (table: DecisionTable, procedure: string, to: Collector): readonly RowProfile[] => {
  if (to.faults.length === 0) checkRows(table, to);
  if (to.faults.length > 0) return [];
  const bound = table.rows.map(conditionOf);
  const earlier = bound.map(({ condition }) => condition);
  return table.rows.map((row, at) =>
    profileOf(row, procedure, afterOthers(bound[at]!, table.hitPolicy === 'FIRST' ? earlier.slice(0, at) : [])),
  );
};
