/** The examples of the two recommendations, written anew; and libxml2, on documents of every kind. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { libxmlCanonical } from '../test-support/libxml-canonical.ts';
import { documentsWithPlaces, placesIn } from '../test-support/xml-documents.ts';
import { canonicalXml, NoCanonicalForm } from './canonical.ts';
import { byCodePoints } from './canonical-text.ts';
import { xmlnsNamespace } from './names.ts';
import { parseXml, type XmlElement, XmlRefused } from './parse.ts';

const canonicalOf = (root: XmlElement, place: readonly number[] = [], prefixes: readonly string[] = []): string => {
  const ancestors: XmlElement[] = [];
  let element = root;
  for (const position of place) {
    ancestors.push(element);
    element = element.children[position]!;
  }
  return canonicalXml(element, { ancestors, prefixes });
};

const assertForm = (text: string, form: string, place: readonly number[] = [], prefixes: readonly string[] = []) => {
  assert.equal(canonicalOf(parseXml(text), place, prefixes), form);
  assert.equal(libxmlCanonical(text, place, prefixes), form);
};

/** All that a reader can see of an element: declarations and prefixes are none of it, the place of each text is. */
type Seen = readonly [name: string, attributes: readonly string[], content: readonly (string | Seen)[]];

const seenIn = (element: XmlElement): Seen => {
  const own = element.attributes.filter(({ namespace }) => namespace !== xmlnsNamespace);
  const attributes = own.map(({ namespace, name, value }) => JSON.stringify([namespace, name, value])).sort();
  const from = (index: number) => (index < 0 ? 0 : element.children[index]!.textBefore);
  const content = element.children.flatMap((child, index) => [
    element.text.slice(from(index - 1), child.textBefore),
    seenIn(child),
  ]);
  const rest = element.text.slice(from(element.children.length - 1));
  return [`{${element.namespace}}${element.name}`, attributes, [...content, rest]];
};

