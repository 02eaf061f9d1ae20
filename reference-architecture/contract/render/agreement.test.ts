/** All renderings say the same: what the contract's schema allows, the XSD accepts and protobuf carries unchanged. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { type Application, application, operationsOf } from '../language.ts';
import type { Message } from '../schema.ts';
import { arbitraryOf } from '../test-support/arbitrary.ts';
import { codesOf, parcel } from '../test-support/parcel.ts';
import { createXmlCodec } from '../xml/codec.ts';
import { protoLoadOptions, renderProto } from './proto.ts';
import { withXsd } from './support/compile-xsd.ts';
import { sample } from './support/sample.ts';
import { renderXsd, xsdFileName } from './xsd.ts';

const { consult } = sample.services.declarations.operations;

/** The parcel has no application of its own. */
const withParcel: Application = application({
  ...sample,
  name: 'parcels',
  services: {
    parcels: {
      title: 'Parcels',
      namespace: 'urn:parcels',
      version: '1',
      operations: { send: { ...consult, request: parcel } },
    },
  },
  events: {},
  notifications: {},
});

const messagesOf = (contract: Application): Message[] => {
  const operations = operationsOf(contract).filter(({ service }) => service.internal !== true);
  const all = operations.flatMap(({ operation: { request, reply } }) =>
    reply === undefined ? [request] : [request, reply],
  );
  return [...new Map(all.map((message) => [message.name, message])).values()];
};

/** Runs of the property for each message: enough to meet each optional element once or twice. */
const numRuns = 40;

for (const contract of [sample, withParcel]) {
  const files = new Map([...renderXsd(contract)].map(([namespace, content]) => [xsdFileName(namespace), content]));
  const proto = protobuf.parse(renderProto(contract, undefined) ?? '', { keepCase: true }).root;

  for (const message of messagesOf(contract)) {
    const contents = arbitraryOf(message.schema, { codes: codesOf });

    describe(`any ${message.name} that the contract allows`, () => {
      it('is accepted by the rendered XSD when written as XML', () => {
        const codec = createXmlCodec(message);
        withXsd(xsdFileName(message.namespace), files, (validate) => {
          fc.assert(
            fc.property(contents, (content) => validate(codec.write(content))),
            { numRuns },
          );
        });
      });

      it('comes out of the rendered protobuf as it went in', () => {
        const type = proto.lookupType(message.name);
        const carried = (content: object) =>
          type.toObject(
            type.decode(type.encode(type.fromObject(content)).finish()),
            protoLoadOptions as protobuf.IConversionOptions,
          );
        fc.assert(
          fc.property(contents, (content) => assert.deepEqual(carried(content as object), content)),
          { numRuns },
        );
      });
    });
  }
}
