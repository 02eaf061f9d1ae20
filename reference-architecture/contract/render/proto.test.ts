import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyDefinition, loadSync, type ServiceDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { type Application, application, operation, service } from '../language.ts';
import { element, flag, integer, many, message, optional, type TSchema, text } from '../schema.ts';
import { oneWayReply, protoLoadOptions, renderProto } from './proto.ts';
import { sample } from './support/sample.ts';
import { declarationExample } from './support/sample-messages.ts';

const load = (content: string): Record<string, AnyDefinition> => {
  const folder = mkdtempSync(join(tmpdir(), 'proto-'));
  try {
    writeFileSync(join(folder, 'x.proto'), content);
    return loadSync(join(folder, 'x.proto'), protoLoadOptions);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const rendered = (contract: Application, previous?: string) => renderProto(contract, previous) ?? assert.fail();

const text1 = rendered(sample);
const declarations = load(text1)['portorium.sample_application.v1.Declarations'] as ServiceDefinition;

/** An application with one operation whose request has these properties. */
const asking = (properties: Record<string, TSchema>): Application =>
  application({
    ...sample,
    name: 'x',
    events: {},
    notifications: {},
    services: {
      Only: service({
        title: 'Only',
        namespace: 'urn:x',
        version: '1',
        operations: {
          ask: operation({
            ...sample.services.declarations.operations.consult,
            request: message('Question', 'urn:x', 'Question', element(properties)),
            reply: message('Answer', 'urn:x', 'Answer', element({})),
          }),
        },
      }),
    },
  });

/** Lines of the message Question, without indentation. */
const question = (file: string): string[] =>
  (/message Question \{\n([\s\S]*?)\n\}/.exec(file)?.[1] ?? '').split('\n').map((line) => line.trim());

describe('proto of a contract', () => {
  it('has a service for each service that is not internal, and a method for each operation', () => {
    const services = Object.keys(load(text1)).filter((name) => !('format' in (load(text1)[name] ?? {})));
    assert.deepEqual(services, [
      'portorium.sample_application.v1.RiskAnalysisOrchestrationBAS',
      'portorium.sample_application.v1.Declarations',
    ]);
    assert.deepEqual(Object.keys(declarations), ['SubmitDeclaration', 'Consult', 'Amend']);
  });

  it('streams replies that repeat', () => {
    assert.equal(declarations.Amend?.responseStream, true);
    assert.equal(declarations.Consult?.responseStream, false);
  });

  it('answers one-way operations with an empty message', () => {
    assert.match(text1, new RegExp(`rpc SubmitDeclaration\\(SampleDeclaration\\) returns \\(${oneWayReply}\\);`));
  });

  it('carries a message there and back without a change: names, zero values, absence, digits', () => {
    const { requestSerialize, requestDeserialize } = declarations.SubmitDeclaration ?? assert.fail();
    assert.deepEqual(requestDeserialize(requestSerialize(declarationExample)), declarationExample);
  });

  it('is read by protobufjs with the same names in JSON', () => {
    const type = protobuf.parse(text1, { keepCase: true }).root.lookupType('SampleDeclaration');
    assert.deepEqual(Object.keys(type.fields).slice(0, 4), ['LRN', 'MRN', 'DateTime', 'split_indicator']);
    assert.match(text1, /bool split_indicator = 4 \[json_name = "split_indicator"\];/);
  });

  it('takes the smallest whole number type that holds the range', () => {
    const lines = question(
      rendered(
        asking({
          a: integer({ maximum: 2 ** 32 - 1 }),
          b: integer({ minimum: -1, maximum: 5 }),
          c: integer({ maximum: 2 ** 32 }),
          d: many(flag(), 1, 9),
        }),
      ),
    );
    assert.deepEqual(lines, [
      'optional uint32 a = 1;',
      'optional int32 b = 2;',
      'optional int64 c = 3;',
      'repeated bool d = 4;',
    ]);
  });

  it('renames a nested message that would be declared twice, and reaches past one that hides a named type', () => {
    const named = element({ inside: text({}) }, { typeName: 'Place' });
    const file = rendered(
      asking({ Carrier: element({ name: text({}) }), place: element({ deep: optional(named) }), there: named }),
    );
    assert.match(file, /message CarrierType \{/);
    assert.match(file, /\.portorium\.x\.v1\.Place deep = 1;/);
    load(file);
  });

  it('refuses a name that protobuf cannot say', () => {
    assert.throws(() => rendered(asking({ 'a-b': text({}) })), /a-b cannot be a protobuf name/);
  });
});

describe('proto field numbers', () => {
  const first = rendered(asking({ a: text({}), b: text({}), c: text({}) }));

  it('do not change when nothing changes', () => {
    assert.equal(rendered(asking({ a: text({}), b: text({}), c: text({}) }), first), first);
    assert.equal(rendered(sample, text1), text1);
  });

  it('stay with their field when the order changes, and new fields get the next free one', () => {
    const second = rendered(asking({ z: text({}), c: text({}), a: text({}), b: text({}) }), first);
    assert.deepEqual(question(second), [
      'optional string z = 4;',
      'optional string c = 3;',
      'optional string a = 1;',
      'optional string b = 2;',
    ]);
  });

  it('of a removed field are never used again, though its last field be removed and others come', () => {
    const second = rendered(asking({ a: text({}), b: text({}) }), first);
    assert.deepEqual(question(second).slice(0, 2), ['reserved 3;', 'reserved "c";']);
    const third = rendered(asking({ a: text({}), d: text({}) }), second);
    assert.deepEqual(question(third), [
      'reserved 2, 3;',
      'reserved "b", "c";',
      'optional string a = 1;',
      'optional string d = 4;',
    ]);
    load(third);
  });

  it('of a field that comes back are new ones', () => {
    const without = rendered(asking({ a: text({}), b: text({}) }), first);
    const back = rendered(asking({ a: text({}), b: text({}), c: text({}) }), without);
    assert.deepEqual(question(back), [
      'reserved 3;',
      'optional string a = 1;',
      'optional string b = 2;',
      'optional string c = 4;',
    ]);
    load(back);
  });

  it('are kept in nested messages too', () => {
    const before = rendered(asking({ inner: element({ p: text({}), q: text({}) }) }));
    const after = rendered(asking({ inner: element({ q: text({}), r: text({}) }) }), before);
    assert.match(after, /reserved 1;\s+reserved "p";\s+optional string q = 2;\s+optional string r = 3;/);
  });

  it('never mean two fields, whatever comes and goes and comes back', () => {
    const versions = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(versions, (all) => {
        const meaning = new Map<string, string>();
        let file: string | undefined;
        for (const names of all) {
          file = rendered(asking(Object.fromEntries(names.map((name) => [name, text({})]))), file);
          for (const [, name = '', number = ''] of file.matchAll(/optional string (\w) = (\d+);/g)) {
            assert.equal(meaning.get(number) ?? name, name);
            meaning.set(number, name);
          }
        }
      }),
    );
  });

  const changes: [string, Record<string, TSchema>, RegExp][] = [
    ['another type', { a: flag() }, /Question\.a was published as string and would become bool.*new name/s],
    ['a list', { a: many(text({}), 1, 9) }, /published as string and would become repeated string/],
    ['a structure', { a: element({}) }, /published as string and would become A/],
  ];
  for (const [what, properties, expected] of changes) {
    it(`refuse that a published field becomes ${what}`, () => {
      assert.throws(() => rendered(asking({ ...properties }), first), expected);
    });
  }
});
