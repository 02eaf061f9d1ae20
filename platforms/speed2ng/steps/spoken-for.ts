/** For whom a message speaks, read from it where its contract says so. */
import type { SpeaksFor } from '../../../reference-architecture/contract/language.ts';

export interface Spoken {
  /** Who the caller is, by its token. */
  readonly caller: string;
  readonly principal?: string;
  readonly representative?: string;
  readonly representation?: 'directRepresentation' | 'indirectRepresentation';
}

const stepsOf = (pointer: string): string[] => pointer.split('/').slice(1);

const textAt = (content: unknown, pointer: string | undefined): string | undefined => {
  if (pointer === undefined) return undefined;
  let value = content;
  for (const name of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' ? value : undefined;
};

/** Code list CL094. */
const representations = { '2': 'directRepresentation', '3': 'indirectRepresentation' } as const;

const representationOf = (status: string | undefined): Spoken['representation'] =>
  status === undefined ? undefined : representations[status as keyof typeof representations];

/** Undefined where nobody's mandate is needed: the message is the caller's own, and names no other as representative. */
export const spokenFor = (content: unknown, of: SpeaksFor, caller: string): Spoken | undefined => {
  const principal = textAt(content, of.principal);
  const representative = textAt(content, of.representative?.identification);
  const representation = representationOf(textAt(content, of.representative?.status));
  const ownWord = principal === undefined || principal === caller;
  if (ownWord && (representative === undefined || representative === caller)) return undefined;
  return {
    caller,
    ...(principal === undefined ? {} : { principal }),
    ...(representative === undefined ? {} : { representative }),
    ...(representation === undefined ? {} : { representation }),
  };
};

/** The element that names the party whose right is missing. */
export const pathOf = (of: SpeaksFor, lacking: 'caller' | 'representative'): string[] =>
  stepsOf((lacking === 'representative' ? of.representative?.identification : undefined) ?? of.principal);
