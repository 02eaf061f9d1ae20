import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import { type Addressing, assertAction, assertAnsweredHere, readAddressing, writeAddressing } from './addressing.ts';
import { readEnvelope, understandsAddressing } from './envelope.ts';
import { writeEnvelope } from './write.ts';

const read = (headers: readonly string[]) =>
  readAddressing(
    readEnvelope(parseXml(writeEnvelope('1.2', { headers, body: '<a/>' })), {
      versions: ['1.2'],
      understands: understandsAddressing,
    }).headers,
  );

describe('WS-Addressing 1.0', () => {
  const uri = fc.webUrl({ withFragments: true, withQueryParameters: true }).filter((text) => text.length <= 512);
  it('is read as it was written', () => {
    const some = fc.record(
      { messageId: uri, action: uri, to: uri, from: uri, replyTo: uri, faultTo: uri, relatesTo: uri },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(some, (addressing) => {
        assert.deepEqual(read(writeAddressing(addressing as Addressing)), addressing);
      }),
    );
  });
  it('may be absent', () => assert.deepEqual(read([]), {}));
  it('is refused with a header twice, without a URI, or with one of endless length', () => {
    for (const headers of [
      ['<wsa:To>urn:a</wsa:To>', '<wsa:To>urn:a</wsa:To>'],
      ['<wsa:Action>two words</wsa:Action>'],
      ['<wsa:ReplyTo>urn:a</wsa:ReplyTo>'],
      [`<wsa:MessageID>urn:${'x'.repeat(600)}</wsa:MessageID>`],
      ['<wsa:MessageID>urn:a\nb</wsa:MessageID>'],
    ]) {
      assert.throws(() => read(headers), /ADDRESSING_INVALID/, headers.join());
    }
  });
  it('is answered on the same connection only', () => {
    assertAnsweredHere({ replyTo: 'http://www.w3.org/2005/08/addressing/anonymous' });
    assertAnsweredHere({});
    assert.throws(() => assertAnsweredHere({ replyTo: 'http://10.0.0.1/' }), /ADDRESSING_INVALID/);
    assert.throws(() => assertAnsweredHere({ faultTo: 'http://10.0.0.1/' }), /ADDRESSING_INVALID/);
  });
  it('names one action, the same everywhere', () => {
    assertAction('urn:a', [undefined, '', 'urn:a']);
    assert.throws(() => assertAction('urn:a', ['urn:a', 'urn:b']), /SOAP_ACTION_MISMATCH/);
  });
});
