import assert from 'node:assert/strict';
import { xsdPattern } from './pattern.ts';

describe('XSD pattern', () => {
  const cases: [string, string][] = [
    ['^(?:[A-Z]{2})$', '[A-Z]{2}'],
    ['^(?:a|b)$', 'a|b'],
    ['^(?:a)|(?:b)$', '(a)|(b)'],
    ['^\\d{1,4}(\\.\\d{1,2})?$', '[0-9]{1,4}(\\.[0-9]{1,2})?'],
    ['^(?:[\\dA-Z/]+)$', '[0-9A-Z/]+'],
    ['^(?:a(?:b|c)\\/d)$', 'a(b|c)/d'],
    ['^(?:[(]\\$)$', '[(]\\$'],
  ];
  for (const [ecma, xsd] of cases) {
    it(`of ${ecma} is ${xsd}`, () => assert.equal(xsdPattern(ecma), xsd));
  }

  it('is refused where XSD has no word for it', () => {
    assert.throws(() => xsdPattern('^(?:(?!ab).*)$'), /look-around/);
  });
});
