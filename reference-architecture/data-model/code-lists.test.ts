import assert from 'node:assert/strict';
import { codeLists } from './code-lists.ts';
import { use } from './use.ts';
import { TypeContentType2 } from './values.ts';

describe('use of a type', () => {
  it('names the list whose codes are checked', () => {
    assert.equal(use(TypeContentType2, { list: 'CL754' })['x-code-list'], 'CL754');
    assert.equal(use(TypeContentType2, { list: 'CL703' })['x-code-list'], 'CL703');
  });

  it('only describes a list of whose values too little is known', () => {
    const unchecked = Object.keys(codeLists).filter((name) => codeLists[name]!.values === 'unchecked');
    assert.deepEqual(unchecked, ['CL244']);
    const place = use(TypeContentType2, { list: 'CL244' });
    assert.equal(place['x-code-list'], undefined);
    assert.match(String(place.description), /^CL244: UN\/LOCODE/);
  });

  it('refuses a list that nobody has described', () => {
    assert.throws(() => use(TypeContentType2, { list: 'CL999' }), /CL999/);
  });

  it('leaves the type itself as it was', () => {
    const before = JSON.stringify(TypeContentType2);
    use(TypeContentType2, { list: 'CL754', rules: ['R3052'] });
    assert.equal(JSON.stringify(TypeContentType2), before);
  });
});
