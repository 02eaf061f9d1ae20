import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonRefused, parseJson } from './json.ts';

const codeOf = (text: string, maxDepth?: number): string => {
  try {
    parseJson(text, maxDepth === undefined ? {} : { maxDepth });
  } catch (refused) {
    if (refused instanceof JsonRefused) return refused.code;
    throw refused;
  }
  return 'taken';
};

describe('parseJson', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        assert.deepEqual(parseJson(text), JSON.parse(text));
      }),
    );
  });

  it('counts lists and structures as levels', () => {
    assert.equal(codeOf('[{"a":[]}]', 3), 'taken');
    assert.equal(codeOf('[{"a":[1]}]', 2), 'JSON_TOO_DEEP');
    assert.equal(codeOf('[[],[],{},{}]', 2), 'taken');
    assert.equal(codeOf('['.repeat(64) + ']'.repeat(64)), 'taken');
    assert.equal(codeOf('['.repeat(65) + ']'.repeat(65)), 'JSON_TOO_DEEP');
  });

  it('does not count brackets inside text, whatever is escaped there', () => {
    for (const text of ['["[[[["]', '["\\"[[[["]', '["\\\\",["x"]]', '["\\\\\\"[[[[","{{{"]', '{"[[[[":1}']) {
      assert.equal(codeOf(text, 2), 'taken', text);
    }
    assert.equal(codeOf('["\\\\",[["x"]]]', 2), 'JSON_TOO_DEEP');
  });

  it('refuses a name that stands twice in one structure, however it is written', () => {
    for (const text of [
      '{"a":1,"a":1}',
      '{"a":1,"\\u0061":2}',
      '[{"b":{"a":1,"c":2,"a":3}}]',
      '{"__proto__":1,"__proto__":2}',
    ]) {
      assert.equal(codeOf(text), 'JSON_NAME_REPEATED', text);
    }
    for (const text of ['{"a":{"a":1},"b":[{"a":1},{"a":1}]}', '{"__proto__":1}', '{"a":":","b":"\\":"}', '":"']) {
      assert.equal(codeOf(text), 'taken', text);
    }
  });

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '{"a":}', '"abc', '"abc\\"', '[1,]', 'NaN', ']]]]', "{'a':1}"]) {
      assert.equal(codeOf(text), 'JSON_NOT_WELL_FORMED', text);
    }
  });

  it('tells the place, and nothing of the text', () => {
    assert.throws(
      () => parseJson('{"name":"Anna" "x"}'),
      (refused) => refused instanceof JsonRefused && refused.offset === 15 && !/Anna/.test(refused.message),
    );
    assert.throws(
      () => parseJson('{"name":Anna}'),
      (refused) => !/Anna/.test(String(refused)),
    );
  });

  it('is quick about five million brackets or quotes', () => {
    const startedMs = performance.now();
    assert.equal(codeOf('['.repeat(5_000_000)), 'JSON_TOO_DEEP');
    assert.equal(codeOf(`"${'\\'.repeat(5_000_000)}`), 'JSON_NOT_WELL_FORMED');
    assert.equal(codeOf(`["${'\\"'.repeat(2_000_000)}"]`), 'taken');
    assert.ok(performance.now() - startedMs < 5000);
  });
});
