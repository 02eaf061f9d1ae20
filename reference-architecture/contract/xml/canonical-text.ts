/** How canonical XML writes what stands in elements and attributes, and in which order (Canonical XML 1.0, section 2.3). */

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const reference = (character: string): string => references[character]!;

export const canonicalText = (text: string): string =>
  /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, reference) : text;

export const canonicalValue = (value: string): string =>
  /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, reference) : value;

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** By code points (section 2.2), where JavaScript compares UTF-16 units: a surrogate stands for more than any of those. */
export const byCodePoints = (one: string, other: string): number => {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right)
      ? left - right
      : Number(isSurrogate(left)) - Number(isSurrogate(right));
  }
  return one.length - other.length;
};
