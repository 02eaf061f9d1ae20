import assert from 'node:assert/strict';
import { operationsOf } from '../../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../../reference-architecture/contract/validate.ts';
import { type Fault, jsonPointer } from '../../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';
import { checkFiling } from './domain/rules/index.ts';
import { type Filing, type FilingName, filings } from './messages/filings.ts';
import { type Example, examplesOf } from './test-support/examples.ts';
import { exampleDay, ruleContext } from './test-support/rule-context.ts';
import { shippedCodeLists } from './test-support/shipped-code-lists.ts';

const codeLists = shippedCodeLists();

/** What a message that fits its schema may still be refused for here; the rest needs a store. */
const rulesOf = (messageName: string, message: unknown): readonly Fault[] =>
  messageName in filings ? checkFiling(messageName as FilingName, message as Filing, ruleContext) : [];

const inOrder = (faults: readonly { code: string; pointer: string }[]) =>
  faults.map(({ code, pointer }) => `${code} ${pointer}`).toSorted();

const told = (faults: readonly Fault[]) =>
  inOrder(faults.map(({ code, path }) => ({ code, pointer: jsonPointer(path) })));

const expected = (example: Example, code: string) =>
  example.expect?.code === code ? inOrder(example.expect.faults) : [];

describe('examples of entry', () => {
  for (const { name, operation } of operationsOf(contract)) {
    const examples = examplesOf(name);
    const validate = compileValidator(operation.request, codeLists);

    describe(name, () => {
      it('has a valid example and invalid ones', () => {
        assert.ok(examples.some((example) => example.expect === undefined && example.name === 'valid'));
        assert.ok(examples.filter((example) => example.expect !== undefined).length >= 2);
      });

      it('expects only what the contract says', () => {
        const codes = examples.flatMap((example) => example.expect?.code ?? []);
        assert.deepEqual(
          codes.filter((code) => !(code in operation.refusals)),
          [],
        );
      });

      for (const example of examples) {
        it(`${example.name}: ${example.description}`, () => {
          const faults = validate(example.message, exampleDay);
          assert.deepEqual(told(faults), expected(example, 'MESSAGE_INVALID'));
          if (faults.length === 0) {
            const broken = rulesOf(operation.request.name, example.message);
            assert.deepEqual(told(broken), expected(example, 'ENTRY_FILING_INVALID'));
          }
        });
      }
    });
  }

  it('name only code lists that a fresh platform has', () => {
    const used = new Set<string>();
    const collect = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'x-code-list') used.add(String(value));
        else collect(value);
      }
    };
    const messages = [
      ...operationsOf(contract).flatMap(({ operation }) => [operation.request, operation.reply]),
      ...Object.values(contract.notifications).map((one) => one.message),
    ];
    for (const message of messages) collect(message?.schema);
    assert.ok(used.size > 20);
    codeLists.assertKnows(used);
  });
});
