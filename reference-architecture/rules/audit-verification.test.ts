import assert from 'node:assert/strict';
import { importsOf } from './imports.ts';
import { isTest, sourceFiles } from './source-files.ts';

/** Everything of ours that a set of files comes to by its imports. */
const reachedFrom = (starts: readonly string[]): Set<string> => {
  const files = new Map(sourceFiles().map((file) => [file.path, file]));
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = files.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    waiting.push(
      ...importsOf(file)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ target }) => target),
    );
  }
  return reached;
};

const below = (...folders: readonly string[]): string[] =>
  sourceFiles()
    .map(({ path }) => path)
    .filter((path) => folders.some((folder) => path.startsWith(folder)) && !isTest(path));

describe('what verifies the audit log', () => {
  const verifier = () => reachedFrom(['start/commands/audit/verify.ts']);

  it('is there, and so is what writes it', () => {
    assert.ok(verifier().has('start/commands/audit/verify/tree.ts'));
    assert.ok(below('shared-services/audit/').length > 20);
  });

  it('shares no code with what writes it', () => {
    const writer = reachedFrom(below('shared-services/audit/', 'shared-services/kit/store/'));
    assert.deepEqual(
      [...verifier()].filter((path) => writer.has(path)),
      [],
      'A fault that both have would be found by nobody.',
    );
  });

  it('needs nothing but itself and Node', () => {
    const outside = sourceFiles()
      .filter(({ path }) => verifier().has(path))
      .flatMap(importsOf)
      .filter(({ target, typeOnly }) => !typeOnly && !/^(node:|start\/commands\/audit\/)/.test(target));
    assert.deepEqual(outside, [], 'An auditor must be able to read all of it.');
  });
});
