/** Where the tags of an envelope stand in its text, so that it can be changed without being written anew. */
import { newParser } from '../../../../reference-architecture/contract/xml/parser.ts';

export interface StartTag {
  /** As it is written, with its prefix. */
  readonly name: string;
  /** Positions among child elements, from the root: the Body is `[1]`. */
  readonly place: readonly number[];
  /** Behind its `>`. */
  readonly end: number;
}

export interface Layout {
  /** Of Envelope, Header, Body, and each header. */
  readonly startTags: readonly StartTag[];
  /** What is between the tags of the last child of the envelope: its Body. */
  readonly body: readonly [start: number, end: number];
}

const deepest = 3;

/** @throws {Error} not well formed */
export const layoutOf = (text: string): Layout => {
  const parser = newParser();
  const startTags: StartTag[] = [];
  const counts = [0];
  let body: [number, number] = [0, 0];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    const place = counts.slice(1).map((count) => count - 1);
    if (counts.length > 1) place[place.length - 1]! += 1;
    if (counts.length <= deepest) startTags.push({ name, place, end: parser.position });
    if (counts.length === 2) body = [parser.position, parser.position];
    counts[counts.length - 1]! += 1;
    counts.push(0);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    counts.pop();
    if (counts.length === 2 && !isSelfClosing) body[1] = text.lastIndexOf('</', parser.position - 1);
  });
  parser.write(text).close();
  return { startTags, body };
};

export interface Insertion {
  readonly at: number;
  readonly xml: string;
}

/** Puts pieces in; those for one offset stand in the order in which they are given. */
export const insertInto = (text: string, insertions: readonly Insertion[]): string => {
  let [changed, from] = ['', 0];
  for (const { at, xml } of insertions.toSorted((one, other) => one.at - other.at)) {
    changed += text.slice(from, at) + xml;
    from = at;
  }
  return changed + text.slice(from);
};
