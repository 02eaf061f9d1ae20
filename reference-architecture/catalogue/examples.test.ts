/** The valid examples of every application, spoken in each protocol as its rendered files say. */
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import protobuf from 'protobufjs';
import { operationsOf, type PlacedOperation } from '../contract/language.ts';
import { renderOpenApi } from '../contract/render/openapi.ts';
import { protoLoadOptions, renderProto } from '../contract/render/proto.ts';
import { withXsd } from '../contract/render/support/compile-xsd.ts';
import { renderXsd, xsdFileName } from '../contract/render/xsd.ts';
import { libxmlCanonical } from '../contract/test-support/libxml-canonical.ts';
import { canonicalXml } from '../contract/xml/canonical.ts';
import { createXmlCodec } from '../contract/xml/codec.ts';
import { parseXml } from '../contract/xml/parse.ts';
import { type Discovered, discoverContracts } from './discover.ts';

const root = resolve(import.meta.dirname, '../..');

interface Example {
  readonly file: string;
  readonly placed: PlacedOperation;
  readonly content: object;
}

/** An example is a message, or a message with a description beside it. */
const contentOf = (example: object): object =>
  'description' in example && 'message' in example ? (example.message as object) : example;

/** `examples/<operation>/valid*.json` */
const examplesOf = async ({ directory, contract }: Discovered): Promise<Example[]> => {
  const operations = new Map(operationsOf(contract).map((placed) => [placed.name, placed]));
  const files = await Array.fromAsync(glob('examples/*/valid*.json', { cwd: directory }));
  const examples = files.sort().map(async (file) => {
    const placed = operations.get(basename(resolve(directory, file, '..')));
    const content = contentOf(JSON.parse(await readFile(join(directory, file), 'utf8')) as object);
    return placed === undefined || placed.service.internal === true ? [] : [{ file, placed, content }];
  });
  return (await Promise.all(examples)).flat();
};

describe('a valid example of any operation', () => {
  let found: Discovered[] = [];
  before(async () => {
    found = await discoverContracts(root);
  });

  /** Runs a check on every example, and tells all that fail. */
  const each = async (prepare: (one: Discovered) => (example: Example) => void) => {
    const faults: string[] = [];
    for (const one of found) {
      const examples = await examplesOf(one);
      const check = examples.length === 0 ? () => {} : prepare(one);
      for (const example of examples) {
        try {
          check(example);
        } catch (thrown) {
          faults.push(`${one.contract.name} ${example.file}: ${String(thrown)}`);
        }
      }
    }
    assert.deepEqual(faults, []);
  };

  it('is accepted by the XSD when written as XML', () =>
    each(({ contract }) => {
      const files = new Map([...renderXsd(contract)].map(([namespace, content]) => [xsdFileName(namespace), content]));
      return ({ placed: { operation }, content }) =>
        withXsd(xsdFileName(operation.request.namespace), files, (validate) =>
          validate(createXmlCodec(operation.request).write(content)),
        );
    }));

  it('has the canonical form that libxml2 writes, in an envelope with other namespaces', () =>
    each(() => ({ placed: { operation }, content }) => {
      const xml = createXmlCodec(operation.request).write(content, { indent: true });
      const text = `<e:Envelope xmlns:e="urn:e" xmlns="urn:d"><e:Body>${xml}</e:Body></e:Envelope>`;
      const [body] = parseXml(text).children;
      assert.equal(canonicalXml(body!), libxmlCanonical(text, [0]));
      assert.equal(canonicalXml(body!.children[0]!), libxmlCanonical(text, [0, 0]));
    }));

  it('comes out of protobuf as it went in', () =>
    each(({ contract }) => {
      const proto = protobuf.parse(renderProto(contract, undefined) ?? '', { keepCase: true }).root;
      return ({ placed, content }) => {
        const type = proto.lookupType(placed.operation.request.name);
        const carried = type.decode(type.encode(type.fromObject(content)).finish());
        assert.deepEqual(type.toObject(carried, protoLoadOptions as protobuf.IConversionOptions), content);
      };
    }));

  it('is accepted by the schema of its body in OpenAPI', () =>
    each(({ contract }) => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      for (const circle of ['untrusted', 'trusted', 'administrators'] as const)
        ajv.addSchema(renderOpenApi(contract, circle) ?? {}, circle);
      return ({ placed: { operation }, content }) => {
        const reached = operation.audience.map((one) => one.circle);
        const circle = (['untrusted', 'trusted'] as const).find((one) => reached.includes(one)) ?? 'administrators';
        const { path = '', method = '' } = operation.rest ?? {};
        const place = `paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}`;
        // Only a body that is the whole message; what path and query take is a matter for the gateway's tests.
        if (method === '' || method === 'GET' || path.includes('{')) return;
        const validate = ajv.getSchema(`${circle}#/${place}/requestBody/content/application~1json/schema`);
        assert.ok(validate?.(content), JSON.stringify(validate?.errors));
      };
    }));
});
