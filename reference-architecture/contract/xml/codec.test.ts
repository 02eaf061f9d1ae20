import assert from 'node:assert/strict';
import { anything, attribute, element, flag, many, message, text } from '../schema.ts';
import { parcel, parcelNamespace, stampNamespace } from '../test-support/parcel.ts';
import { createXmlCodec } from './codec.ts';
import { parseXml } from './parse.ts';

const codec = createXmlCodec(parcel);

const content = {
  version: '1.0',
  sentAt: '2026-11-21T08:00:00Z',
  sender: { name: 'A <b> & "c"\r', country: 'DE' },
  item: [
    {
      number: 1,
      grossMass: '12.500',
      price: { value: '9.90', currency: 'EUR' },
      description: 'x',
      reference: ['r', 's'],
    },
    { number: 2, grossMass: '1', packages: 3, description: 'y\nz' },
  ],
  stamp: { paid: true, seal: 'S1' },
  remarks: {},
};

const written =
  `<Parcel xmlns="${parcelNamespace}" xmlns:ns1="urn:example:stamp?a=1&amp;b=2" version="1.0">` +
  '<sentAt>2026-11-21T08:00:00Z</sentAt>' +
  '<sender><name>A &lt;b&gt; &amp; "c"&#13;</name><country>DE</country></sender>' +
  '<item><number>1</number><grossMass>12.500</grossMass><price value="9.90" currency="EUR"/>' +
  '<description>x</description><reference>r</reference><reference>s</reference></item>' +
  '<item><number>2</number><grossMass>1</grossMass><packages>3</packages><description>y\nz</description></item>' +
  '<ns1:stamp><ns1:paid>true</ns1:paid><seal>S1</seal></ns1:stamp><remarks/></Parcel>';

describe('XML codec: write', () => {
  it('writes elements in the order of the schema, attributes, lists and other namespaces', () => {
    assert.equal(codec.write(content), written);
  });

  it('goes by the order of the schema, not of the content', () => {
    assert.equal(codec.write(Object.fromEntries(Object.entries(content).reverse())), written);
  });

  it('indents for people, without a change to what is said', () => {
    const text = codec.write(content, { indent: true, declaration: true });
    assert.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Parcel /);
    assert.match(text, /\n {4}<price value="9.90" currency="EUR"\/>\n/);
    assert.deepEqual(codec.read(parseXml(text)), { content, faults: [] });
    assert.match(codec.write(content, { indent: true }), /^<Parcel/);
  });

  it('declares no prefix where one namespace is enough', () => {
    const plain = message('A', 'urn:a', 'A', element({ b: text({}) }));
    assert.equal(createXmlCodec(plain).write({ b: '1' }), '<A xmlns="urn:a"><b>1</b></A>');
  });

  it('keeps line breaks and tabs of attributes from being made spaces', () => {
    const noted = createXmlCodec(message('A', 'urn:a', 'A', element({ note: attribute(text({})) })));
    const note = 'a\tb\nc\r"<&>\'';
    assert.deepEqual(noted.read(parseXml(noted.write({ note }))).content, { note });
  });

  it('refuses characters that XML cannot carry, without telling the value', () => {
    for (const bad of ['\u0000', '\u0008', '\u001f', '\ufffe', '\uffff', '\ud800', 'x\udc00']) {
      const sender = { name: `Anna${bad}`, country: 'DE' };
      assert.throws(
        () => codec.write({ ...content, sender }),
        (error) =>
          error instanceof TypeError && /Parcel\/sender\/name/.test(error.message) && !/Anna/.test(error.message),
      );
      assert.throws(() => codec.write({ ...content, version: bad }), TypeError);
    }
  });

  it('refuses content that is not of the kind the schema says', () => {
    for (const wrong of [
      { item: {} },
      { sender: 'x' },
      { sender: null },
      { version: {} },
      { sentAt: 1.5 },
      { sentAt: 2 ** 60 },
    ]) {
      assert.throws(() => codec.write({ ...content, ...wrong }), TypeError);
    }
  });

  it('refuses, at first use, a schema that has no form in XML', () => {
    const odd = (schema: Parameters<typeof many>[0]) =>
      createXmlCodec(message('A', 'urn:a', 'A', element({ b: schema })));
    assert.throws(() => odd(anything()).read(parseXml('<A xmlns="urn:a"/>')), /A\/b/);
    assert.throws(() => odd(many(many(text({}), 1, 2), 1, 2)).read(parseXml('<A xmlns="urn:a"/>')), /A\/b/);
    assert.throws(() => odd(attribute(element({}))).read(parseXml('<A xmlns="urn:a"/>')), /A\/b/);
    assert.throws(() => odd(attribute(element({}))).write({}), /A\/b/);
    assert.throws(() => odd(anything()).write({}), /A\/b/);
    assert.throws(() => odd(attribute(many(text({}), 1, 2))).write({}), /A\/b/);
  });
});

