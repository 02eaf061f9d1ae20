import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { commonRefusals } from '../common-refusals.ts';
import type { operation } from '../language.ts';
import { element, inNamespace, message, text } from '../schema.ts';
import { httpStatusOf } from './http.ts';
import type { JsonObject } from './json-components.ts';
import { renderOpenApi } from './openapi.ts';
import { openApiFaults } from './support/check-documents.ts';
import { sample } from './support/sample.ts';
import { declarationExample } from './support/sample-messages.ts';

const untrusted = renderOpenApi(sample, 'untrusted') ?? assert.fail();
const trusted = renderOpenApi(sample, 'trusted') ?? assert.fail();

/** The value at a path of keys. */
const at = (of: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], of);

const withOperations = (operations: Parameters<typeof operation>[0][]) => ({
  ...sample,
  services: {
    only: {
      title: 'Only',
      namespace: 'urn:only',
      version: '1',
      operations: Object.fromEntries(operations.map((of, position) => [`operation${position}`, of])),
    },
  },
});

describe('OpenAPI of a contract', () => {
  for (const [circle, document] of Object.entries({ untrusted, trusted })) {
    it(`is valid OpenAPI 3.1 for the ${circle} circle`, async () => {
      assert.deepEqual(await openApiFaults(document), []);
    });
  }

  it('shows a circle only the operations that admit it', () => {
    assert.deepEqual(Object.keys(untrusted.paths as object), [
      '/declarations',
      '/declarations/{MRN}',
      '/declarations/{MRN}/amendments',
    ]);
    assert.deepEqual(Object.keys(trusted.paths as object), ['/declarations']);
  });

  it('shows each circle its own proof of identity and profiles', () => {
    assert.deepEqual(at(untrusted, 'components', 'securitySchemes', 'bearer', 'scheme'), 'bearer');
    assert.deepEqual(at(trusted, 'components', 'securitySchemes', 'mutualTLS', 'type'), 'mutualTLS');
    assert.deepEqual(at(trusted, 'paths', '/declarations', 'post', 'x-portorium-profiles'), ['national-entry-system']);
  });

  it('is nothing where the circle is offered nothing', () => {
    assert.equal(renderOpenApi({ ...sample, services: {} }, 'trusted'), undefined);
  });

  it('takes a property from the path, the others from the query of a GET', () => {
    const parameters = at(untrusted, 'paths', '/declarations/{MRN}', 'get', 'parameters') as JsonObject[];
    assert.deepEqual(
      parameters.map((parameter) => [parameter.name, parameter.in, parameter.required]),
      [
        [undefined, undefined, undefined],
        ['MRN', 'path', true],
        ['withHistory', 'query', false],
      ],
    );
  });

  it('leaves what the path carries out of the body', () => {
    const body = at(untrusted, 'components', 'schemas', 'AmendBody');
    assert.deepEqual(Object.keys(at(body, 'properties') as object), ['withHistory']);
    assert.equal(at(body, 'required'), undefined);
  });

  it('answers 202 without content to one-way, and the reply with the status of the contract otherwise', () => {
    const responses = (path: string, method: string) => at(untrusted, 'paths', path, method, 'responses');
    assert.ok(at(responses('/declarations', 'post'), '202'));
    assert.equal(at(responses('/declarations', 'post'), '202', 'content'), undefined);
    const amended = at(
      responses('/declarations/{MRN}/amendments', 'post'),
      '201',
      'content',
      'application/json',
      'schema',
    );
    assert.deepEqual(amended, { $ref: '#/components/schemas/IE4R05Type' });
  });

  it('lets commands name their repetitions, and has no such name for queries', () => {
    const key = { $ref: '#/components/parameters/Idempotency-Key' };
    const parameters = (path: string, method: string) => at(untrusted, 'paths', path, method, 'parameters') as object[];
    assert.deepEqual(parameters('/declarations', 'post').slice(1), [key]);
    assert.ok(!JSON.stringify(parameters('/declarations/{MRN}', 'get')).includes('Idempotency-Key'));
  });

  it('names every refusal of the contract, and every common one, under its status', () => {
    const responses = at(untrusted, 'paths', '/declarations', 'post', 'responses');
    const own = { SAMPLE_LRN_USED: 'conflict', SAMPLE_MRN_UNKNOWN: 'notFound' } as const;
    const common = Object.entries(commonRefusals).map(([code, { status }]) => [code, status] as const);
    for (const [code, status] of [...Object.entries(own), ...common]) {
      const codes = at(responses, String(httpStatusOf[status]), 'x-portorium-codes') as string[];
      assert.ok(codes.includes(code), code);
    }
  });

  it('has Retry-After where it makes sense to ask again, and only there', () => {
    const responses = at(untrusted, 'paths', '/declarations', 'post', 'responses') as Record<string, JsonObject>;
    const again = Object.keys(responses).filter(
      (status) => at(responses[status], 'headers', 'Retry-After') !== undefined,
    );
    assert.deepEqual(again, ['429', '503']);
  });

  it('says what a problem consists of', () => {
    const { properties } = at(untrusted, 'components', 'schemas', 'Problem') as { properties: object };
    assert.deepEqual(Object.keys(properties), [
      'type',
      'title',
      'status',
      'detail',
      'code',
      'conversationId',
      'retryAfter',
      'faults',
    ]);
  });

  it('has component schemas that accept the JSON of the contract and refuse other', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(untrusted, 'openapi');
    const validate = ajv.getSchema('openapi#/components/schemas/SampleDeclaration') ?? assert.fail();
    assert.equal(validate(declarationExample), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...declarationExample, MRN: 'x' }), false);
    assert.equal(validate({ ...declarationExample, more: 1 }), false);
  });

  it('keeps code lists, rules and marks of personal data, and leaves the words of XML out', () => {
    const written = JSON.stringify(untrusted);
    for (const kept of ['x-code-list', 'x-rules', 'x-personal-data']) assert.ok(written.includes(kept), kept);
    assert.ok(!written.includes('x-xml'));
  });

  it('tells two structures of one name in two namespaces apart', async () => {
    const inner = (property: string) => element({ [property]: text({}) }, { typeName: 'InnerType' });
    const request = message('M', 'urn:a', 'M', element({ one: inner('a'), two: inNamespace('urn:b', inner('b')) }));
    const { operations } = sample.services.declarations;
    const document = renderOpenApi(withOperations([{ ...operations.submitDeclaration, request }]), 'untrusted');
    const schemas = at(document, 'components', 'schemas') as object;
    assert.deepEqual(Object.keys(schemas), ['Fault', 'InnerType', 'M', 'Problem', 'urn-b.InnerType']);
    assert.deepEqual(await openApiFaults(document ?? {}), []);
  });

  it('refuses a path that names what the request does not have', () => {
    const { submitDeclaration } = sample.services.declarations.operations;
    const wrong = { ...submitDeclaration, rest: { method: 'POST', path: '/declarations/{EORI}' } } as const;
    assert.throws(
      () => renderOpenApi(withOperations([wrong]), 'untrusted'),
      /\{EORI\} in a REST path is not a property/,
    );
  });
});
