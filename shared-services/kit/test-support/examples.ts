/** The examples of an application whose messages carry no official codes, held against its contract. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Application, operationsOf } from '../../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../../reference-architecture/contract/validate.ts';
import { jsonPointer } from '../refusal.ts';

interface Example {
  readonly description: string;
  readonly message: unknown;
  readonly expect?: { readonly code: string; readonly faults: readonly { code: string; pointer: string }[] };
}

/** The messages carry no official codes. */
const noCodeLists = { has: () => false };

const inOrder = (faults: readonly { code: string; pointer: string }[]) =>
  faults.map(({ code, pointer }) => `${code} ${pointer}`).toSorted();

/** Declares the tests: call it at the top of `examples.test.ts` beside the contract. */
export const testExamples = (contract: Application, directory: string): void => {
  describe(`examples of ${contract.name}`, () => {
    for (const { name, operation } of operationsOf(contract)) {
      const folder = join(directory, 'examples', name);
      const files = readdirSync(folder).map((file) => ({
        file,
        ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example),
      }));
      const validate = compileValidator(operation.request, noCodeLists);

      it(`${name} has a valid one and invalid ones, and expects only what the contract says`, () => {
        assert.ok(files.some(({ file }) => file === 'valid.json'));
        assert.ok(files.filter(({ expect }) => expect !== undefined).length >= 2);
        for (const { expect } of files) assert.ok(expect === undefined || expect.code in operation.refusals);
      });

      for (const { file, description, message, expect } of files) {
        it(`${name}, ${file}: ${description}`, () => {
          const told = validate(message, '2026-11-21').map(({ code, path }) => ({ code, pointer: jsonPointer(path) }));
          assert.deepEqual(inOrder(told), expect?.code === 'MESSAGE_INVALID' ? inOrder(expect.faults) : []);
        });
      }
    }
  });
};
