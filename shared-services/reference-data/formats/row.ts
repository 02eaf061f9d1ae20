/** A row of a published file, before anyone has judged it. */
export interface Row {
  /** Line of the file on which it begins; the first is 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A row that cannot be imported, and why. */
export interface BadRow {
  readonly line: number;
  readonly reason: string;
}

/** The file as a whole is not what it is said to be: nothing in it can be used. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
