import assert from 'node:assert/strict';
import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { arbitraryOf } from '../test-support/arbitrary.ts';
import { codeLists, codesOf, parcel } from '../test-support/parcel.ts';
import { libxmlTree, ourTree, type Tree } from '../test-support/xml-tree.ts';
import { compileValidator } from '../validate.ts';
import { createXmlCodec } from './codec.ts';
import { parseXml } from './parse.ts';

const codec = createXmlCodec(parcel);
const validate = compileValidator(parcel, codeLists);
const parcels = arbitraryOf(parcel.schema, { codes: codesOf });

const readByLibxml = (text: string): Tree => {
  const document = XmlDocument.fromString(text);
  try {
    return libxmlTree(document.root);
  } finally {
    document.dispose();
  }
};

describe('XML codec and validator on any content that the schema allows', () => {
  it('read back what they wrote, and accept it', () => {
    fc.assert(
      fc.property(parcels, fc.boolean(), (content, indent) => {
        assert.deepEqual(codec.read(parseXml(codec.write(content, { indent }))), { content, faults: [] });
        assert.deepEqual(validate(content, '2026-11-21'), []);
      }),
      { numRuns: 200 },
    );
  });

  it('write what libxml2 reads in the same way as we do', () => {
    fc.assert(
      fc.property(parcels, (content) => {
        const text = codec.write(content, { declaration: true });
        // The binding of libxml2 takes such a character at the start of any text for a byte order mark.
        fc.pre(!text.includes('\ufeff'));
        assert.deepEqual(readByLibxml(text), ourTree(parseXml(text)));
      }),
      { numRuns: 100 },
    );
  });

  it('come to the same content by way of JSON', () => {
    fc.assert(
      fc.property(parcels, (content) => {
        const viaJson: unknown = JSON.parse(JSON.stringify(content));
        assert.equal(codec.write(viaJson), codec.write(content));
      }),
      { numRuns: 50 },
    );
  });

  it('find the fault when one element is taken away', () => {
    fc.assert(
      fc.property(parcels, fc.constantFrom('sentAt', 'sender', 'item'), (content, name) => {
        const { [name]: _, ...rest } = content as Record<string, unknown>;
        const read = codec.read(parseXml(codec.write(rest)));
        assert.deepEqual(read.faults, []);
        assert.deepEqual(
          validate(read.content, '2026-11-21').map(({ code, path }) => [code, path]),
          [['SCHEMA_REQUIRED', [name]]],
        );
      }),
      { numRuns: 50 },
    );
  });
});
