/** JSON: an array of objects, or an object of objects by code; with the line of each, which JSON.parse does not tell. */
import { type BadRow, type Row, UnreadableFile } from './row.ts';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new UnreadableFile(`Not JSON: ${(fault as Error).message}`);
  }
};

/**
 * The lines on which the objects directly inside the outermost array or object begin. The text is known to be JSON, so
 * that strings and brackets are all there is to tell apart.
 */
const linesOfObjects = (text: string): number[] => {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]|\n/g)) {
    if (token === '\n') line += 1;
    else if (token === '[' || token === '{') {
      depth += 1;
      if (depth === 2 && token === '{') lines.push(line);
    } else if (token === ']' || token === '}') depth -= 1;
  }
  return lines;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in the file, each with its code where the code is its name. */
const entriesOf = (content: unknown): unknown[] => {
  if (Array.isArray(content)) return content;
  if (!isObject(content)) throw new UnreadableFile('Neither an array of codes nor an object by code.');
  // A key is the code; a cell named `code` means something else there (sea-ports: a number of the United States).
  return Object.entries(content).map(([code, of]) => (isObject(of) ? { ...of, code } : of));
};

export const readJson = (text: string): { rows: Row[]; bad: BadRow[] } => {
  const entries = entriesOf(parse(text.replace(/^\uFEFF/, '')));
  const lines = linesOfObjects(text);
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  let objects = 0;
  for (const [position, entry] of entries.entries()) {
    if (isObject(entry)) rows.push({ line: lines[objects++] ?? 0, cells: entry });
    else bad.push({ line: 0, reason: `entry ${position + 1} is not an object` });
  }
  return { rows, bad };
};
