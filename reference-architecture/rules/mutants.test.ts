/** `npm run test:mutants` takes an hour and more: that its lists speak of the sources as they are is seen here. */
import assert from 'node:assert/strict';
import { guards } from './mutants/guards.ts';
import { mutantsOf, sourcesOf, staleIn } from './mutants/mutants-of.ts';
import { root } from './source-files.ts';

describe('the lists of guards whose loss a test must notice', () => {
  it('speak of files, tests and words that are there', () => {
    assert.deepEqual(
      guards.flatMap((one) => staleIn(one, root)),
      [],
    );
  });

  it('find guards in every list', () => {
    for (const one of guards)
      assert.ok(
        sourcesOf(one, root).some(({ file, text }) => mutantsOf(one, file, text).length > 0),
        one.files.join(),
      );
  });
});
