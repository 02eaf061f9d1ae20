/** The content of any message as nested facts: its official names, made readable, in the order in which they came. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { day, facts, moment } from '../../../../../shared-services/gateway/pages/parts.ts';

const maxDepth = 20;

/** `messageSender` -> `Message sender`; `MRN` and `LRN` stay. */
export const readable = (name: string): string => {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(' ');
  const [first = '', ...others] = words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()));
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others].join(' ');
};

const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const several = (values: readonly unknown[], depth: number): Html =>
  html`<ol>${values.map((value) => html`<li>${shownValue(value, depth)}</li>`)}</ol>`;

const shownValue = (value: unknown, depth: number): Piece => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return isMoment(value) ? moment(value) : isDay(value) ? day(value) : value;
  if (typeof value !== 'object') return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
  if (depth > maxDepth) return html`<code>${JSON.stringify(value)}</code>`;
  if (Array.isArray(value)) return value.length === 1 ? shownValue(value[0], depth + 1) : several(value, depth + 1);
  return contentOf(value as Record<string, unknown>, depth + 1);
};

export const contentOf = (content: Readonly<Record<string, unknown>>, depth = 0): Html =>
  facts(Object.fromEntries(Object.entries(content).map(([name, value]) => [readable(name), shownValue(value, depth)])));
