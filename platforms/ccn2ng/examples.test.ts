import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { jsonPointer } from '../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';

interface Example {
  readonly description: string;
  readonly message: unknown;
  readonly expect?: { readonly code: string; readonly faults: readonly { code: string; pointer: string }[] };
}

/** The messages carry no official codes. */
const noCodeLists = { has: () => false };

const examplesIn = (folder: string) =>
  readdirSync(folder).map((file) => ({ file, ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example) }));

describe('examples of ccn2ng', () => {
  for (const { name, operation } of operationsOf(contract)) {
    const examples = examplesIn(join(import.meta.dirname, 'examples', name));
    const validate = compileValidator(operation.request, noCodeLists);

    it(`${name} has a valid one and invalid ones`, () => {
      assert.ok(examples.some(({ file }) => file === 'valid.json'));
      assert.ok(examples.filter(({ expect }) => expect !== undefined).length >= 2);
    });

    for (const { file, description, message, expect } of examples) {
      it(`${name}, ${file}: ${description}`, () => {
        const told = validate(message, '2026-11-21').map(({ code, path }) => ({ code, pointer: jsonPointer(path) }));
        assert.deepEqual(told, expect?.faults ?? []);
      });
    }
  }
});
