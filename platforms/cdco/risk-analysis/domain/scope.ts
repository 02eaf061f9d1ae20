/** What a condition looks at: the declaration, one consignment or one goods item, each with what repeats below it. */
import type { Block } from './condition.ts';

export interface Scope {
  readonly node: unknown;
  /** JSON pointer of the node in the declaration. */
  readonly pointer: string;
  /** Goods items at every level: nothing that is declared escapes a criterion. */
  readonly item: readonly Scope[];
  /** Consignments of the lowest level: the house consignments, or the straight one. */
  readonly house: readonly Scope[];
  /** Goods items of the lowest level: counted and summed, so that what is said at two levels counts once. */
  readonly counted: readonly Scope[];
}

/** Where a procedure's declarations keep their consignments and goods items. */
export interface Shape {
  /** From the declaration to the consignment that holds the others. */
  readonly master: string;
  /** From there to those below it. */
  readonly house: string;
  /** From a consignment to its goods items. */
  readonly item: string;
}

export const scopeShapes: Readonly<Record<string, Shape>> = {
  entry: { master: 'consignmentMasterLevel', house: 'consignmentHouseLevel', item: 'goodsItem' },
};

/** Other procedures are declared by shipment; until one says otherwise, items stand directly below it. */
const byShipment: Shape = { master: 'goodsShipment', house: 'consignment', item: 'goodsItem' };

export const shapeOf = (procedure: string): Shape => scopeShapes[procedure] ?? byShipment;

const none: readonly Scope[] = [];

const child = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;

const itemScope = (node: unknown, pointer: string): Scope => {
  const scope = { node, pointer, item: [] as Scope[], house: none, counted: none as readonly Scope[] };
  scope.item.push(scope);
  scope.counted = scope.item;
  return scope;
};

/** One where the schema knows one, each where it knows many. */
const eachOf = (node: unknown, pointer: string, make: (node: unknown, pointer: string) => Scope): readonly Scope[] => {
  if (Array.isArray(node)) return node.map((one, position) => make(one, `${pointer}/${position}`));
  return node === undefined || node === null ? none : [make(node, pointer)];
};

const consignmentScope =
  (shape: Shape) =>
  (node: unknown, pointer: string): Scope => {
    const item = eachOf(child(node, shape.item), `${pointer}/${shape.item}`, itemScope);
    const scope = { node, pointer, item, house: [] as Scope[], counted: item };
    scope.house.push(scope);
    return scope;
  };

/** The whole declaration, cut into its consignments and goods items once for all profiles. */
export const scopeOf = (declaration: unknown, procedure: string): Scope => {
  const shape = shapeOf(procedure);
  const cut = consignmentScope(shape);
  const masterPointer = `/${shape.master}`;
  const masterNode = child(declaration, shape.master);
  const masters = eachOf(masterNode, masterPointer, cut);
  const houses = masters.flatMap(({ node, pointer }) =>
    eachOf(child(node, shape.house), `${pointer}/${shape.house}`, cut),
  );
  const lowest = houses.length > 0 ? houses : masters;
  const counted = lowest.flatMap(({ item }) => item);
  const item = houses.length > 0 ? [...masters.flatMap((master) => master.item), ...counted] : counted;
  return { node: declaration, pointer: '', item, house: lowest, counted };
};

/** The blocks of a scope over which counts and sums go. */
export const countedIn = (scope: Scope, block: Block): readonly Scope[] =>
  block === 'item' ? scope.counted : scope.house;