describe('canonicalXml', () => {
  it('leaves comments out, and keeps white space (Canonical XML 1.0, sections 3.1 and 3.2)', () => {
    assertForm(
      '<?xml version="1.0"?>\n<doc>Hello<!-- 1 -->, world!<!-- 2 --></doc>\n<!-- 3 -->',
      '<doc>Hello, world!</doc>',
    );
    const spaced =
      '<doc>\n   <clean>   </clean>\n   <mixed>\n      A\n      <clean>   </clean>\n      B\n   </mixed>\n</doc>';
    assertForm(spaced, spaced);
  });

  it('writes tags in full, attributes and declarations in order, and none twice (section 3.3)', () => {
    assertForm(
      '<doc><e1   /><e2   ></e2><e3   name = "elem3"   id="elem3"   /></doc>',
      '<doc><e1></e1><e2></e2><e3 id="elem3" name="elem3"></e3></doc>',
    );
    assertForm(
      '<e5 a:attr="out" b:attr="sorted" attr2="all" attr="I\'m" xmlns:b="http://b.example" xmlns:a="http://z.example" xmlns="http://e.example"/>',
      '<e5 xmlns="http://e.example" xmlns:a="http://z.example" xmlns:b="http://b.example" attr="I\'m" attr2="all" b:attr="sorted" a:attr="out"></e5>',
    );
    assertForm(
      '<e6 xmlns="" xmlns:a="http://a.example"><e7 xmlns="http://b.example"><e8 xmlns="" xmlns:a="http://a.example"><e9 xmlns="" a:x="1"/></e8></e7></e6>',
      '<e6><e7 xmlns="http://b.example"><e8 xmlns=""><e9 xmlns:a="http://a.example" a:x="1"></e9></e8></e7></e6>',
    );
  });

  it('writes characters in the one way there is for each (section 3.4)', () => {
    assertForm(
      '<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute>' +
        '<compute expr=\'value>"0" &amp;&amp; value&lt;"10"\'>v</compute><norm attr=\' &apos;   &#x20;&#13;&#xa;&#9;   &apos; \'/></doc>',
      '<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute>' +
        '<compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot;">v</compute><norm attr=" \'    &#xD;&#xA;&#x9;   \' "></norm></doc>',
    );
    assertForm('<doc a="\t\r\n">&#169;\r\n\r😀</doc>', '<doc a="  ">©\n\n😀</doc>');
  });

  it('shows a namespace where it is used, whatever is around (Exclusive XML Canonicalization, section 2.2)', () => {
    const form =
      '<n1:elem2 xmlns:n1="http://b.example" xml:lang="en"><n3:stuff xmlns:n3="ftp://c.example"></n3:stuff></n1:elem2>';
    for (const [around, end] of [
      ['<n0:local xmlns:n0="foo:bar" xmlns:n3="ftp://c.example">', '</n0:local>'],
      [
        '<n2:pdu xmlns:n1="http://a.example" xmlns:n2="http://foo.example" xml:lang="fr" xml:space="retain">',
        '</n2:pdu>',
      ],
    ]) {
      const inside =
        '<n1:elem2 xmlns:n1="http://b.example" xml:lang="en"><n3:stuff xmlns:n3="ftp://c.example"/></n1:elem2>';
      assertForm(`${around}${inside}${end}`, form, [0]);
    }
  });

  it('shows what is listed where it is declared, the default namespace among it (section 3, InclusiveNamespaces)', () => {
    const text = '<a:r xmlns:a="urn:a" xmlns:b="urn:b" xmlns="urn:d"><a:e><a:f xmlns=""><g b:x="1"/></a:f></a:e></a:r>';
    assertForm(text, '<a:e xmlns:a="urn:a"><a:f><g xmlns:b="urn:b" b:x="1"></g></a:f></a:e>', [0]);
    assertForm(text, '<a:e xmlns:a="urn:a" xmlns:b="urn:b"><a:f><g b:x="1"></g></a:f></a:e>', [0], ['b', 'c']);
    const withDefault = '<a:e xmlns="urn:d" xmlns:a="urn:a"><a:f xmlns=""><g xmlns:b="urn:b" b:x="1"></g></a:f></a:e>';
    assertForm(text, withDefault, [0], ['#default']);
  });

  it('escapes a namespace like any value (section 2.3), which libxml2 forgets', () => {
    const text = '<e xmlns="http://a.example/?b&amp;c"></e>';
    assert.equal(canonicalOf(parseXml(text)), text);
    assert.notEqual(libxmlCanonical(text, []), text);
  });

  it('has no form for a namespace that is no absolute URI, on the element, in it or around it', () => {
    for (const namespace of ['here', './here', '#here', 'http://[', 'urn:é', 'urn:%zz', 'a:#b#c', 'urn:|']) {
      for (const text of [
        `<r><e xmlns:p="${namespace}"/></r>`,
        `<r><e><f xmlns="${namespace}"/></e></r>`,
        `<r xmlns:p="${namespace}"><e/></r>`,
      ]) {
        assert.throws(() => canonicalOf(parseXml(text), [0]), NoCanonicalForm, text);
        assert.throws(() => libxmlCanonical(text, [0]), text);
      }
    }
  });

  it('is that of libxml2, octet for octet, and says all that the element said', () => {
    let compared = 0;
    const check = (prefixesCount: number) =>
      fc.property(documentsWithPlaces, ({ text, which, prefixes }) => {
        let root: XmlElement;
        try {
          root = parseXml(text);
        } catch (refused) {
          assert.ok(refused instanceof XmlRefused);
          return;
        }
        const places = placesIn(root);
        const place = places[which % places.length]!;
        const listed = prefixes.slice(0, prefixesCount);
        const form = canonicalOf(root, place, listed);
        assert.equal(form, libxmlCanonical(text, place, listed), text);
        const element = place.reduce((one, position) => one.children[position]!, root);
        assert.deepEqual(seenIn(parseXml(form)), seenIn(element));
        if (listed.length === 0) assert.equal(canonicalXml(parseXml(form)), form);
        compared += 1;
      });
    fc.assert(check(0), { numRuns: 1500, seed: 3741 });
    fc.assert(check(2), { numRuns: 1500, seed: 2002 });
    assert.ok(compared > 1500, `only ${compared} of the documents were XML`);
  });
});

describe('byCodePoints', () => {
  it('orders as the octets of UTF-8 are ordered', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uf900', '\uffff', '𐀀', '𐐷', '😀', '\u{10ffff}'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        assert.equal(Math.sign(byCodePoints(one, other)), Buffer.compare(Buffer.from(one), Buffer.from(other)));
      }),
      { numRuns: 2000, seed: 10646 },
    );
  });
});
