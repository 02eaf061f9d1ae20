/** One thing that is wrong with a message, in the shape that refusals carry it. */
export interface Fault {
  /** Stable code: a schema fault (SCHEMA_REQUIRED) or a code list's own name (CL718). */
  readonly code: string;
  /** Where: property names and zero-based positions from the root of the message. */
  readonly path: readonly (string | number)[];
  /** What is wrong, for the person who has to mend it. Never contains the refused value of a personal-data element. */
  readonly message: string;
}

/** More faults than these help nobody, and a hostile message could ask for millions. */
export const maxFaults = 999;

const maxNameLength = 80;

/** A name of the sender's choosing, short enough to be told back. */
export const shortened = (name: string): string =>
  name.length > maxNameLength ? `${name.slice(0, maxNameLength).toWellFormed()}…` : name;
