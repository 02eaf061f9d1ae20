/**
 * The same table (see `table.ts`) with a third column for what is no request of HTTP and arrives in a shape of its own: gRPC at
 * CCN2ng, what a page of the portal asks for at SPEED2ng.
 */
import { type AnyStep, type Run, runOf, type Step } from './table.ts';

export interface TableOfThree<Http, Call, Rest, Soap, Third> {
  row<NextRest, NextSoap, NextThird>(
    what: string,
    rest: Step<Rest, NextRest>,
    soap: Step<Soap, NextSoap>,
    third: Step<Third, NextThird>,
  ): TableOfThree<Http, Call, NextRest, NextSoap, NextThird>;
  /** What the rows say, in order. */
  readonly rows: readonly string[];
  readonly rest: Run<Http, Rest>;
  readonly soap: Run<Http, Soap>;
  readonly third: Run<Call, Third>;
}

interface Columns {
  readonly rest: readonly AnyStep[];
  readonly soap: readonly AnyStep[];
  readonly third: readonly AnyStep[];
}

const tableOf = <Http, Call, Rest, Soap, Third>(
  rows: readonly string[],
  columns: Columns,
): TableOfThree<Http, Call, Rest, Soap, Third> => ({
  row: (what, rest, soap, third) =>
    tableOf([...rows, what], {
      rest: [...columns.rest, rest],
      soap: [...columns.soap, soap],
      third: [...columns.third, third],
    }),
  rows,
  rest: runOf(columns.rest),
  soap: runOf(columns.soap),
  third: runOf(columns.third),
});

/** @typeParam Http what REST and SOAP begin with; @typeParam Call what the third column begins with */
export const tableOfThree = <Http, Call>(): TableOfThree<Http, Call, Http, Http, Call> =>
  tableOf([], { rest: [], soap: [], third: [] });
