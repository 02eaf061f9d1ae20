import assert from 'node:assert/strict';
import { xmlnsNamespace } from './names.ts';
import { defaultXmlLimits, parseXml, type XmlRefusal, XmlRefused } from './parse.ts';

const refusalOf = (text: string, limits = defaultXmlLimits): XmlRefused => {
  try {
    parseXml(text, limits);
  } catch (refused) {
    if (refused instanceof XmlRefused) return refused;
    throw refused;
  }
  assert.fail('the text was taken');
};

const assertRefused = (text: string, code: XmlRefusal, limits = defaultXmlLimits) =>
  assert.equal(refusalOf(text, limits).code, code);

/** Generous to a slow machine, and far below what the work would take if it were done. */
const quicklyMs = 3000;

const assertQuick = (work: () => void) => {
  const startedMs = performance.now();
  work();
  const tookMs = performance.now() - startedMs;
  assert.ok(tookMs < quicklyMs, `took ${tookMs} ms`);
};

describe('parseXml', () => {
  it('gives names, namespaces, attributes, children and text', () => {
    const root = parseXml('<p:a xmlns:p="urn:p" xmlns="urn:d" x="1" p:y="2">t<b><![CDATA[<&]]>&lt;&#x20AC;</b>u</p:a>');
    assert.deepEqual([root.namespace, root.prefix, root.name, root.text], ['urn:p', 'p', 'a', 'tu']);
    assert.deepEqual(root.attributes, [
      { name: 'p', namespace: xmlnsNamespace, prefix: 'xmlns', value: 'urn:p' },
      { name: 'xmlns', namespace: xmlnsNamespace, prefix: '', value: 'urn:d' },
      { name: 'x', namespace: '', prefix: '', value: '1' },
      { name: 'y', namespace: 'urn:p', prefix: 'p', value: '2' },
    ]);
    assert.deepEqual(
      root.children.map(({ namespace, name, text }) => [namespace, name, text]),
      [['urn:d', 'b', '<&<€']],
    );
  });

  it('does not let comments part the text, or be part of it', () => {
    assert.equal(parseXml('<a>1<!-- & <!DOCTYPE -->2</a>').text, '12');
  });

  it('forgets the prefixes of an element that is closed', () => {
    assertRefused('<a><b xmlns:p="urn:p"/><p:c/></a>', 'XML_NOT_WELL_FORMED');
    assertRefused('<a><b xmlns:p="urn:p"></b><p:c/></a>', 'XML_NOT_WELL_FORMED');
  });

  it('takes a declaration, a byte order mark, comments before the root and white space around it', () => {
    assert.equal(
      parseXml('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- <!DOCTYPE a> --> <a/> \n<!---->').name,
      'a',
    );
  });

  it('takes DOCTYPE for text where it is text', () => {
    assert.equal(parseXml('<a><![CDATA[<!DOCTYPE a>]]></a>').text, '<!DOCTYPE a>');
  });

  it('tells line and column', () => {
    const { line, column, message } = refusalOf('<a>\n  <b></c>\n</a>');
    assert.deepEqual([line, column], [2, 9]);
    assert.match(message, /^line 2, column 9: /);
  });

  it('tells where the name in a start tag ends, and how much text stands before the element', () => {
    for (const start of ['', '\ufeff', '<?xml version="1.0"?>\r\n<!-- 😀 -->']) {
      const text = `${start}<a>é😀\r\n<b x="1"/><p:c xmlns:p="urn:p"\n>x</p:c>&#x1F600;<![CDATA[1]]><d></d></a>`;
      const { children } = parseXml(text);
      const names = children.map(({ nameEnd }) => text.slice(text.lastIndexOf('<', nameEnd) + 1, nameEnd));
      assert.deepEqual(names, ['b', 'p:c', 'd']);
      assert.deepEqual(
        children.map(({ textBefore }) => textBefore),
        [4, 4, 7],
      );
    }
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['no element', '  '],
    ['an open element', '<a>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['crossed tags', '<a><b></a></b>'],
    ['the same attribute twice', '<a x="1" x="2"/>'],
    ['the same attribute by two prefixes', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['a prefix that is not declared', '<p:a/>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['a bare ampersand', '<a>&</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a reference to a control character', '<a>&#1;</a>'],
    ['a reference to NUL in a document that calls itself XML 1.1', '<?xml version="1.1"?><a>&#1;</a>'],
    ['white space around a namespace', '<a xmlns=" urn:a"/>'],
    ['white space in the namespace of a prefix', '<a xmlns:p="urn:p\u00a0"/>'],
    ['half of a surrogate pair', '<a>\ud800x</a>'],
    ['a reference to half of a surrogate pair', '<a>&#xD800;</a>'],
    ['the end of CDATA in text', '<a>]]></a>'],
  ] as const) {
    it(`refuses ${what}`, () => assertRefused(text, 'XML_NOT_WELL_FORMED'));
  }

  it('refuses processing instructions wherever they stand', () => {
    for (const text of ['<?x y?><a/>', '<a><?x y?></a>', '<a/><?x?>'])
      assertRefused(text, 'XML_PROCESSING_INSTRUCTION');
  });

  it('refuses a text that says it is in another encoding', () => {
    assertRefused('<?xml version="1.0" encoding="UTF-7"?><a/>', 'XML_ENCODING');
  });

  it('refuses entities of any name but the five', () => {
    for (const text of ['<a>&nbsp;</a>', '<a x="&e;"/>', '<a>&constructor;</a>', '<a>&__proto__;</a>']) {
      assertRefused(text, 'XML_ENTITY');
    }
    assert.equal(parseXml('<a>&amp;&lt;&gt;&quot;&apos;</a>').text, `&<>"'`);
  });

  it('does not tell a value in its message', () => {
    assert.doesNotMatch(refusalOf('<a><name>Anna Muster</nam></a>').message, /Anna/);
  });
});

describe('parseXml on hostile text', () => {
  it('refuses billion laughs at its DOCTYPE', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const text = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}]><lolz>&l9;</lolz>`;
    assertQuick(() => assertRefused(text, 'XML_DOCTYPE'));
  });

  it('refuses quadratic blow-up without looking at the entity', () => {
    const text = `<!DOCTYPE a [<!ENTITY e "${'x'.repeat(20_000_000)}">]><a>${'&e;'.repeat(50_000)}</a>`;
    assertQuick(() => assertRefused(text, 'XML_DOCTYPE'));
  });

  it('refuses external entities', () => {
    assertRefused('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', 'XML_DOCTYPE');
    assertRefused('<!DOCTYPE a SYSTEM "http://localhost/evil.dtd"><a/>', 'XML_DOCTYPE');
    assertRefused('<!-- x --><?xml-model y?> <!DOCTYPE a PUBLIC "p" "s"><a/>', 'XML_DOCTYPE');
  });

  it('refuses a DOCTYPE that never ends, and one behind a million comments', () => {
    assertQuick(() => assertRefused(`<!DOCTYPE ${'['.repeat(5_000_000)}`, 'XML_DOCTYPE'));
    assertQuick(() => assertRefused(`${'<!---->'.repeat(1_000_000)}<!DOCTYPE a><a/>`, 'XML_DOCTYPE'));
  });

  it('stops at the depth limit of 200,000 nested elements', () => {
    assertQuick(() => assertRefused('<a>'.repeat(200_000) + '</a>'.repeat(200_000), 'XML_TOO_DEEP'));
    const atLimit = '<a>'.repeat(64) + '</a>'.repeat(64);
    assert.equal(parseXml(atLimit, { ...defaultXmlLimits, maxDepth: 64 }).name, 'a');
    assertRefused(atLimit, 'XML_TOO_DEEP', { ...defaultXmlLimits, maxDepth: 63 });
  });

  it('stops at the limit of elements', () => {
    const limits = { ...defaultXmlLimits, maxElements: 100 };
    assert.equal(parseXml(`<a>${'<b/>'.repeat(99)}</a>`, limits).children.length, 99);
    assertQuick(() => assertRefused(`<a>${'<b/>'.repeat(2_000_000)}</a>`, 'XML_TOO_MANY_ELEMENTS', limits));
  });

  it('stops at the limit of attributes, before their element is complete', () => {
    const attributes = (count: number) => Array.from({ length: count }, (_, i) => ` x${i}="1"`).join('');
    assert.equal(parseXml(`<a${attributes(64)}/>`).attributes.length, 64);
    const many = `<a${attributes(500_000)}/>`;
    assertQuick(() => assertRefused(many, 'XML_TOO_MANY_ATTRIBUTES'));
  });

  it('stops at the limit of text, counting its parts together', () => {
    const limits = { ...defaultXmlLimits, maxTextLength: 10 };
    assert.equal(parseXml('<a>12345<b/>67890</a>', limits).text, '1234567890');
    assertRefused('<a>12345<b/>678901</a>', 'XML_TOO_LONG_TEXT', limits);
    assertRefused('<a>12345<![CDATA[678901]]></a>', 'XML_TOO_LONG_TEXT', limits);
    assertRefused('<a x="12345678901"/>', 'XML_TOO_LONG_TEXT', limits);
  });

  it('refuses names beyond any use', () => {
    assertRefused(`<${'a'.repeat(1000)}/>`, 'XML_TOO_LONG_TEXT');
    assertRefused(`<a ${'x'.repeat(1000)}="1"/>`, 'XML_TOO_LONG_TEXT');
    assert.ok(refusalOf(`<a></${'b'.repeat(1_000_000)}>`).message.length < 300);
  });
});
