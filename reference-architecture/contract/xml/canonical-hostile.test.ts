/** Trees made to be taken for each other, and trees made to keep the writer busy. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { libxmlCanonical } from '../test-support/libxml-canonical.ts';
import { canonicalXml } from './canonical.ts';
import { escapeAttribute, escapeText, isCarriedByXml } from './escape.ts';
import { parseXml } from './parse.ts';

const formOf = (text: string, prefixes: readonly string[] = []): string => {
  const form = canonicalXml(parseXml(text), { prefixes });
  assert.equal(form, libxmlCanonical(text, [], prefixes), text);
  return form;
};

/** The form of the first child, where the root around it is none of it. */
const formInside = (text: string, prefixes: readonly string[] = []): string => {
  const root = parseXml(text);
  const form = canonicalXml(root.children[0]!, { ancestors: [root], prefixes });
  assert.equal(form, libxmlCanonical(text, [0], prefixes), text);
  return form;
};

/** In each row all are different to a reader. */
const different: readonly (readonly string[])[] = [
  ['<a>\n</a>', '<a>&#13;\n</a>', '<a>&#13;</a>', '<a> </a>', '<a>\t</a>', '<a></a>', '<a>\u0085</a>', '<a>\u2028</a>'],
  [
    '<a b=" "/>',
    '<a b="&#9;"/>',
    '<a b="&#10;"/>',
    '<a b="&#13;"/>',
    '<a b="&#13;&#10;"/>',
    '<a b="\u0085"/>',
    '<a b=""/>',
  ],
  ['<a b="  "/>', '<a b=" "/>', '<a b=" &#9;"/>', '<a b="\u00a0"/>'],
  ['<a>]]&gt;</a>', '<a>]]&amp;gt;</a>', '<a>]]</a>', '<a>&gt;]]</a>'],
  ['<a>&amp;lt;</a>', '<a>&lt;</a>', '<a>&amp;#60;</a>', '<a>&amp;amp;lt;</a>'],
  ['<a>&lt;b&gt;&lt;/b&gt;</a>', '<a><b/></a>'],
  ['<a b="&quot; c=&quot;d"/>', '<a b="" c="d"/>', `<a b='" c=' d=''/>`],
  ['<a b="&amp;quot;"/>', '<a b="&quot;"/>', `<a b="'"/>`],
  ['<a>1<b/>2</a>', '<a>12<b/></a>', '<a><b/>12</a>', '<a>1<b>2</b></a>'],
  ['<a><b/><c/></a>', '<a><c/><b/></a>', '<a><b><c/></b></a>', '<a><b c=""/></a>'],
  ['<a x="1" xmlns:p="urn:p" p:x="2"/>', '<a x="2" xmlns:p="urn:p" p:x="1"/>'],
  ['<a/>', '<a xmlns="urn:a"/>', '<p:a xmlns:p="urn:a"/>', '<a xmlns="urn:b"/>', '<A/>', '<á/>', '<a\u0301/>'],
  ['<a xmlns="urn:a"><b/></a>', '<a xmlns="urn:a"><b xmlns=""/></a>', '<a><b xmlns="urn:a"/></a>'],
  ['<a xml:lang="en"/>', '<a xml:lang="EN"/>', '<a lang="en"/>', '<a xml:space="preserve"/>', '<a/>'],
  ['<a>😀</a>', '<a>\ufffd</a>', '<a>\ufffd\ufffd</a>', '<a>\u{1f601}</a>'],
  ['<a>é</a>', '<a>e\u0301</a>'],
  ['<a xmlns:p="urn:1"><p:b/></a>', '<a xmlns:p="urn:2"><p:b/></a>'],
  ['<a xmlns:p="urn:1"><p:b xmlns:p="urn:2"/></a>', '<a xmlns:p="urn:1"><p:b/></a>'],
];

/** In each row all are one to a reader. */
const alike: readonly (readonly string[])[] = [
  ['<a>]]&gt;</a>', '<a><![CDATA[]]]]><![CDATA[>]]></a>', '<a>]<!-- ]]> -->]&gt;</a>', '<a>&#93;&#x5D;&#62;</a>'],
  ['<a>\n</a>', '<a>\r\n</a>', '<a>\r</a>', '<a>&#10;</a>'],
  ['<a b=" "/>', '<a b="\t"/>', '<a b="\n"/>', '<a b="\r\n"/>', "<a b=' '></a >"],
  ['<a>&#13;\n</a>', '<a>&#xD;&#xA;</a>', '<a><![CDATA[]]>&#x00D;\r\n</a>'],
  ['<a b="1" c="2"/>', '<a\n c="2"\n b="1"></a>', '<a xmlns:u="urn:unused" c="2" b="1"/>'],
  ['<a>admin</a>', '<a>ad<!-- -->min</a>', '<a><![CDATA[ad]]>min</a>', '<a>&#x61;dmin</a>'],
  ['<a>😀</a>', '<a>&#128512;</a>', '<a>&#x1F600;</a>'],
  [
    '<a xmlns:z="urn:1" xmlns:b="urn:2" z:x="" b:x="" x=""/>',
    '<a b:x="" x="" z:x="" xmlns:b="urn:2" xmlns:z="urn:1"/>',
  ],
];

