/** Inputs for readers: put together of the marks of their languages, in any order, by a seed. */
import fc from 'fast-check';

/** Pieces of the languages, put together as it comes: what is only random is refused at its first character. */
const piecesOf = (...pieces: string[]) =>
  fc
    .array(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 4 })),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join(''));

/** Numbers beyond any are the validator’s to refuse. */
export const json = piecesOf(
  '{',
  '}',
  '[',
  ']',
  '"',
  '"a"',
  '"a":',
  ':',
  ',',
  '\\',
  '\\"',
  '1',
  '-1.5',
  'null',
  'true',
  ' ',
  '\\u0061',
  '"__proto__":',
);
export const xml = piecesOf(
  '<a>',
  '</a>',
  '<a/>',
  '<a b="c">',
  '<x:a xmlns:x="u">',
  '</x:a>',
  '&amp;',
  '&#x41;',
  '&#0;',
  '&e;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  ' xmlns="u"',
  '\ufeff',
  'text',
  '"',
  '>',
);
export const paths = piecesOf(
  '/',
  '/a',
  '..',
  '.',
  '%2e',
  '%2F',
  '%25',
  '%c0%ae',
  '%',
  '?',
  '#',
  ';a=b',
  '\\',
  '//',
  'å',
  '%00',
  ':',
);
export const headers = piecesOf(';', 'charset', '=', '"', 'utf-8', '\\"', ' ', 'application/json', ';action="', ',');
export const tokens = piecesOf('eyJhbGciOiJub25lIn0', '.', 'e30', '-', '_', 'eyJ', ' ', '=');
export const networks = piecesOf('10.0.0.1', '/', '8', '999', '::', 'fe80::1', '::ffff:10.0.0.1', '/129', '%eth0');

/** DER that begins right, and goes on as it likes. */
export const der = fc
  .array(
    fc.tuple(
      fc.constantFrom(0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x17, 0xa0, 0x86),
      fc.uint8Array({ maxLength: 20 }),
      fc.integer({ min: -2, max: 2 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => {
    const inner = parts.flatMap(([tag, content, off]) => [tag, (content.length + off) & 0xff, ...content]);
    return Uint8Array.from([0x30, 0x82, inner.length >> 8, inner.length & 0xff, ...inner]);
  });
