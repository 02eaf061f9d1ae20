/** Gathers the elements of one hit: each once, and no more than are named. */
import { eachOnce, maxElements } from '../evidence.ts';
import type { HitElement } from '../hit.ts';

export interface Collector {
  elements: HitElement[];
  /** As many different ones as are named: whatever else there is would be left out. */
  full: boolean;
}

export const createCollector = (): Collector => ({ elements: [], full: false });

/** Looks for repetitions only when there seems to be enough. */
export const collect = (collector: Collector, pointer: string, value: string): void => {
  if (collector.full) return;
  collector.elements.push({ pointer, value });
  if (collector.elements.length < maxElements) return;
  collector.elements = [...eachOnce(collector.elements)];
  collector.full = collector.elements.length >= maxElements;
};

/** @param repeats whether an element may have been named twice */
export const collected = ({ elements, full }: Collector, repeats: boolean): readonly HitElement[] =>
  repeats && !full ? eachOnce(elements) : elements;
