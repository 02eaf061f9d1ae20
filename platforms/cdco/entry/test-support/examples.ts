/** The examples beside the contract: one valid and several invalid messages per operation. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExpectedFault {
  readonly code: string;
  /** JSON pointer from the root of the message. */
  readonly pointer: string;
}

export interface Example {
  /** Name of the file without `.json`. */
  readonly name: string;
  readonly description: string;
  readonly message: unknown;
  /** Absent: the message is taken. */
  readonly expect?: { readonly code: string; readonly faults: readonly ExpectedFault[] };
}

const folder = join(import.meta.dirname, '..', 'examples');

const read = (operation: string, file: string): Example => ({
  name: file.replace('.json', ''),
  ...(JSON.parse(readFileSync(join(folder, operation, file), 'utf8')) as Omit<Example, 'name'>),
});

export const examplesOf = (operation: string): Example[] =>
  readdirSync(join(folder, operation))
    .filter((file) => file.endsWith('.json'))
    .map((file) => read(operation, file));

/** The message of the operation's plainest valid example, a copy that may be changed. */
export const validMessage = (operation: string): unknown =>
  examplesOf(operation).find((example) => example.name === 'valid')!.message;
