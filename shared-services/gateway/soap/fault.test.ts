import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { httpStatusOf } from '../../../reference-architecture/contract/render/http.ts';
import { faultMessage } from '../../../reference-architecture/contract/render/problem.ts';
import { compileValidator } from '../../../reference-architecture/contract/validate.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { parseXml, type XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { Refusal } from '../../kit/refusal.ts';
import { gatewayRefusalCodes, refuse } from '../refusals.ts';
import { faultAnswer } from './fault.ts';

const detailOf = (xml: string): XmlElement => {
  const fault = parseXml(xml).children.at(-1)!.children[0]!;
  return fault.children.find(({ name }) => name.toLowerCase() === 'detail')!;
};

describe('a SOAP fault', () => {
  const validate = compileValidator(faultMessage, { has: () => true });
  for (const version of ['1.1', '1.2'] as const) {
    it(`of version ${version} is what the published contract says, for every refusal of a gateway`, () => {
      for (const code of Object.keys(gatewayRefusalCodes) as (keyof typeof gatewayRefusalCodes)[]) {
        const { body } = faultAnswer(refuse(code, { faults: [{ code: 'X', path: ['a', 0, 'b'], message: '<&>' }] }), {
          version,
          conversationId: 'c-1',
          root: 'Root',
        });
        const { content, faults } = createXmlCodec(faultMessage).read(detailOf(body).children[0]!);
        assert.deepEqual([...faults, ...validate(content, '2026-11-21')], [], code);
        assert.deepEqual((content as { faults: unknown }).faults, [
          { code: 'X', pointer: '/Root/a[1]/b', message: '<&>' },
        ]);
      }
    });
  }

  it('has status 500 whoever is to blame, which is the one that all stacks read a fault in', () => {
    for (const status of Object.keys(httpStatusOf) as (keyof typeof httpStatusOf)[]) {
      if (['notAllowed', 'tooLarge', 'unsupportedType'].includes(status)) continue;
      const refusal = new Refusal({ code: 'CODE', status, title: 'no' });
      const answer = (version: '1.1' | '1.2') => faultAnswer(refusal, { version, conversationId: 'c' }).status;
      assert.equal(answer('1.1'), 500, status);
      assert.equal(answer('1.2'), 500, status);
    }
  });

  it('carries further detail, and headers of its own', () => {
    const { body } = faultAnswer(refuse('MESSAGE_INVALID'), {
      version: '1.2',
      conversationId: 'c',
      moreDetail: '<More xmlns="urn:x"/>',
      headers: ['<wsa:Action>urn:a</wsa:Action>'],
    });
    assert.deepEqual(
      detailOf(body).children.map(({ name }) => name),
      ['Fault', 'More'],
    );
    assert.equal(parseXml(body).children[0]?.children[0]?.text, 'urn:a');
  });
});
