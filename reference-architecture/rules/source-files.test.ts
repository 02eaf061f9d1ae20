import assert from 'node:assert/strict';
import { importsOf } from './imports.ts';
import { bareCode, blankComments, placesOf } from './source-files.ts';

const file = (text: string) => ({ path: 'platforms/cdco/x/domain/y.ts', text, code: blankComments(text) });

describe('what the rules read', () => {
  it('is code, without comments and without what strings say', () => {
    const text = "// Date.now()\nconst said = 'Date.now()'; /* Date.now() */\nconst url = `https://x`; Date.now();";
    assert.deepEqual(placesOf(file(text), bareCode(file(text)), /\bDate\.now\b/g), [
      'platforms/cdco/x/domain/y.ts:3 Date.now',
    ]);
  });

  it('is every import, of any form', () => {
    const text = [
      "import fs from 'node:fs';",
      'import {',
      '  a,',
      '  type B,',
      "} from './z.ts';",
      "import type { C } from '../../entry/contract.ts';",
      "export * from '../q.ts';",
      "import 'reflect-metadata';",
      "const { d } = await import('../../../speed2ng/server.ts');",
    ].join('\n');
    assert.deepEqual(
      importsOf(file(text)).map(({ line, target, typeOnly }) => [line, target, typeOnly]),
      [
        [1, 'node:fs', false],
        [2, 'platforms/cdco/x/domain/z.ts', false],
        [6, 'platforms/cdco/entry/contract.ts', true],
        [7, 'platforms/cdco/x/q.ts', false],
        [8, 'reflect-metadata', false],
        [9, 'platforms/speed2ng/server.ts', false],
      ],
    );
  });
});
