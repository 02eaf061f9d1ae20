/** Gathers the faults of a table, cell by cell, and goes on: all are told at once. */
import { CellFault, type TableFault } from './table.ts';

export interface Collector {
  readonly faults: readonly TableFault[];
  tell(path: TableFault['path'], message: string): void;
  /** Undefined where the cell is faulty, or says nothing. */
  cell<Read>(path: TableFault['path'], read: () => Read): Read | undefined;
}

const longestName = 120;
const shortened = (path: TableFault['path']) =>
  path.map((step) => (typeof step === 'string' ? step.slice(0, longestName) : step));

export const createCollector = (): Collector => {
  const faults: TableFault[] = [];
  const tell: Collector['tell'] = (path, message) => void faults.push({ path: shortened(path), message });
  return {
    faults,
    tell,
    cell: (path, read) => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof CellFault)) throw error;
        tell(path, error.message);
        return undefined;
      }
    },
  };
};
