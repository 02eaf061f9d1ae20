/**
 * Regular expressions that a criterion may use. They run on RE2's algorithm (package re2js), whose time is linear in the text;
 * what it cannot do in linear time (look-around, back references) it does not read, and the criterion is refused.
 */
import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Longer ones would cost too much at each value. */
export const maxPatternLength = 500;

/** Over the whole value, letter case aside. @throws RE2JSSyntaxException */
export const compilePattern = (pattern: string): ((text: string) => boolean) => {
  const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  return (text) => compiled.matches(text);
};

/** What is wrong with a pattern; undefined when it may be used. */
export const patternFault = (pattern: string): string | undefined => {
  if (pattern.length > maxPatternLength) return `is longer than ${maxPatternLength} signs`;
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return `is no pattern that runs in linear time: ${error.message}`;
    throw error;
  }
};
