import assert from 'node:assert/strict';
import { isRandomlySelected } from './random-selection.ts';

const references = Array.from({ length: 10_000 }, (_, at) => `26DE${at}`);
const selected = (seed: string, share: number) => references.filter((one) => isRandomlySelected(one, seed, share));

describe('random share', () => {
  it('has about the size that is asked for, and is the same for the same seed', () => {
    const some = selected('one', 0.02);
    assert.ok(some.length > 150 && some.length < 250, `${some.length}`);
    assert.deepEqual(selected('one', 0.02), some);
  });

  it('is another one for another seed', () => {
    const other = new Set(selected('two', 0.02));
    assert.ok(selected('one', 0.02).filter((one) => other.has(one)).length < 20);
  });

  it('grows with the share without leaving anyone out', () => {
    const larger = new Set(selected('one', 0.1));
    assert.ok(selected('one', 0.02).every((one) => larger.has(one)));
    assert.equal(selected('one', 0).length, 0);
    assert.equal(selected('one', 1).length, references.length);
  });
});
