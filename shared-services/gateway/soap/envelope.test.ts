import assert from 'node:assert/strict';
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import { Refusal } from '../../kit/refusal.ts';
import { readEnvelope, understandsAddressing } from './envelope.ts';

const soap = 'http://www.w3.org/2003/05/soap-envelope';
const read = (content: string, root = 's:Envelope', namespace = soap) =>
  readEnvelope(parseXml(`<${root} xmlns:s="${namespace}">${content}</${root}>`), {
    versions: ['1.2'],
    understands: understandsAddressing,
  });
const body = '<s:Body><n/></s:Body>';
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe('a SOAP envelope', () => {
  it('is a Body with one element, after a Header that may be left out', () => {
    assert.equal(read(body).content.name, 'n');
    assert.deepEqual([read(`<s:Header/>${body}`).headers, read(body).version], [[], '1.2']);
  });

  for (const [what, content] of [
    ['Body before Header', `${body}<s:Header/>`],
    ['two Bodies', `${body}${body}`],
    ['two Headers', `<s:Header/><s:Header/>${body}`],
    ['something after the Body', `<s:Header/>${body}<n/>`],
    ['another element between them', `<n/>${body}`],
    ['a Body of another namespace', '<Body><n/></Body>'],
    ['no Body', '<s:Header/>'],
    ['nothing', ''],
    ['an empty Body', '<s:Body/>'],
    ['a Body of two elements', '<s:Body><n/><n/></s:Body>'],
  ] as const) {
    it(`is not one with ${what}: two readers would take different parts`, () => {
      assert.throws(() => read(content), refusedAs('MESSAGE_MALFORMED'));
    });
  }

  it('has the name and the namespace of one', () => {
    assert.throws(() => read(body, 's:Message'), refusedAs('MESSAGE_MALFORMED'));
    assert.throws(() => read(body, 's:Envelope', 'urn:another'), refusedAs('SOAP_VERSION_MISMATCH'));
    assert.throws(
      () => read(body, 's:Envelope', 'http://schemas.xmlsoap.org/soap/envelope/'),
      refusedAs('SOAP_VERSION_MISMATCH'),
    );
  });
});
