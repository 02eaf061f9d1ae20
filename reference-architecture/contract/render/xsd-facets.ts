/** The facets of a simple value: JSON Schema keywords and XML facts as an xs:restriction. */
import { type TSchema, type XmlFacts, xmlFactsOf } from '../schema.ts';
import { xsdPattern } from './pattern.ts';
import { node, type XmlNode } from './xml.ts';

type Facet = readonly [name: string, value: string | number | undefined];

/** JSON counts base64 characters, XSD counts the bytes they stand for. */
const octets = (characters: number | undefined) =>
  characters === undefined ? undefined : Math.floor(characters / 4) * 3;

const textFacets = (schema: TSchema): Facet[] => [
  ['minLength', schema.minLength === 0 ? undefined : (schema.minLength as number | undefined)],
  ['maxLength', schema.maxLength as number | undefined],
];

const numberFacets = (schema: TSchema, xml: XmlFacts): Facet[] => [
  ['totalDigits', xml.totalDigits],
  ['fractionDigits', schema.type === 'integer' && xml.base === 'decimal' ? 0 : xml.fractionDigits],
  ['minInclusive', schema.minimum as number | undefined],
  ['maxInclusive', schema.maximum as number | undefined],
];

const patternFacet = (schema: TSchema): Facet => [
  'pattern',
  schema.pattern === undefined ? undefined : xsdPattern(schema.pattern as string),
];

const facetsOf = (schema: TSchema, xml: XmlFacts): Facet[] => {
  if (xml.base === 'base64Binary') return [['maxLength', octets(schema.maxLength as number | undefined)]];
  return [...textFacets(schema), ...numberFacets(schema, xml), patternFacet(schema)];
};

/** The XSD built-in type of a simple value. @throws Error for a schema outside the contract language */
export const baseOf = (schema: TSchema, place: string): string => {
  const base = xmlFactsOf(schema).base;
  if (base === undefined) throw new Error(`${place}: a simple value without an XSD base type has no XML form`);
  return `xs:${base}`;
};

/** The restriction of a simple value; without facets it is the built-in type itself. */
export const restrictionOf = (schema: TSchema, place: string): XmlNode =>
  node(
    'xs:restriction',
    { base: baseOf(schema, place) },
    facetsOf(schema, xmlFactsOf(schema)).map(([name, value]) =>
      value === undefined ? undefined : node(`xs:${name}`, { value }),
    ),
  );
