/** Traffic between two nodes as a line: bowed, so that the two directions do not lie on each other; the more, the wider. */
import type { Place } from './places.ts';

/** From 1.5 for a call now and then to 11 for thousands in a second. */
export const widthOf = (ratePerSecond: number): number =>
  ratePerSecond <= 0 ? 1 : Math.min(11, Math.round((1.5 + 2.1 * Math.log10(1 + ratePerSecond * 20)) * 10) / 10);

export type Heat = 'quiet' | 'good' | 'warm' | 'hot';

/** Red where it burns: one call in a hundred fails on our side. */
export const heatOf = (ratePerSecond: number, errorPercent: number): Heat => {
  if (errorPercent >= 1) return 'hot';
  if (errorPercent > 0) return 'warm';
  return ratePerSecond > 0 ? 'good' : 'quiet';
};

export interface Bow {
  readonly path: string;
  /** In the middle of the line. */
  readonly x: number;
  readonly y: number;
  /** From rim to rim. */
  readonly length: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Who stands in the middle is not run over. */
const bendOf = (from: Place, to: Place, length: number): number => {
  const offMiddle = Math.abs(from.x * to.y - from.y * to.x) / length;
  return offMiddle < 60 && length > 280 ? 150 : Math.min(26, length * 0.12);
};

/** From rim to rim; nothing where the two stand on each other. */
export const bowOf = (from: Place, to: Place): Bow | undefined => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length <= from.radius + to.radius) return undefined;
  const [ux, uy] = [dx / length, dy / length];
  const bend = bendOf(from, to, length);
  const start = { x: from.x + ux * from.radius - uy * 5, y: from.y + uy * from.radius + ux * 5 };
  const end = { x: to.x - ux * (to.radius + 5) - uy * 5, y: to.y - uy * (to.radius + 5) + ux * 5 };
  const middle = { x: (start.x + end.x) / 2 - uy * bend, y: (start.y + end.y) / 2 + ux * bend };
  return {
    path: `M${round(start.x)} ${round(start.y)}Q${round(middle.x)} ${round(middle.y)} ${round(end.x)} ${round(end.y)}`,
    x: round((start.x + end.x) / 4 + middle.x / 2),
    y: round((start.y + end.y) / 4 + middle.y / 2),
    length: round(length - from.radius - to.radius),
  };
};
