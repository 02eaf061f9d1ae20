import assert from 'node:assert/strict';
import { remembering } from './remembered.ts';

describe('remembering', () => {
  it('works a result out once, forgets the one asked for longest ago, and keeps no failure', () => {
    const worked: string[] = [];
    const remember = remembering<string>(2);
    const ask = (key: string) =>
      remember(key, () => {
        worked.push(key);
        if (key === 'bad') throw new Error('bad');
        return key.toUpperCase();
      });
    assert.deepEqual(['a', 'b', 'a', 'c', 'a', 'b'].map(ask), ['A', 'B', 'A', 'C', 'A', 'B']);
    assert.deepEqual(worked, ['a', 'b', 'c', 'b']);
    assert.throws(() => ask('bad'));
    assert.throws(() => ask('bad'));
    assert.deepEqual(worked.slice(4), ['bad', 'bad']);
  });
});
