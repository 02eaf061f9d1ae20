import assert from 'node:assert/strict';
import fc from 'fast-check';
import { XmlDocument, XmlParseError } from 'libxml2-wasm';
import { libxmlTree, ourTree, type Tree } from '../test-support/xml-tree.ts';
import { parseXml, XmlRefused } from './parse.ts';

/** Parts that may stand in an element, most of them well formed. */
const inside = [
  ...[
    '<a>t</a>',
    '<b/>',
    '<p:b z="1">t</p:b>',
    '<c xmlns="urn:c"><d/></c>',
    '<d xmlns=""/>',
    '<p:e xmlns:p="urn:q" p:x=\'"\'/>',
  ],
  ...[
    '&amp;',
    '&#x41;',
    '&#65;',
    '&#0;',
    '&#xFFFF;',
    '&#x1F600;',
    '&lt;',
    ']]>',
    ']]',
    '<![CDATA[<&]]]>',
    '<![CDATA[',
    ']]&gt;',
  ],
  ...[
    '<!-- < & -->',
    '<!---->',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\u0085',
    '\u2028',
    '\u00a0',
    'é',
    '😀',
    '\u0001',
    '\ufffe',
    'text',
  ],
];

const inTag = [
  ...[
    ' x="1"',
    ' p:x="1"',
    ' q:x="2"',
    ' xmlns:q="urn:p"',
    ' xmlns=""',
    ' xmlns:q=""',
    ' xml:lang="en"',
    ' xmlns:xml="u"',
  ],
  ...[
    ' x="&#10;\r\n\t"',
    " x='a>b'",
    ' x="<"',
    ' x="&amp;"',
    '\n',
    '\ty = "1"',
    ' xmlns="urn:d"',
    ' p:x="1" q:x="1" xmlns:q="urn:p"',
  ],
];

const odd = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '=',
  '&',
  ';',
  '-',
  ':',
  '!',
  '?',
  '[',
  ']',
  ' ',
  'x',
  '<!',
  '--',
  '\u0000',
  '\ud800',
  'xmlns',
];

const someOf = (parts: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((chosen) => chosen.join(''));

/** A document; in one of two a character or two are put in, or taken out. */
const document = fc
  .tuple(
    someOf(inTag, 2),
    someOf(inside, 4),
    someOf(inside, 2),
    fc.boolean(),
    someOf(odd, 2),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(2),
  )
  .map(([attributes, before, after, isSpoilt, put, where, taken]) => {
    const text = `<a xmlns:p="urn:p"${attributes}>${before}<p:b y="1">t</p:b>${after}</a>`;
    const place = Math.floor(where * text.length);
    return isSpoilt ? text.slice(0, place) + put + text.slice(place + taken) : text;
  });

/** The tree, or why there is none. */
const byLibxml = (text: string): Tree | string => {
  let parsed: XmlDocument | undefined;
  try {
    parsed = XmlDocument.fromString(text);
    return libxmlTree(parsed.root);
  } catch (failure) {
    if (failure instanceof XmlParseError) return failure.message;
    throw failure;
  } finally {
    parsed?.dispose();
  }
};

const byUs = (text: string): Tree | undefined => {
  try {
    return ourTree(parseXml(text));
  } catch (failure) {
    if (failure instanceof XmlRefused) return undefined;
    throw failure;
  }
};

describe('parseXml against libxml2, which verifies signatures', () => {
  it('takes nothing that libxml2 refuses, and reads what both take in the same way', () => {
    let taken = 0;
    fc.assert(
      fc.property(document, (text) => {
        const ours = byUs(text);
        if (ours === undefined) return;
        const theirs = byLibxml(text);
        // Whether a namespace looks like an address is nothing to us: it is one that we know, or it is not.
        if (String(theirs).includes('is not a valid URI')) return;
        taken += 1;
        assert.deepEqual(ours, theirs);
      }),
      { numRuns: 3000 },
    );
    assert.ok(taken > 500, `only ${taken} of the texts were XML`);
  });
});