/** Whatever XML can carry, whole code points of every plane. */
const carried = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\t',
        '\n',
        '\r',
        ' ',
        '\u0085',
        '\u2028',
        '\u00a0',
        '\ufeff',
        '&',
        '<',
        '>',
        '"',
        "'",
        ']]>',
        '--',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
  .filter(isCarriedByXml);

const wideIn = (declared: number, children: number): string => {
  const numbers = [...Array(31).keys()];
  const levels = [...Array(declared).keys()];
  const tags = levels.map(
    (level) =>
      `<e${numbers.map((one) => ` xmlns:p${level}-${one}="urn:${level}:${one}" p${level}-${one}:a=""`).join('')}>`,
  );
  return `<r>${tags.join('')}${'<a xmlns:z="urn:z" z:b=""/>'.repeat(children)}${'</e>'.repeat(declared)}</r>`;
};

/** The best of three: a pause of the machine is no cost of the work. */
const msOf = (work: () => unknown): number => {
  const once = () => {
    const startMs = performance.now();
    work();
    return performance.now() - startMs;
  };
  return Math.min(once(), once(), once());
};

describe('canonicalXml against hostile trees', () => {
  it('has two forms for two trees, however alike they look', () => {
    for (const row of different) {
      const forms = row.map((text) => formOf(text));
      assert.equal(new Set(forms).size, row.length, row.join('  '));
    }
  });

  it('has one form for one tree, however it is written', () => {
    for (const row of alike) assert.equal(new Set(row.map((text) => formOf(text))).size, 1, row.join('  '));
  });

  it('carries every text and every value there and back', () => {
    fc.assert(
      fc.property(carried, carried, (text, value) => {
        const form = canonicalXml(parseXml(`<a b="${escapeAttribute(value, 'b')}">${escapeText(text, 'a')}</a>`));
        const read = parseXml(form);
        assert.deepEqual([read.text, read.attributes[0]!.value], [text, value]);
        assert.equal(canonicalXml(read), form);
      }),
      { numRuns: 1000, seed: 1020 },
    );
  });

  it('takes over no xml: attribute from around, as inclusive canonical XML would', () => {
    const around = '<r xml:lang="fr" xml:space="preserve" xml:base="http://evil.example/" xml:id="x">';
    for (const prefixes of [[], ['xml', '#default']])
      assert.equal(formInside(`${around}<a xml:lang="en"/></r>`, prefixes), '<a xml:lang="en"></a>');
  });

  it('knows a default namespace that is undone, where it is listed and where not', () => {
    const text = '<r xmlns="urn:r"><a xmlns=""><b xmlns="urn:r"><c xmlns=""/></b></a></r>';
    const form = '<a><b xmlns="urn:r"><c xmlns=""></c></b></a>';
    for (const prefixes of [[], ['#default'], ['#default', '#default', 'none']])
      assert.equal(formInside(text, prefixes), form);
    const shown = '<p:r xmlns:p="urn:p" xmlns="urn:r"><p:a><p:b xmlns=""><p:c xmlns="urn:r"/></p:b></p:a></p:r>';
    const listed = '<p:a xmlns="urn:r" xmlns:p="urn:p"><p:b xmlns=""><p:c xmlns="urn:r"></p:c></p:b></p:a>';
    assert.equal(formInside(shown, ['#default']), listed);
    assert.equal(formInside(shown), '<p:a xmlns:p="urn:p"><p:b><p:c></p:c></p:b></p:a>');
  });

  it('forgets at the end of an element what was declared in it', () => {
    const text =
      '<r xmlns:p="urn:1" xmlns:q="urn:q"><a p:x=""><p:b xmlns:p="urn:2" q:y=""/><p:c q:y=""/></a><p:d xmlns="urn:d"/><e/></r>';
    assert.equal(
      formOf(text),
      '<r><a xmlns:p="urn:1" p:x=""><p:b xmlns:p="urn:2" xmlns:q="urn:q" q:y=""></p:b><p:c xmlns:q="urn:q" q:y=""></p:c></a>' +
        '<p:d xmlns:p="urn:1"></p:d><e></e></r>',
    );
    assert.match(
      formOf(text, ['p', '#default']),
      /^<r xmlns:p="urn:1"><a p:x=""><p:b xmlns:p="urn:2" .*<p:d xmlns="urn:d"><\/p:d><e>/,
    );
  });

  it('costs what a document declares, not what was declared around each element', () => {
    const [bare, deep] = [0, 60].map((declared) => parseXml(wideIn(declared, 20_000)));
    canonicalXml(bare!);
    const [bareMs, deepMs] = [bare!, deep!].map((root) => msOf(() => canonicalXml(root)));
    // With a copy of all that was declared around for each element it was some forty times as long.
    assert.ok(deepMs! < 8 * bareMs! + 500, `${deepMs} ms, without declarations around ${bareMs} ms`);
    assert.ok(canonicalXml(deep!).startsWith('<r><e xmlns:p0-0="urn:0:0"'));
  });
});
