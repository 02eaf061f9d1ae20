/** Regular expressions of JSON Schema (ECMAScript) as XSD writes them: no anchors, no groups without capture, ASCII classes. */

const classes: Record<string, string> = { d: '0-9', w: 'A-Za-z0-9_' };

interface Written {
  readonly text: string;
  readonly inClass: boolean;
}

const escaped = (letter: string, inClass: boolean): string => {
  const ranges = classes[letter];
  if (ranges !== undefined) return inClass ? ranges : `[${ranges}]`;
  return letter === '/' || letter === '"' ? letter : `\\${letter}`;
};

const step = ({ text, inClass }: Written, part: string): Written => {
  if (part.startsWith('\\')) return { text: text + escaped(part.slice(1), inClass), inClass };
  if (inClass) return { text: text + part, inClass: part !== ']' };
  if (part === '(?:') return { text: `${text}(`, inClass };
  return { text: text + part, inClass: part === '[' };
};

const unanchored = (pattern: string): string => {
  const inner = /^\^\(\?:(.*)\)\$$/s.exec(pattern)?.[1];
  // `^(?:a)|(?:b)$` looks the same from outside; only a group that closes at the very end is the builders' own.
  if (inner !== undefined && balanced(inner)) return inner;
  return pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
};

const balanced = (pattern: string): boolean => {
  let depth = 0;
  for (const [part] of pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, '').matchAll(/[()]/g)) {
    depth += part === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

/**
 * The XSD pattern that accepts the same values.
 * @throws Error where XSD has no word for it (look-around, back references).
 */
export const xsdPattern = (pattern: string): string => {
  if (/\(\?[=!<]|\\[1-9bB]/.test(pattern)) throw new Error(`XSD has no look-around or back reference: ${pattern}`);
  const parts = unanchored(pattern).match(/\\.|\(\?:|./gs) ?? [];
  return parts.reduce<Written>(step, { text: '', inClass: false }).text;
};
