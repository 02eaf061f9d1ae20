/** Text to JSON, with the depth limited before anything is built. */

export interface JsonLimits {
  readonly maxDepth?: number;
}

/** Why a text was not taken as JSON. Stable. */
export type JsonRefusal = 'JSON_NOT_WELL_FORMED' | 'JSON_TOO_DEEP';

/** The text is not JSON, or too deep. Never tells what stands in it. */
export class JsonRefused extends Error {
  readonly code: JsonRefusal;
  /** Offset in the text, from 0, where it is known. */
  readonly offset: number | undefined;

  constructor(code: JsonRefusal, reason: string, offset: number | undefined) {
    super(offset === undefined ? reason : `at character ${offset + 1}: ${reason}`);
    this.name = 'JsonRefused';
    this.code = code;
    this.offset = offset;
  }
}

const defaultMaxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/** Offset of the quote that ends the string which starts at `start`; the end of the text when none does. */
const endOfString = (text: string, start: number): number => {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
};

const refuseDeep = (text: string, maxDepth: number): void => {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text.charCodeAt(offset);
    if (character === quote) offset = endOfString(text, offset);
    // Of the ASCII characters, { and [ differ in one bit only; so do } and ].
    else if ((character | 0x20) === 0x7b) depth += 1;
    else if ((character | 0x20) === 0x7d) depth -= 1;
    if (depth > maxDepth) throw new JsonRefused('JSON_TOO_DEEP', `more than ${maxDepth} levels`, offset);
  }
};

/** The engine's message quotes the text around the fault: only the place is taken from it. */
const placeIn = (failure: unknown): number | undefined => {
  const found = /at position (\d+)/.exec(String(failure));
  return found === null ? undefined : Number(found[1]);
};

/** @throws {JsonRefused} not JSON, or deeper than `maxDepth` (64 unless said otherwise) */
export const parseJson = (text: string, limits: JsonLimits = {}): unknown => {
  refuseDeep(text, limits.maxDepth ?? defaultMaxDepth);
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new JsonRefused('JSON_NOT_WELL_FORMED', 'this is not JSON', placeIn(failure));
  }
};
