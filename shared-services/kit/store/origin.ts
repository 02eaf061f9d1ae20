/**
 * One run of a component numbers its audit records: 1, 2, 3. A record that is taken away leaves a gap, also before it is
 * sealed, and also at the end, as soon as the run goes on. Numbers of transactions that came to nothing are told with the next
 * record, so that they are no gap.
 */
import { drawRandom } from '../randomness.ts';
import type { Numbered } from './write.ts';

export interface Origin {
  draw(count: number): Numbered;
  /** The transaction that was to use the numbers came to nothing, as far as is known. */
  void(numbers: Numbered, count: number): void;
}

/** `5-7 9` */
const textOf = (ranges: readonly string[]): string | undefined => (ranges.length === 0 ? undefined : ranges.join(' '));

/** More would be a transaction that fails all the time: what is told is bounded, what is waiting is not lost. */
const toldAtOnce = 100;

export const createOrigin = (): Origin => {
  const origin = drawRandom(9).toString('base64url');
  let next = 1;
  const voided: string[] = [];
  return {
    draw: (count) => {
      const first = next;
      next += count;
      return { origin, first, voided: textOf(voided.splice(0, toldAtOnce)) };
    },
    void: ({ first, voided: told }, count) => {
      const last = first + count - 1;
      voided.push(...(told?.split(' ') ?? []), last === first ? `${first}` : `${first}-${last}`);
    },
  };
};
