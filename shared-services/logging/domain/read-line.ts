/** A line of a log as columns to search by. Whoever wrote it is known; what the line says of itself is not believed in that. */

export const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const;
export type Level = keyof typeof levels;

export const levelNamed = (number: number): Level =>
  (Object.keys(levels) as Level[]).findLast((name) => levels[name] <= number) ?? 'trace';

export interface LogLine {
  readonly atMs: number;
  readonly level: number;
  readonly message: string;
  readonly conversationId?: string;
  /** MRN, LRN, message: what the line is about. */
  readonly reference?: string;
  readonly partner?: string;
  readonly operation?: string;
}

/** What lines call the thing that they are about; the first that is there. */
const referenceNames = ['reference', 'MRN', 'mrn', 'LRN'];

const textIn = (line: Readonly<Record<string, unknown>>, name: string, maxLength: number): string | undefined => {
  const value = line[name];
  return typeof value === 'string' && value !== '' ? value.replaceAll('\0', '').slice(0, maxLength) : undefined;
};

const named = (
  line: Readonly<Record<string, unknown>>,
  name: 'conversationId' | 'reference' | 'partner' | 'operation',
  from: readonly string[] = [name],
): Partial<LogLine> => {
  const found = from.map((one) => textIn(line, one, 300)).find((one) => one !== undefined);
  return found === undefined ? {} : { [name]: found };
};

/** Undefined: it is no line of ours. */
export const readLine = (written: string): LogLine | undefined => {
  let line: Readonly<Record<string, unknown>>;
  try {
    line = JSON.parse(written) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null) return undefined;
  const atMs = Date.parse(String(line.time));
  const level = levels[line.level as Level];
  if (Number.isNaN(atMs) || level === undefined) return undefined;
  return {
    ...{ atMs, level, message: textIn(line, 'msg', 2000) ?? '(no words)' },
    ...named(line, 'conversationId'),
    ...named(line, 'reference', referenceNames),
    ...named(line, 'partner'),
    ...named(line, 'operation'),
  };
};
