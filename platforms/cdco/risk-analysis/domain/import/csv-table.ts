/** A decision table from CSV: conditions and outcomes by the names in its first line. Always COLLECT. */
import type { Collector } from './collect.ts';
import { type ConditionColumn, conditionColumn, conditionOfCell } from './csv-cells.ts';
import { isOutcome, neededOutcomes, outcomeNames, readOutcome } from './outcomes.ts';
import type { DecisionTable, TableRow } from './table.ts';

export interface CsvContent {
  /** In the first line. */
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, unknown>> }[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
}

interface Columns {
  readonly conditions: readonly ConditionColumn[];
  readonly outcomes: readonly string[];
}

const columnsOf = (names: readonly string[], to: Collector): Columns => {
  const conditions: ConditionColumn[] = [];
  for (const name of names.filter((one) => !isOutcome(one))) {
    const column = to.cell([1, name], () => {
      const found = conditionColumn(name);
      const expected = `an element and a test (item.origin.country in), or one of ${outcomeNames.join(', ')}`;
      if (found === undefined) to.tell([1, name], `${expected} is expected`);
      return found;
    });
    if (column !== undefined) conditions.push(column);
  }
  for (const name of neededOutcomes) if (!names.includes(name)) to.tell([1, name], 'this column is missing');
  return { conditions, outcomes: names.filter(isOutcome) };
};

const rowOf = (line: number, cells: CsvContent['rows'][number]['cells'], columns: Columns, to: Collector): TableRow => {
  const cellOf = (name: string) => String(cells[name] ?? '').trim();
  const conditions = columns.conditions.flatMap((column) => {
    const condition = to.cell([line, column.name], () => conditionOfCell(column, cellOf(column.name)));
    return condition === undefined ? [] : [{ column: column.name, block: column.block, condition }];
  });
  const outcomes = columns.outcomes.flatMap((name) => {
    if (cellOf(name) === '') return [];
    const value = to.cell([line, name], () => readOutcome(name, cellOf(name)));
    return value === undefined ? [] : [[name, { column: name, value }] as const];
  });
  return { row: line, conditions, outcomes: new Map(outcomes) };
};

export const tableOfCsv = ({ names, rows, bad }: CsvContent, to: Collector): DecisionTable => {
  for (const { line, reason } of bad) to.tell([line], reason);
  const columns = columnsOf(names, to);
  if (to.faults.length > bad.length) return { hitPolicy: 'COLLECT', rows: [] };
  return { hitPolicy: 'COLLECT', rows: rows.map(({ line, cells }) => rowOf(line, cells, columns, to)) };
};
