import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { refusalDocument } from './refusal-document.ts';
import { IE3N99, probe } from './test-support/probe.ts';

const placedAs = (name: string) => operationsOf(probe).find((one) => one.name === name)!;
const atMs = Date.parse('2026-11-21T08:00:00Z');

describe('the error notification of a refused filing', () => {
  const validate = compileValidator(IE3N99, { has: () => true });
  const step = fc.oneof(fc.string({ maxLength: 200 }), fc.nat(9999));
  const fault = fc.record({
    code: fc.constantFrom('R3018', 'CL718', 'SCHEMA_REQUIRED', 'SCHEMA_UNKNOWN_ELEMENT'),
    path: fc.array(step, { maxLength: 12 }),
    message: fc.string({ unit: 'binary', maxLength: 900 }),
  });

  it('has the official form, whatever the filing was', () => {
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 20 }), fc.jsonValue(), (faults, content) => {
        const refusal = new Refusal({ code: 'MESSAGE_INVALID', status: 'invalid', title: 'no', faults });
        const document = refusalDocument(refusal, { placed: placedAs('fileIE3F99'), content, atMs });
        assert.deepEqual(validate(document?.content, '2026-11-21'), []);
        assert.equal((document?.content as { error: unknown[] }).error.length, faults.length);
      }),
    );
  });
  it('refers to the filing by its LRN, where that is one', () => {
    const refusal = new Refusal({
      code: 'X',
      status: 'invalid',
      title: 'no',
      faults: [{ code: 'R1', path: [], message: 'no' }],
    });
    const referenceOf = (content: unknown) =>
      (
        refusalDocument(refusal, { placed: placedAs('fileIE3F99'), content, atMs })?.content as {
          functionalReference?: string;
        }
      ).functionalReference;
    assert.equal(referenceOf({ LRN: 'L1' }), 'L1');
    for (const content of [null, [], 'x', {}, { LRN: 7 }, { LRN: '' }, { LRN: ' a' }, { LRN: 'x'.repeat(23) }]) {
      assert.equal(referenceOf(content), undefined);
    }
  });
  it('is not there for other refusals, or other operations', () => {
    const refusal = (status: 'invalid' | 'conflict', faults: Refusal['faults']) =>
      new Refusal({ code: 'X', status, title: 'no', faults });
    const one = [{ code: 'R1', path: [], message: 'no' }];
    const filing = { placed: placedAs('fileIE3F99'), content: {}, atMs };
    assert.equal(refusalDocument(refusal('conflict', one), filing), undefined);
    assert.equal(refusalDocument(refusal('invalid', []), filing), undefined);
    assert.equal(refusalDocument(refusal('invalid', one), { ...filing, placed: placedAs('urgent') }), undefined);
  });
});
