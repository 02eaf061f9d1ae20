/** Where one schema takes less than another: each place with the reason, in words of the one who changed it. */
import type { FrozenSchema } from './surface.ts';

export interface Break {
  /** Names from the application down to the element, with slashes. */
  readonly at: string;
  readonly what: string;
}

type Schemas = Readonly<Record<string, FrozenSchema>>;

const propertiesOf = ({ properties }: FrozenSchema): Schemas => (properties ?? {}) as Schemas;
const requiredOf = ({ required }: FrozenSchema): readonly string[] => (required ?? []) as string[];
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const least = (schema: FrozenSchema, name: string) => (schema[name] as number | undefined) ?? Number.NEGATIVE_INFINITY;
const most = (schema: FrozenSchema, name: string) => (schema[name] as number | undefined) ?? Number.POSITIVE_INFINITY;

/** Bounds: what was allowed and is not any more. */
const ofBounds = (wide: FrozenSchema, narrow: FrozenSchema): string[] => [
  ...['minLength', 'minimum', 'minItems']
    .filter((name) => least(narrow, name) > least(wide, name))
    .map((name) => `${name} is ${narrow[name]}, it was ${wide[name] ?? 'none'}`),
  ...['maxLength', 'maximum', 'maxItems']
    .filter((name) => most(narrow, name) < most(wide, name))
    .map((name) => `${name} is ${narrow[name]}, it was ${wide[name] ?? 'none'}`),
];

/** A pattern that is a list of plain words, as enumerations are written: those words. */
const wordsOf = (pattern: unknown): string[] | undefined => {
  const [, words] = /^\^\(\?:([\w-]+(?:\|[\w-]+)*)\)\$$/.exec(String(pattern)) ?? [];
  return words?.split('|');
};

const takesMoreWords = (wide: unknown, narrow: unknown): boolean => {
  const after = wordsOf(narrow);
  return after !== undefined && wordsOf(wide)?.every((word) => after.includes(word)) === true;
};

/** Whether one pattern takes all that another does cannot be told, but of lists of words: a new one counts as narrower. */
const ofForm = (wide: FrozenSchema, narrow: FrozenSchema): string[] =>
  ['pattern', 'x-code-list', 'contentEncoding', 'enum', 'const']
    .filter((name) => narrow[name] !== undefined && !same(narrow[name], wide[name]))
    .filter((name) => name !== 'pattern' || !takesMoreWords(wide.pattern, narrow.pattern))
    .map((name) => `${name} is ${JSON.stringify(narrow[name])}, it was ${JSON.stringify(wide[name] ?? 'none')}`);

/** What it is called in XML types is nobody's concern; where it stands is. */
const xmlOf = (schema: FrozenSchema) => {
  const { base, attribute, namespace } = (schema['x-xml'] ?? {}) as Record<string, unknown>;
  return { base, attribute, namespace };
};

/** XML has an order: elements that both have must stand in the same one. */
const orderChanged = (wide: FrozenSchema, narrow: FrozenSchema): boolean => {
  const [before, after] = [Object.keys(propertiesOf(wide)), Object.keys(propertiesOf(narrow))];
  const common = (names: string[], others: string[]) => names.filter((name) => others.includes(name));
  return !same(common(before, after), common(after, before));
};

const ofStructure = (wide: FrozenSchema, narrow: FrozenSchema, at: string): Break[] => {
  const [before, after] = [propertiesOf(wide), propertiesOf(narrow)];
  const gone = Object.keys(before).filter((name) => !(name in after));
  const wanted = requiredOf(narrow).filter((name) => !requiredOf(wide).includes(name));
  return [
    ...gone.map((name) => ({ at: `${at}/${name}`, what: 'the element is gone' })),
    ...wanted.map((name) => ({ at: `${at}/${name}`, what: 'the element must be there, and could be left out' })),
    ...(orderChanged(wide, narrow) ? [{ at, what: 'the elements have another order' }] : []),
    ...Object.keys(before)
      .filter((name) => name in after)
      .flatMap((name) => narrowings(before[name]!, after[name]!, `${at}/${name}`)),
  ];
};

/**
 * What the wide one takes and the narrow one does not.
 *
 * @param at where we are, for those who read it
 */
export const narrowings = (wide: FrozenSchema, narrow: FrozenSchema, at: string): Break[] => {
  if (!same(wide.type, narrow.type)) return [{ at, what: `it is of type ${narrow.type}, it was ${wide.type}` }];
  if (!same(xmlOf(wide), xmlOf(narrow))) return [{ at, what: 'it is written in another way in XML' }];
  const here = [...ofBounds(wide, narrow), ...ofForm(wide, narrow)].map((what) => ({ at, what }));
  if (narrow.type === 'object') return [...here, ...ofStructure(wide, narrow, at)];
  if (narrow.type === 'array')
    return [...here, ...narrowings(wide.items as FrozenSchema, narrow.items as FrozenSchema, at)];
  return here;
};
