/** Documents of every kind that canonical XML has a rule for, and a place in each. */
import fc from 'fast-check';
import type { XmlElement } from '../xml/parse.ts';

/** Text as it may stand between tags. */
const texts = [
  ...[
    'a',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '"',
    "'",
    '>',
    ']]',
    'é',
    '€',
    '\u0085',
    '\u2028',
    '\ufffd',
    '\ue000',
    '😀',
    '𐀀',
    '\u{10ffff}',
  ],
  ...['&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#13;', '&#xD;', '&#9;', '&#10;', '&#x1F600;', '&#38;', ']]&gt;'],
  ...['<![CDATA[]]>', '<![CDATA[<&>\r\n"]]>', '<![CDATA[]]]]><![CDATA[>]]>', '<!-- & -->', '<!---->'],
];

/** Values as they may stand between quotation marks. */
const values = [
  '',
  'a',
  ' b  c ',
  '\t',
  '\r\n',
  '\r',
  "'",
  '>',
  '&#13;',
  '&#9;',
  '&#10;',
  '&quot;',
  '&lt;',
  '&amp;#xD;',
  '😀',
  '&#x10FFFF;',
];

const declarations = [
  ...['xmlns="urn:1"', 'xmlns="urn:2"', 'xmlns=""', 'xmlns="http://a.example/?b=c"'],
  ...[
    'xmlns:p="urn:1"',
    'xmlns:p="urn:2"',
    'xmlns:q="urn:1"',
    'xmlns:q="urn:3#x"',
    'xmlns:P="urn:0"',
    'xmlns:é="urn:1"',
  ],
  ...['xmlns:𐀀="urn:4"', 'xmlns:\uf900="urn:5"', 'xmlns:xml="http://www.w3.org/XML/1998/namespace"'],
];

const attributeNames = ['x', 'y', 'X', '𐀀', '\uf900', 'p:x', 'p:a', 'q:x', 'q:b', 'xml:lang', 'xml:space', 'xml:base'];

const elementNames = ['a', 'b', 'p:a', 'q:a', 'é:c', 'xml:d', '𐀀:e', '\uf900:f'];

const prefixes = ['p', 'q', 'é', '𐀀', 'xml', 'unknown', '#default'];

const fewOf = (from: readonly string[], maxLength: number) => fc.array(fc.constantFrom(...from), { maxLength });

const attribute = fc
  .tuple(fc.constantFrom(...attributeNames), fewOf(values, 2))
  .map(([name, value]) => `${name}="${value.join('')}"`);

const tag = fc.tuple(fc.constantFrom(...elementNames), fewOf(declarations, 2), fc.array(attribute, { maxLength: 3 }));

const { node } = fc.letrec<{ node: string; inside: string }>((tie) => ({
  inside: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fewOf(texts, 3).map((some) => some.join('')),
    tie('node'),
  ),
  node: fc
    .tuple(tag, fc.array(tie('inside'), { maxLength: 4 }), fc.boolean())
    .map(([[name, declared, attributes], inside, isEmpty]) => {
      const start = [name, ...declared, ...attributes].join(' ');
      return isEmpty ? `<${start}/>` : `<${start}>${inside.join('')}</${name} >`;
    }),
}));

export interface DocumentWithPlace {
  readonly text: string;
  /** Which of its elements, in document order, modulo how many there are. */
  readonly which: number;
  readonly prefixes: readonly string[];
}

/** One in some is not well formed (an attribute that stands twice), for who reads it to refuse. */
export const documentsWithPlaces: fc.Arbitrary<DocumentWithPlace> = fc.record({
  text: fc
    .tuple(node, node)
    .map(
      ([one, other]) =>
        '<!-- before --><r xmlns:p="urn:1" xmlns:q="urn:2" xmlns:é="urn:1" xmlns:𐀀="urn:4" xmlns:\uf900="urn:5">' +
        `${one}<s xmlns="urn:d" xmlns:p="urn:p">${other}</s></r>\n<!-- after -->`,
    ),
  which: fc.nat(),
  prefixes: fewOf(prefixes, 2),
});

/** The places of all elements, in document order. */
export const placesIn = (element: XmlElement, place: readonly number[] = []): (readonly number[])[] => [
  place,
  ...element.children.flatMap((child, position) => placesIn(child, [...place, position])),
];
