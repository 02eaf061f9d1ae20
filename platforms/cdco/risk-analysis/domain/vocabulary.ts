/** The elements that criteria of a procedure may name, with their types: read from the schemas of its declarations. */
import type { TSchema } from '../../../../reference-architecture/contract/schema.ts';
import { xmlFactsOf } from '../../../../reference-architecture/contract/schema.ts';
import type { BlockName } from './condition.ts';
import { derivations } from './derived.ts';
import type { Shape } from './scope.ts';

export interface ElementType {
  readonly kind: 'text' | 'number' | 'moment' | 'flag';
  /** Code list that its values are of. */
  readonly list?: string;
  /** Form of a whole value. */
  readonly pattern?: string;
  readonly maxLength?: number;
  /** What a number counts. */
  readonly unit?: string;
}

export interface Vocabulary {
  /** Undefined: no declaration of the procedure has such an element there. */
  typeOf(block: BlockName, element: string): ElementType | undefined;
  readonly elements: Readonly<Record<BlockName, ReadonlyMap<string, ElementType>>>;
}

type Types = Map<string, ElementType>;

/** Units are the element's own: nobody declares them beside the number. */
const unitOf = (path: string): string | undefined => {
  if (/[Mm]ass$/.test(path)) return 'kg';
  if (/\.value$/.test(path)) return 'declared currency';
  return path.endsWith('numberOfPackages') ? 'packages' : undefined;
};

const kindOf = (schema: TSchema): ElementType['kind'] => {
  const { base } = xmlFactsOf(schema);
  if (base === 'decimal' || base === 'integer') return 'number';
  if (base === 'dateTime' || base === 'date') return 'moment';
  return base === 'boolean' ? 'flag' : 'text';
};

const typeOf = (schema: TSchema, path: string): ElementType => {
  const kind = kindOf(schema);
  const unit = kind === 'number' ? unitOf(path) : undefined;
  const list = schema['x-code-list'] as string | undefined;
  return {
    kind,
    ...(list === undefined ? {} : { list }),
    ...(unit === undefined ? {} : { unit }),
    ...(typeof schema['pattern'] === 'string' ? { pattern: schema['pattern'] } : {}),
    ...(typeof schema['maxLength'] === 'number' ? { maxLength: schema['maxLength'] } : {}),
  };
};

const bare = (schema: TSchema | undefined): TSchema | undefined => (schema?.['items'] as TSchema) ?? schema;
const propertiesOf = (schema: TSchema | undefined): Readonly<Record<string, TSchema>> =>
  (bare(schema)?.['properties'] as Record<string, TSchema>) ?? {};

const addTypes = (to: Types, schema: TSchema | undefined, path = ''): void => {
  for (const [name, one] of Object.entries(propertiesOf(schema))) {
    const place = path === '' ? name : `${path}.${name}`;
    const inner = bare(one)!;
    if (inner['properties'] === undefined) to.set(place, typeOf(inner, place));
    else addTypes(to, inner, place);
  }
};

const addBlocks = (elements: Readonly<Record<BlockName, Types>>, schema: TSchema, shape: Shape): void => {
  const master = propertiesOf(schema)[shape.master];
  const house = propertiesOf(master)[shape.house];
  addTypes(elements.declaration, schema);
  // A consignment without others below it is one of the lowest level itself.
  for (const consignment of [master, house]) {
    addTypes(elements.house, consignment);
    addTypes(elements.item, propertiesOf(consignment)[shape.item]);
  }
};

/** @param schemas of the declarations of a procedure, each of which knows some of the elements */
export const vocabularyOf = (schemas: readonly TSchema[], shape: Shape): Vocabulary => {
  const elements = { declaration: new Map(), house: new Map(), item: new Map() } as Record<BlockName, Types>;
  for (const schema of schemas) addBlocks(elements, schema, shape);
  for (const [name, { block, type, unit }] of derivations) {
    elements[block].set(name, {
      kind: type === 'decimal' ? 'number' : 'text',
      ...(unit === undefined ? {} : { unit }),
    });
  }
  return { elements, typeOf: (block, element) => elements[block].get(element) };
};