const faultsOf = (text: string) =>
  codec.read(parseXml(text)).faults.map(({ code, path }) => `${code} /${path.join('/')}`);

describe('XML codec: read', () => {
  it('reads what it writes', () => {
    assert.deepEqual(codec.read(parseXml(written)), { content, faults: [] });
  });

  it('reads any prefixes', () => {
    const text = `<p:Parcel xmlns:p="${parcelNamespace}"><p:remarks/><stamp xmlns="${stampNamespace.replaceAll('&', '&amp;')}"><paid>1</paid><p:seal>S</p:seal></stamp></p:Parcel>`;
    const { content: read, faults } = codec.read(parseXml(text));
    assert.deepEqual(read, { remarks: {}, stamp: { paid: true, seal: 'S' } });
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['SCHEMA_ORDER'],
    );
  });

  it('tolerates what any element may have: declarations of namespaces and xsi attributes', () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const text = `<Parcel xmlns="${parcelNamespace}" ${xsi} xsi:schemaLocation="a b"><sentAt xsi:type="x" xmlns:q="q">1</sentAt></Parcel>`;
    assert.deepEqual(codec.read(parseXml(text)), { content: { sentAt: '1' }, faults: [] });
  });

  it('reports all faults of structure with their places, and maps the rest', () => {
    const text = `<Parcel xmlns="${parcelNamespace}" weight="1">
      <sender nick="x">hello<name>A<b/></name><colour/><country>DE</country><name>B</name></sender>
      <sentAt>2026-11-21T08:00:00Z</sentAt><item><grossMass>1</grossMass><number>1</number></item>
      <item xmlns="urn:wrong"><number>2</number></item></Parcel>`;
    assert.deepEqual(faultsOf(text), [
      'SCHEMA_UNKNOWN_ATTRIBUTE /weight',
      'SCHEMA_UNKNOWN_ATTRIBUTE /sender/nick',
      'SCHEMA_TEXT /sender',
      'SCHEMA_UNKNOWN_ELEMENT /sender/name/b',
      'SCHEMA_UNKNOWN_ELEMENT /sender/colour',
      'SCHEMA_ORDER /sender/name',
      'SCHEMA_REPEATED /sender/name',
      'SCHEMA_ORDER /sentAt',
      'SCHEMA_ORDER /item/0/number',
      'SCHEMA_NAMESPACE /item',
    ]);
    assert.deepEqual(codec.read(parseXml(text)).content, {
      sender: { name: 'A', country: 'DE' },
      sentAt: '2026-11-21T08:00:00Z',
      item: [{ number: 1, grossMass: '1' }, { number: 2 }],
    });
  });

  it('reports the root', () => {
    assert.deepEqual(faultsOf('<Letter xmlns="urn:example:letter"><remarks/></Letter>'), [
      'SCHEMA_UNKNOWN_ELEMENT /',
      'SCHEMA_NAMESPACE /',
    ]);
  });

  it('reports elements without namespace, once for each branch', () => {
    assert.deepEqual(
      faultsOf(`<p:Parcel xmlns:p="${parcelNamespace}"><sender><name>A</name></sender><item/></p:Parcel>`),
      ['SCHEMA_NAMESPACE /sender', 'SCHEMA_NAMESPACE /item'],
    );
  });

  it('does not take an element for an attribute, or an attribute for an element', () => {
    assert.deepEqual(faultsOf(`<Parcel xmlns="${parcelNamespace}" sentAt="x"><version>1</version></Parcel>`), [
      'SCHEMA_UNKNOWN_ATTRIBUTE /sentAt',
      'SCHEMA_UNKNOWN_ELEMENT /version',
    ]);
    assert.deepEqual(faultsOf(`<Parcel xmlns="${parcelNamespace}" xmlns:p="urn:p" p:version="1"/>`), [
      'SCHEMA_UNKNOWN_ATTRIBUTE /version',
    ]);
  });

  it('knows no element called __proto__ or constructor', () => {
    const { content: read, faults } = codec.read(
      parseXml(`<Parcel xmlns="${parcelNamespace}"><__proto__/><constructor/></Parcel>`),
    );
    assert.deepEqual(
      faults.map(({ path }) => path),
      [['__proto__'], ['constructor']],
    );
    assert.deepEqual(Object.keys(read as object), []);
  });

  it('tells at most 999 faults', () => {
    assert.equal(faultsOf(`<Parcel xmlns="${parcelNamespace}">${'<x/>'.repeat(2000)}</Parcel>`).length, 999);
  });
});

