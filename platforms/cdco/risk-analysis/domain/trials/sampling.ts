/** Which declarations stand for all: by their names, so that it comes out the same whoever looks, and however often. */

/** Evenly spread, and the same for the same text (FNV-1a, mixed once more). */
export const spreadOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** One in sixteen. */
export const isInSample = (reference: string): boolean => (spreadOf(reference) & 15) === 0;

export interface Sample {
  readonly reference: string;
  /** Of the elements that were hit, as JSON pointers into the declaration. */
  readonly pointers: readonly string[];
  /** Those that the declaration concerns: to others it is not shown. */
  readonly memberStates: readonly string[];
}

export const mostSamples = 20;

/** Those whose names come first in the spread: an even choice of all, without knowing all. */
export const addSample = (samples: Sample[], made: Sample): void => {
  const place = (one: Sample) => spreadOf(one.reference);
  if (samples.length === mostSamples && place(made) >= place(samples.at(-1)!)) return;
  samples.push(made);
  samples.sort((a, b) => place(a) - place(b));
  if (samples.length > mostSamples) samples.pop();
};
