/** Text to JSON, with the depth limited before anything is built, and no name twice in one structure. */

export interface JsonLimits {
  readonly maxDepth?: number;
}

/** Why a text was not taken as JSON. Stable. */
export type JsonRefusal = 'JSON_NOT_WELL_FORMED' | 'JSON_TOO_DEEP' | 'JSON_NAME_REPEATED';

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

const colon = 0x3a;

/** @returns how many names stand in the text, each time that one stands there */
const countNames = (text: string, maxDepth: number): number => {
  let depth = 0;
  let names = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text.charCodeAt(offset);
    if (character === quote) offset = endOfString(text, offset);
    // Of the ASCII characters, { and [ differ in one bit only; so do } and ].
    else if ((character | 0x20) === 0x7b) depth += 1;
    else if ((character | 0x20) === 0x7d) depth -= 1;
    else if (character === colon) names += 1;
    if (depth > maxDepth) throw new JsonRefused('JSON_TOO_DEEP', `more than ${maxDepth} levels`, offset);
  }
  return names;
};

const countMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce((count: number, member) => count + countMembers(member), own);
};

/** Of two values under one name readers take the first, the last or both (RFC 8259, section 4). */
const refuseRepeated = (value: unknown, names: number): void => {
  if (countMembers(value) === names) return;
  throw new JsonRefused('JSON_NAME_REPEATED', 'a name stands twice in one structure', undefined);
};

/** The engine's message quotes the text around the fault: only the place is taken from it. */
const placeIn = (failure: unknown): number | undefined => {
  const found = /at position (\d+)/.exec(String(failure));
  return found === null ? undefined : Number(found[1]);
};

/** @throws {JsonRefused} not JSON, deeper than `maxDepth` (64 unless said otherwise), or with a name twice in one structure */
export const parseJson = (text: string, limits: JsonLimits = {}): unknown => {
  const names = countNames(text, limits.maxDepth ?? defaultMaxDepth);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    throw new JsonRefused('JSON_NOT_WELL_FORMED', 'this is not JSON', placeIn(failure));
  }
  refuseRepeated(value, names);
  return value;
};
