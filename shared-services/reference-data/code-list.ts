/** The shapes of reference data: a code, a list of codes, an import of one, and everything at one moment. */

/** What a code says beside its description: `{ country: 'BE', roles: ['ENT'] }`. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Whether an import speaks for the whole list (codes that it does not name end) or for the codes in it only. */
export type ImportMode = 'full' | 'partial';

/** Who looks after the content of a list: the project, or whoever operates the platform. */
export type Origin = 'shipped' | 'operator';

/** A code as an import states it. Dates are `YYYY-MM-DD`, the last day included. */
export interface StatedCode {
  readonly code: string;
  readonly description: string;
  /** Absent: the code is valid from the day from which the import speaks. */
  readonly validFrom?: string;
  readonly validTo?: string | null;
  readonly attributes?: Attributes;
}

/** A code as it is held: one period of validity with what was true of it then. */
export interface HeldCode {
  readonly code: string;
  readonly description: string;
  readonly validFrom: string;
  /** Last day of validity; null: no end known. */
  readonly validTo: string | null;
  readonly attributes: Attributes;
}

export interface ListFacts {
  /** As in the official lists, `CL718`. */
  readonly name: string;
  readonly title: string;
  /** Where the content comes from, and how far it can be relied on. */
  readonly source: string;
  readonly version: string;
  readonly origin: Origin;
  /** A code is checked at the longest level that is loaded (harmonised system). */
  readonly hierarchical: boolean;
  /** Codes of this form are accepted though not listed (regular expression for the whole code); null: listed codes only. */
  readonly unlistedPattern: string | null;
  /** When it was last imported, ISO 8601. */
  readonly importedAt: string;
}

export interface HeldList extends ListFacts {
  readonly codes: readonly HeldCode[];
}

/** All lists at one moment. */
export interface Snapshot {
  /** Number of the last import that is in it. */
  readonly revision: number;
  readonly lists: readonly HeldList[];
}

/** What an import did, in codes. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly closed: number;
  readonly unchanged: number;
}
