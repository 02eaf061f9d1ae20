import assert from 'node:assert/strict';
import { maxUnknown, namesIn, unknownElementsOf } from './unknown-elements.ts';

const type = { kind: 'text' } as const;
const paths = ['mode', 'master.goodsItem.code', 'master.goodsItem.mass'];
const declaration = new Map(paths.map((path) => [path, type]));
const names = namesIn({
  elements: { declaration, house: new Map(), item: new Map() },
  typeOf: () => undefined,
});

describe('unknown elements of a declaration', () => {
  it('are named by pointer, wherever they stand', () => {
    const found = unknownElementsOf(
      { mode: '4', colour: 'red', master: { goodsItem: [{}, { 'a/b': 1, code: '1' }] } },
      names,
    );
    assert.deepEqual(found, ['/colour', '/master/goodsItem/1/a~1b']);
  });

  it('are not what is known, nor what is no declaration at all', () => {
    for (const one of [{ mode: '4', master: { goodsItem: { code: '1' } } }, null, 7, 'text', [], [[]]]) {
      assert.deepEqual(unknownElementsOf(one, names), []);
    }
  });

  it('are named up to a number', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`x${number}`, number]));
    assert.equal(unknownElementsOf(many, names).length, maxUnknown);
  });
});
