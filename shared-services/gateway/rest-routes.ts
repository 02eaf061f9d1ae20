/** From method and path to the operation, by the contracts. */
import {
  type Application,
  type Circle,
  operationsOf,
  type PlacedOperation,
  type RestBinding,
} from '../../reference-architecture/contract/language.ts';
import { addressOf, segmentsOf } from './path.ts';
import { MethodRefusal, refuse } from './refusals.ts';

export interface RestRoute {
  readonly placed: PlacedOperation;
  readonly rest: RestBinding;
  /** Name of the parameter at that place, or the literal segment. */
  readonly segments: readonly { readonly parameter?: string; readonly literal?: string }[];
}

export interface RestMatch {
  readonly route: RestRoute;
  /** From the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: string;
}

export interface RestRoutes {
  readonly all: readonly RestRoute[];
  /**
   * @param url path and query below the REST root
   * @throws {Refusal} path not in plain form, unknown, or not taking the method
   */
  find(method: string, url: string): RestMatch;
}

/** Operations that a circle may call at all; the others do not exist at its gateway. */
export const offeredTo = (catalogue: readonly Application[], circle: Circle): PlacedOperation[] =>
  catalogue
    .flatMap(operationsOf)
    .filter(({ service, operation }) => !service.internal && operation.audience.some((one) => one.circle === circle));

const routeOf = (placed: PlacedOperation, rest: RestBinding): RestRoute => ({
  placed,
  rest,
  segments: segmentsOf(rest.path).map((segment) =>
    segment.startsWith('{') ? { parameter: segment.slice(1, -1) } : { literal: segment },
  ),
});

/** `/mailbox/messages/{}`: two templates of the same form would be the same path. */
const formOf = ({ rest }: RestRoute) => rest.path.replaceAll(/\{[^}]+\}/g, '{}');

const assertDistinct = (routes: readonly RestRoute[]) => {
  const seen = new Map<string, string>();
  for (const route of routes) {
    const form = `${route.rest.method} ${formOf(route)}`;
    const other = seen.get(form);
    if (other !== undefined) throw new Error(`${form} is claimed by ${other} and by ${route.placed.id}`);
    seen.set(form, route.placed.id);
  }
};

const matching = (route: RestRoute, segments: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, { parameter, literal }] of route.segments.entries()) {
    const segment = segments[index]!;
    if (parameter !== undefined) parameters[parameter] = segment;
    else if (literal !== segment) return undefined;
  }
  return parameters;
};

const parametersIn = ({ segments }: RestRoute) => segments.filter((segment) => segment.parameter !== undefined).length;

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(items, keyOf);

export const createRestRoutes = (offered: readonly PlacedOperation[]): RestRoutes => {
  const all = offered.flatMap((placed) =>
    placed.operation.rest === undefined ? [] : [routeOf(placed, placed.operation.rest)],
  );
  assertDistinct(all);
  const literal = grouped(
    all.filter((route) => parametersIn(route) === 0),
    (route) => route.rest.path,
  );
  // The template with fewer parameters goes first: `/filings/latest` before `/filings/{movementReferenceNumber}`.
  const templates = grouped(
    all.filter((route) => parametersIn(route) > 0).sort((a, b) => parametersIn(a) - parametersIn(b)),
    (route) => String(route.segments.length),
  );

  const candidates = (path: string): { route: RestRoute; parameters: Record<string, string> }[] => {
    const exact = literal.get(path);
    if (exact !== undefined) return exact.map((route) => ({ route, parameters: {} }));
    const segments = segmentsOf(path);
    const ofLength = templates.get(String(segments.length)) ?? [];
    return ofLength.flatMap((route) => {
      const parameters = matching(route, segments);
      return parameters === undefined ? [] : [{ route, parameters }];
    });
  };

  return {
    all,
    find: (method, url) => {
      const { path, query } = addressOf(url);
      const found = candidates(path);
      if (found.length === 0) throw refuse('OPERATION_UNKNOWN');
      const match = found.find(({ route }) => route.rest.method === method);
      if (match === undefined) throw new MethodRefusal([...new Set(found.map(({ route }) => route.rest.method))]);
      return { ...match, query };
    },
  };
};
