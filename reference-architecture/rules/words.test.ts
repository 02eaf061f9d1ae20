import assert from 'node:assert/strict';
import { filesLike, textOf } from './source-files.ts';

/** Folders of one machine: a home, a mounted volume, the place where somebody works. `/root` is an account of every machine. */
const oneMachine = /(?<![\w./}-])(\/home\/\w+\/|\/Users\/\w+|\/work\/|\/mnt\/\w+|\/workspaces?\/|[A-Z]:\\Users)/;

/** An unfinished thing has a place: an issue. */
const unfinished = /\b(TODO|FIXME|HACK)\b(?!\(#\d+\))/;

const kinds = ['ts', 'cjs', 'md', 'json', 'yml', 'sql', 'sh', 'bpmn'];

const ownFiles = (): string[] =>
  kinds
    .flatMap((kind) => filesLike(`**/*.${kind}`))
    .filter((path) => !/package-lock\.json$|^reference-architecture\/(published|rules)\//.test(path));

const linesLike = (pattern: RegExp): string[] =>
  ownFiles().flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  );

describe('the words of the repository', () => {
  it('name no folder of one machine', () => {
    assert.deepEqual(linesLike(oneMachine), [], 'A path of one machine means nothing on another.');
  });

  it('leave nothing unfinished without the issue that finishes it', () => {
    assert.deepEqual(linesLike(unfinished), [], 'Write TODO(#123): somebody must be able to find what is missing.');
  });
});
