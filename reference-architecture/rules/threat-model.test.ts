import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf } from './source-files.ts';

const document = 'platforms/uumds/threat-model.md';

/** Rows of the tables of threats: what is tried, what stops it, and the tests as `file`: “title”. */
const threats = (): string[][] =>
  textOf(document)
    .split('\n')
    .filter((line) => /^\| [A-Z]\d+ \|/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));

const shownBy = (cell: string): { readonly file: string; readonly title: string }[] =>
  [...cell.matchAll(/`(?<file>[\w./-]+\.(?:test|browser)\.ts)`: “(?<title>[^”]+)”/g)].map(({ groups }) => ({
    file: groups?.['file'] ?? '',
    title: groups?.['title'] ?? '',
  }));

describe('the threat model', () => {
  it('names for each threat a test that exists, or says that there is none', () => {
    const wrong = threats().flatMap(([id = '', tried = '', , shown = '']) => {
      const named = shownBy(shown);
      if (named.length === 0 && !/not shown|by hand/.test(shown)) return [`${id} ${tried}: no test is named`];
      return named
        .filter(({ file, title }) => !existsSync(join(root, file)) || !textOf(file).includes(title))
        .map(({ file, title }) => `${id}: ${file} has no test “${title}”`);
    });
    assert.deepEqual(wrong, [], 'A safeguard that no test shows is a hope.');
    assert.ok(threats().length >= 30, `${threats().length} threats`);
  });
});
