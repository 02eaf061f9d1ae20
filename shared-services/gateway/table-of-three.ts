/** The same table (see `table.ts`) with a third column: gRPC, whose requests arrive in a shape of their own. */
import { type AnyStep, type Run, runOf, type Step } from './table.ts';

export interface TableOfThree<Http, Call, Rest, Soap, Grpc> {
  row<NextRest, NextSoap, NextGrpc>(
    what: string,
    rest: Step<Rest, NextRest>,
    soap: Step<Soap, NextSoap>,
    grpc: Step<Grpc, NextGrpc>,
  ): TableOfThree<Http, Call, NextRest, NextSoap, NextGrpc>;
  /** What the rows say, in order. */
  readonly rows: readonly string[];
  readonly rest: Run<Http, Rest>;
  readonly soap: Run<Http, Soap>;
  readonly grpc: Run<Call, Grpc>;
}

interface Columns {
  readonly rest: readonly AnyStep[];
  readonly soap: readonly AnyStep[];
  readonly grpc: readonly AnyStep[];
}

const tableOf = <Http, Call, Rest, Soap, Grpc>(
  rows: readonly string[],
  columns: Columns,
): TableOfThree<Http, Call, Rest, Soap, Grpc> => ({
  row: (what, rest, soap, grpc) =>
    tableOf([...rows, what], {
      rest: [...columns.rest, rest],
      soap: [...columns.soap, soap],
      grpc: [...columns.grpc, grpc],
    }),
  rows,
  rest: runOf(columns.rest),
  soap: runOf(columns.soap),
  grpc: runOf(columns.grpc),
});

/** @typeParam Http what REST and SOAP begin with; @typeParam Call what gRPC begins with */
export const tableOfThree = <Http, Call>(): TableOfThree<Http, Call, Http, Http, Call> =>
  tableOf([], { rest: [], soap: [], grpc: [] });
