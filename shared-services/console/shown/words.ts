/** How figures and times are said. */
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';

const digits = (value: number, most: number) =>
  new Intl.NumberFormat('en-GB', { maximumFractionDigits: most }).format(value);

export const whole = (value: number): string => digits(value, 0);

/** Three digits that matter, no more. */
export const few = (value: number): string => digits(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** Figures come as text, so that every reader has the same digits. */
export const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

export const perSecond = (rate: number): string => `${few(rate)}/s`;

export const percent = (value: number): string => `${few(value)} %`;

/** Never rounded up: 99.9996 % is not 100 %. */
export const availabilityPercent = (value: number): string =>
  `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3, roundingMode: 'floor' } as Intl.NumberFormatOptions).format(value)} %`;

export const milliseconds = (ms: number): string => (ms >= 1000 ? `${few(ms / 1000)} s` : `${few(ms)} ms`);

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** `2 d 3 h`, `4 min 10 s`, `12 s`: two parts at most. */
export const duration = (seconds: number): string => {
  let left = Math.max(0, Math.round(seconds));
  const said: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    if (count > 0 && said.length < 2) said.push(`${count} ${unit}`);
    left -= count * size;
  }
  if (said.length === 0 || (said.length === 1 && said[0]?.endsWith('min') && left > 0)) said.push(`${left} s`);
  return said.join(' ');
};

export const bytes = (count: number): string => {
  const step = count <= 0 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  return `${few(count / 1024 ** step)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][step]}`;
};

/** `2026-11-22 03:00:05`, and exactly for machines. */
export const instant = (atMs: number): Piece => {
  const at = new Date(atMs).toISOString();
  return html`<time datetime="${at}" class="instant">${at.slice(0, 10)} ${at.slice(11, 19)}</time>`;
};

/** The same with milliseconds. */
export const instantExactly = (atMs: number): Html => {
  const at = new Date(atMs).toISOString();
  return html`<time datetime="${at}" class="instant">${at.slice(0, 10)} ${at.slice(11, 23)}</time>`;
};

export const ago = (atMs: number, nowMs: number): Piece =>
  html`<time datetime="${new Date(atMs).toISOString()}" title="${new Date(atMs).toISOString()}">${duration((nowMs - atMs) / 1000)} ago</time>`;
