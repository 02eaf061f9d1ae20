/** Sample XML made from the official schemas alone: as much as they allow, or as little as they demand. */
import fc from 'fast-check';
import { parseXml, type XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import type { Part } from './official-schemas.ts';

interface OfficialTypes {
  readonly complex: ReadonlyMap<string, XmlElement>;
  readonly simple: ReadonlyMap<string, XmlElement>;
}

export type Extent = 'everything' | 'least';

const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name)?.value;

const descendants = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) => (child.name === name ? [child] : descendants(child, name)));

const named = (files: ReadonlyMap<string, string>, kind: string): Map<string, XmlElement> =>
  new Map(
    ['ctypes.xsd', 'stypes.xsd', 'htypes.xsd']
      .flatMap((file) => parseXml(files.get(file)!).children)
      .filter((child) => child.name === kind)
      .map((child) => [attributeOf(child, 'name')!, child]),
  );

export const officialTypes = (files: ReadonlyMap<string, string>): OfficialTypes => ({
  complex: named(files, 'complexType'),
  simple: named(files, 'simpleType'),
});

const digitsAfterPoint = 2;

/** The same at each run: samples are fixed data. */
const matching = (pattern: string): string =>
  fc.sample(
    fc.stringMatching(new RegExp(`^(?:${pattern.replace(/(?<!\[[^\]]*)\./g, '[A-Z]').replaceAll('[0,1]', '[01]')})$`)),
    {
      numRuns: 1,
      seed: 7,
    },
  )[0]!;

const valueOfType = (types: OfficialTypes, type: string): string => {
  if (type === 'xs:boolean') return 'true';
  if (type === 'xs:base64Binary') return 'QUJD';
  const simple = types.simple.get(type)!;
  const [restriction] = descendants(simple, 'restriction');
  const base = attributeOf(restriction!, 'base');
  const [pattern] = descendants(simple, 'pattern');
  if (base === 'xs:dateTime') return '2026-11-21T08:00:00Z';
  if (pattern !== undefined && !(base === 'xs:decimal')) return matching(attributeOf(pattern, 'value')!);
  if (base !== 'xs:decimal') return 'A1';
  const isWhole = descendants(simple, 'fractionDigits').some((facet) => attributeOf(facet, 'value') === '0');
  return isWhole ? '7' : (7.25).toFixed(digitsAfterPoint);
};

const partOf = (element: XmlElement): Part => ({
  name: attributeOf(element, 'name')!,
  type: attributeOf(element, 'type')!,
  minimum: Number(attributeOf(element, 'minOccurs') ?? 1),
  maximum: Number(attributeOf(element, 'maxOccurs') ?? 1),
});

/** Of a choice the first; of a repetition the least or one more, so that both one and several are seen. */
const countOf = ({ minimum, maximum }: Part, extent: Extent): number =>
  extent === 'least' ? minimum : Math.min(maximum, minimum + 1);

const elementXml = (types: OfficialTypes, part: Part, extent: Extent): string => {
  const complex = types.complex.get(part.type);
  if (complex === undefined) return `<${part.name}>${valueOfType(types, part.type)}</${part.name}>`;
  const attributes = descendants(complex, 'attribute').map(
    (attribute) => ` ${attributeOf(attribute, 'name')}="${valueOfType(types, attributeOf(attribute, 'type')!)}"`,
  );
  const [choice] = descendants(complex, 'choice');
  const elements = descendants(complex, 'element').slice(0, choice === undefined ? undefined : 1);
  return `<${part.name}${attributes.join('')}>${partsXml(types, elements.map(partOf), extent)}</${part.name}>`;
};

export const partsXml = (types: OfficialTypes, parts: readonly Part[], extent: Extent): string =>
  parts.map((part) => elementXml(types, part, extent).repeat(countOf(part, extent))).join('');
