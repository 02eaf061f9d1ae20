/** The same as `table.ts` for a door with one protocol: each step takes the stage that the one before has made. */
import { type AnyStep, type Run, runOf, type Step } from './table.ts';

export interface Way<First, Stage> {
  step<Next>(what: string, step: Step<Stage, Next>): Way<First, Next>;
  /** What the steps say, in order. */
  readonly steps: readonly string[];
  readonly run: Run<First, Stage>;
}

const wayOf = <First, Stage>(names: readonly string[], steps: readonly AnyStep[]): Way<First, Stage> => ({
  step: (what, step) => wayOf([...names, what], [...steps, step]),
  steps: names,
  run: runOf(steps),
});

export const way = <First>(): Way<First, First> => wayOf([], []);
