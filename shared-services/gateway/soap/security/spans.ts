/** Where elements stand in the text of an envelope, tags included. */
import { newParser } from '../../../../reference-architecture/contract/xml/parser.ts';
import type { Place } from './document.ts';

export type Span = readonly [start: number, end: number];

/** @param text well formed @returns spans by place, written `0,2,1` */
export const spansOf = (text: string, places: readonly Place[]): ReadonlyMap<string, Span> => {
  const wanted = new Set(places.map(String));
  const spans = new Map<string, Span>();
  const open: { readonly place: number[]; readonly start: number; children: number }[] = [];
  const parser = newParser();
  parser.on('opentag', () => {
    const parent = open.at(-1);
    const place = parent === undefined ? [] : [...parent.place, parent.children++];
    // No value of an attribute holds a `<`: the last one is that of the tag.
    open.push({ place, start: text.lastIndexOf('<', parser.position - 1), children: 0 });
  });
  parser.on('closetag', () => {
    const { place, start } = open.pop()!;
    if (wanted.has(String(place))) spans.set(String(place), [start, parser.position]);
  });
  parser.write(text).close();
  return spans;
};

export interface Replacement {
  readonly span: Span;
  readonly xml: string;
}

/** The spans do not overlap. */
export const replaceIn = (text: string, replacements: readonly Replacement[]): string =>
  replacements
    .toSorted((one, other) => other.span[0] - one.span[0])
    .reduce((changed, { span: [start, end], xml }) => changed.slice(0, start) + xml + changed.slice(end), text);