describe('XML codec: simple values', () => {
  const itemOf = (inside: string) => {
    const { content: read } = codec.read(
      parseXml(`<Parcel xmlns="${parcelNamespace}"><item>${inside}</item></Parcel>`),
    );
    return (read as { item: [Record<string, unknown>] }).item[0];
  };

  for (const [raw, value] of [
    [' 7\n', 7],
    ['+7', 7],
    ['-0', 0],
    ['007', 7],
    ['7.0', '7.0'],
    ['1e3', '1e3'],
    ['0x10', '0x10'],
    ['', ''],
    ['99999999999999999999', '99999999999999999999'],
  ] as const) {
    it(`reads the integer "${raw.trim()}" as ${JSON.stringify(value)}`, () => {
      assert.ok(Object.is(itemOf(`<number>${raw}</number>`).number, value));
    });
  }

  it('reads a whole number that the official schemas call decimal, written with a fraction', () => {
    assert.equal(itemOf('<packages>7.00</packages>').packages, 7);
    assert.equal(itemOf('<packages>7.5</packages>').packages, '7.5');
  });

  for (const [raw, value] of [
    ['12.500', '12.500'],
    [' +12.5 ', '12.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-5', '-5'],
    ['00000000000000012.5', '0000000012.5'],
    ['1.50000000', '1.500000'],
    ['1.12345678', '1.12345678'],
    ['1,5', '1,5'],
    ['.', '.'],
    ['', ''],
  ] as const) {
    it(`reads the decimal "${raw}" as "${value}"`, () => {
      assert.equal(itemOf(`<grossMass>${raw}</grossMass>`).grossMass, value);
    });
  }

  it('collapses white space in tokens, and in no other text', () => {
    const read = itemOf('<description> a  b\n</description><reference>\t a \n b </reference>');
    assert.deepEqual(read, { description: ' a  b\n', reference: ['a b'] });
  });

  for (const [raw, value] of [
    ['true', true],
    ['1', true],
    [' false ', false],
    ['0', false],
    ['TRUE', 'TRUE'],
    ['', ''],
  ] as const) {
    it(`reads the truth value "${raw}" as ${JSON.stringify(value)}`, () => {
      const flagged = createXmlCodec(message('S', '', 'S', element({ paid: flag() })));
      assert.deepEqual(flagged.read(parseXml(`<S><paid>${raw}</paid></S>`)).content, { paid: value });
    });
  }

  it('takes the line breaks out of base64', () => {
    const text = `<Parcel xmlns="${parcelNamespace}"><s:stamp xmlns:s="${stampNamespace.replaceAll('&', '&amp;')}"><s:picture>\nAAEC\n AwQ=\n</s:picture></s:stamp></Parcel>`;
    assert.deepEqual(codec.read(parseXml(text)), { content: { stamp: { picture: 'AAECAwQ=' } }, faults: [] });
  });
});
