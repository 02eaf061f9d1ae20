/** Rows of an imported list, the same for both formats: texts by name, and lists of texts. */

export interface ImportFault {
  /** In JSON the position of the entry and the names below it; in CSV the line, the first one being 1, and the column. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface ImportRow {
  readonly path: readonly (string | number)[];
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface ImportRows {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly ImportFault[];
}

/** Comma-separated values by the names in their first line. */
export interface CsvTable {
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, unknown>> }[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
}

/** Columns in which several values stand, a semicolon between them. */
const severalIn = new Set(['aliases', 'identifiers']);
const columns = new Set('entryId kind name aliases identifiers street number postCode city country remark'.split(' '));

const cellOf = (name: string, cell: string): unknown => {
  if (cell.trim() === '') return undefined;
  if (!severalIn.has(name)) return cell.trim();
  return cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
};

/** Told once, not for every line. */
const headerFaults = (names: readonly string[]): ImportFault[] => [
  ...names
    .filter((name) => !columns.has(name))
    .map((name) => ({ path: [1, name.slice(0, 64)], message: 'no such column' })),
  ...['entryId', 'kind']
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: [1, name], message: 'this column is missing' })),
];

export const rowsOfCsv = ({ rows, bad }: CsvTable): ImportRows => {
  const ofHeader = rows[0] === undefined ? [] : headerFaults(Object.keys(rows[0].cells));
  const ofLines = bad.map(({ line, reason }) => ({ path: [line], message: reason }));
  if (ofHeader.length > 0) return { rows: [], faults: [...ofHeader, ...ofLines] };
  return {
    rows: rows.map(({ line, cells }) => ({
      path: [line],
      cells: Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cellOf(name, String(cell))])),
    })),
    faults: ofLines,
  };
};

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"entries": [...]}`, where an address stands in an element of its own; or the entries alone. */
export const rowsOfJson = (whole: unknown): ImportRows => {
  const entries = isNode(whole) ? whole['entries'] : whole;
  if (!Array.isArray(entries)) return { rows: [], faults: [{ path: [], message: 'not JSON with a list of entries' }] };
  const rows = entries.map((entry: unknown, at): ImportRow | ImportFault => {
    if (!isNode(entry)) return { path: ['entries', at], message: 'not an object' };
    const { address = {}, ...others } = entry;
    if (!isNode(address)) return { path: ['entries', at, 'address'], message: 'not an object' };
    return { path: ['entries', at], cells: { ...others, ...address } };
  });
  return {
    rows: rows.filter((row): row is ImportRow => 'cells' in row),
    faults: rows.filter((row): row is ImportFault => 'message' in row),
  };
};
