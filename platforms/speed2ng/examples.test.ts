/** The examples are what they say they are. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { jsonPointer } from '../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';

interface Example {
  readonly description: string;
  readonly message: unknown;
  readonly expect?: { readonly faults: readonly { readonly code: string; readonly pointer: string }[] };
}

describe('an example of a mailbox operation', () => {
  const directory = join(import.meta.dirname, 'examples');
  for (const { name, operation } of operationsOf(contract)) {
    const files = globSync(`${name}/*.json`, { cwd: directory });
    it(`is there, valid and invalid, for ${name}`, () => {
      assert.ok(files.some((file) => basename(file).startsWith('valid')));
      assert.ok(files.some((file) => basename(file).startsWith('invalid')));
    });
    const validate = compileValidator(operation.request, { has: () => true });
    for (const file of files.sort()) {
      const { description, message, expect } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Example;
      it(`${dirname(file)}: ${description}`, () => {
        const faults = validate(message, '2026-11-21').map(({ code, path }) => ({ code, pointer: jsonPointer(path) }));
        assert.deepEqual(faults, expect?.faults ?? []);
        assert.equal(expect === undefined, basename(file).startsWith('valid'));
      });
    }
  }
});
