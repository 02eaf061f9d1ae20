import assert from 'node:assert/strict';
import { type Application, application } from '../language.ts';
import { element, message, text } from '../schema.ts';
import { compileXsd, withXsd } from './support/compile-xsd.ts';
import { sample } from './support/sample.ts';
import { entryNamespace, partyNamespace } from './support/sample-messages.ts';
import { renderXsd, xsdFileName } from './xsd.ts';

const filesOf = (contract: Application) =>
  new Map([...renderXsd(contract)].map(([namespace, content]) => [xsdFileName(namespace), content]));

const declarationXml = (change: (xml: string) => string = (xml) => xml) =>
  change(
    `<SampleDeclaration xmlns="${entryNamespace}"><LRN>L1</LRN><MRN>26DE00000000000AB1</MRN><DateTime>2026-11-21T08:00:00Z</DateTime>` +
      '<split_indicator>false</split_indicator><declarant><name>Muster</name></declarant>' +
      `<p:authorised xmlns:p="${partyNamespace}"><p:name>Exemple</p:name></p:authorised>` +
      '<goodsItem><goodsItemNumber>1</goodsItemNumber><grossMass>12.500</grossMass><postalValue value="12.50" currency="EUR"/>' +
      '<packaging><typeOfPackages>CT</typeOfPackages></packaging></goodsItem></SampleDeclaration>',
  );

describe('XSD of a contract', () => {
  const files = filesOf(sample);
  const validate = (xml: string) => withXsd(xsdFileName(entryNamespace), files, (check) => check(xml));

  for (const name of files.keys()) {
    it(`compiles: ${name}`, () => compileXsd(name, files));
  }

  it('accepts a message with attributes, repetitions and an element of another namespace', () => {
    validate(declarationXml());
  });

  it('documents elements and names their code lists and rules', () => {
    assert.match(files.get(xsdFileName(entryNamespace)) ?? '', /Code list CL048\./);
    assert.match(files.get(xsdFileName(entryNamespace)) ?? '', /Rules R3009\./);
    assert.match(files.get(xsdFileName(entryNamespace)) ?? '', /Name &amp; address of a party\./);
  });

  it('leaves internal events and services out', () => {
    const names = [...files.keys()].join();
    assert.doesNotMatch(names, /upkeep/);
  });

  const faulty: [string, (xml: string) => string][] = [
    ['a pattern is broken', (xml) => xml.replace('26DE', 'DE26')],
    ['a required attribute is missing', (xml) => xml.replace(' value="12.50"', '')],
    ['a decimal has more digits than the contract allows', (xml) => xml.replace('12.500', '12.5000000')],
    ['a whole number is out of range', (xml) => xml.replace('Number>1<', 'Number>100000<')],
    ['a number has digits of another script', (xml) => xml.replace('12.500', '1٢.500')],
    ['elements stand in another order', (xml) => xml.replace(/(<LRN>.*<\/LRN>)(<MRN>.*<\/MRN>)/, '$2$1')],
    ['a repeated element is missing', (xml) => xml.replace(/<packaging>.*<\/packaging>/, '')],
    ['an element is in the wrong namespace', (xml) => xml.replaceAll('p:', '')],
  ];
  for (const [what, change] of faulty) {
    it(`refuses a message where ${what}`, () => {
      assert.notEqual(declarationXml(change), declarationXml());
      assert.throws(() => validate(declarationXml(change)));
    });
  }
});

describe('XSD type names', () => {
  const twoContents = (one: string, two: string) => {
    const typed = (name: string, property: string) =>
      message(name, 'urn:x', name, element({ inner: element({ [property]: text({}) }, { typeName: 'InnerType' }) }));
    const terms = {
      summary: '',
      audience: { circle: 'trusted', profiles: ['x'] },
      priority: 'A',
      retention: 'none',
      expiresAfterMs: 1,
    } as const;
    return application({
      ...sample,
      services: {},
      notifications: { first: { ...terms, message: typed('A', one) }, second: { ...terms, message: typed('B', two) } },
    });
  };

  it('are refused with both places when they mean two things', () => {
    assert.throws(
      () => renderXsd(twoContents('a', 'b')),
      /InnerType of namespace urn:x has two contents: at .*first \/A\/inner and at .*second \/B\/inner/,
    );
  });

  it('of two namespaces are refused when both would be written to one file', () => {
    const notified = (namespace: string) => ({
      ...sample.notifications.riskHit,
      message: message('M', namespace, 'M', element({})),
    });
    const contract = {
      ...sample,
      services: {},
      notifications: { a: notified('http://x/1'), b: notified('https://x/1') },
    };
    assert.throws(() => renderXsd(contract), /would both be written to x-1\.xsd/);
  });

  it('may be used twice for the same content', () => {
    assert.equal(renderXsd(twoContents('a', 'a')).size, 1);
  });
});
