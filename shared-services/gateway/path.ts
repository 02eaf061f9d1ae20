/** Paths in their plain form only: what two readers might understand differently is not understood at all. */
import { refuse } from './refusals.ts';

const plainPath = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)+\/?$|^\/$/;
/** Encoded control characters, dots, slashes, backslashes, percent signs and everything that is not ASCII. */
const hidden = /%(?:[01][0-9a-f]|7f|2e|2f|5c|25|[89a-f][0-9a-f])/i;
const dotSegment = /\/\.{1,2}(?:\/|$)/;

export interface Address {
  readonly path: string;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
}

/** @throws {Refusal} double slashes, dot segments, backslashes, encoded slashes, control characters, non-ASCII */
export const addressOf = (url: string): Address => {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  if (!plainPath.test(path) || dotSegment.test(path) || (path.includes('%') && hidden.test(path))) {
    throw refuse('PATH_NOT_CANONICAL');
  }
  return { path, query: mark === -1 ? '' : url.slice(mark + 1) };
};

/** `/mailbox/messages/a%20b` -> `['mailbox', 'messages', 'a b']` */
export const segmentsOf = (path: string): string[] =>
  path
    .slice(1)
    .split('/')
    .map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
