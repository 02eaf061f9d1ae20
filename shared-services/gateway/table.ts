/**
 * The way of an untrusted message as a table: a row is a step, a column a protocol. Each step takes the stage that the row
 * above has made, so that a forgotten or misplaced step does not compile.
 */

/** Refuses by throwing. */
export type Step<From, To> = (stage: From) => To | Promise<To>;

export type Outcome<First, Last> =
  | { readonly done: true; readonly stage: Last }
  /** `stage` is as far as the message came: what a protocol knows when it words the refusal. */
  | { readonly done: false; readonly stage: First & Partial<Last>; readonly reason: unknown };

export type Run<First, Last> = (stage: First) => Promise<Outcome<First, Last>>;

export interface Table<First, Rest, Soap> {
  row<NextRest, NextSoap>(
    what: string,
    rest: Step<Rest, NextRest>,
    soap: Step<Soap, NextSoap>,
  ): Table<First, NextRest, NextSoap>;
  /** What the rows say, in order. */
  readonly rows: readonly string[];
  readonly rest: Run<First, Rest>;
  readonly soap: Run<First, Soap>;
}

export type AnyStep = Step<never, unknown>;

export const runOf =
  <First, Last>(steps: readonly AnyStep[]): Run<First, Last> =>
  async (first) => {
    let stage: unknown = first;
    try {
      for (const step of steps) {
        const next = (step as Step<unknown, unknown>)(stage);
        stage = next instanceof Promise ? await next : next;
      }
      return { done: true, stage: stage as Last };
    } catch (reason) {
      return { done: false, stage: stage as First & Partial<Last>, reason };
    }
  };

/** A way with one column, for a door at which nothing but pages asks. */
export interface Column<First, Last> {
  row<Next>(what: string, step: Step<Last, Next>): Column<First, Next>;
  /** What the rows say, in order. */
  readonly rows: readonly string[];
  readonly run: Run<First, Last>;
}

const columnOf = <First, Last>(rows: readonly string[], steps: readonly AnyStep[]): Column<First, Last> => ({
  row: (what, step) => columnOf([...rows, what], [...steps, step]),
  rows,
  run: runOf(steps),
});

export const column = <First>(): Column<First, First> => columnOf([], []);

const tableOf = <First, Rest, Soap>(
  rows: readonly string[],
  rest: readonly AnyStep[],
  soap: readonly AnyStep[],
): Table<First, Rest, Soap> => ({
  row: (what, restStep, soapStep) => tableOf([...rows, what], [...rest, restStep], [...soap, soapStep]),
  rows,
  rest: runOf(rest),
  soap: runOf(soap),
});

export const table = <First>(): Table<First, First, First> => tableOf([], [], []);
