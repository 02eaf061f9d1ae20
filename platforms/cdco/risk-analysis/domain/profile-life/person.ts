/** Who does something to a profile: the subject of the proof, and the official for whom a national system acts. */
export interface Person {
  readonly subject: string;
  readonly official?: string;
}

/**
 * In doubt they are the same. An official is one whatever system speaks for them; and a system that names an official once and
 * none another time has not shown that there are two people behind it.
 */
export const mayBeSame = (one: Person, other: Person): boolean =>
  one.official === undefined || other.official === undefined
    ? one.subject === other.subject
    : one.official === other.official;
