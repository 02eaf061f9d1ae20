/** Request smuggling: a message that two readers would cut at different places is understood by none. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { codeIn, filing, get, post, sendBytes, startTarget, statusesIn, type Target } from '../support/hostile.ts';

describe('request smuggling', () => {
  let target: Target;
  let own: string[];
  before(async () => {
    target = await startTarget();
    own = [`Authorization: ${target.token}`, 'Content-Type: application/json'];
  });
  after(() => target.stop());
  beforeEach(() => target.seen.splice(0));

  const smuggled = () => get('/rest/v1/probe/urgent/smuggled', own);
  const neverSeen = () => assert.ok(!JSON.stringify(target.seen.map(({ request }) => request)).includes('smuggled'));
  /** One answer, a refusal, and nothing after it. */
  const assertRefused = (answer: string) => {
    assert.deepEqual(statusesIn(answer), [400], answer.slice(0, 300));
    assert.equal(codeIn(answer), 'REQUEST_MALFORMED');
    assert.match(answer, /\r\nConnection: close\r\n/i);
    assert.deepEqual(target.seen, []);
  };

  it('Content-Length and Transfer-Encoding together', async () => {
    const body = '0\r\n\r\n';
    assertRefused(
      await sendBytes(target, [
        post([...own, `Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], body) + smuggled(),
      ]),
    );
  });

  for (const lengths of [
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: 5, 6'],
    ['Content-Length: 5', 'Content-Length: 5'],
  ]) {
    it(`several lengths: ${lengths.join(' / ')}`, async () => {
      const answer = await sendBytes(target, [post([...own, ...lengths], '{"a":') + smuggled()]);
      assert.deepEqual(statusesIn(answer), [400], answer.slice(0, 300));
      assert.deepEqual(target.seen, []);
    });
  }

  for (const length of ['+5', '-1', '0x5', '5 5', '1e1', '٥', '18446744073709551621']) {
    it(`a length that is no number: ${length}`, async () => {
      assertRefused(await sendBytes(target, [post([...own, `Content-Length: ${length}`], '{"a":') + smuggled()]));
    });
  }

  for (const encoding of [
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding: \x0bchunked',
    'Transfer-Encoding:\n chunked',
    ' Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer\x00-Encoding: chunked',
  ]) {
    it(`a disguised Transfer-Encoding: ${JSON.stringify(encoding)}`, async () => {
      const answer = await sendBytes(target, [post([...own, encoding], `0\r\n\r\n`) + smuggled()]);
      assert.equal(statusesIn(answer).length, 1, answer.slice(0, 300));
      assert.equal(statusesIn(answer)[0], 400);
      assert.deepEqual(target.seen, []);
    });
  }

  it('lines that end with LF alone', async () => {
    const answer = await sendBytes(target, [
      post([...own, 'Content-Length: 0'], '').replaceAll('\r\n', '\n') + smuggled(),
    ]);
    assertRefused(answer);
  });

  for (const [what, chunks] of [
    ['a size that is no number', 'zz\r\n{}\r\n0\r\n\r\n'],
    ['a negative size', '-2\r\n{}\r\n0\r\n\r\n'],
    ['a size beyond any', 'ffffffffffffffffff\r\n{}\r\n0\r\n\r\n'],
    ['a chunk longer than it says', '1\r\n{}\r\n0\r\n\r\n'],
    ['a chunk that ends with LF', '2\n{}\n0\n\n'],
    ['sixteen kilobytes of chunk extensions', `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`],
  ] as const) {
    it(`chunks: ${what}`, async () => {
      const answer = await sendBytes(target, [post([...own, 'Transfer-Encoding: chunked'], chunks) + smuggled()]);
      assert.ok(statusesIn(answer).length <= 1 && (statusesIn(answer)[0] ?? 400) >= 400, answer.slice(0, 300));
      neverSeen();
      assert.deepEqual(target.seen, []);
    });
  }

  it('a small chunk extension is no attack, and changes nothing of the message', async () => {
    const body = filing();
    const chunks = `${body.length.toString(16)};name=value\r\n${body}\r\n0\r\n\r\n`;
    const answer = await sendBytes(target, [post([...own, 'Transfer-Encoding: chunked', 'Connection: close'], chunks)]);
    assert.deepEqual(statusesIn(answer), [201]);
    assert.equal(target.seen[0]?.call.received?.text, body);
  });

  it('headers in the trailer of a chunked message decide nothing', async () => {
    const body = filing();
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\nIdempotency-Key: trailer\r\nAuthorization: none\r\n\r\n`;
    const answer = await sendBytes(target, [post([...own, 'Transfer-Encoding: chunked', 'Connection: close'], chunks)]);
    assert.deepEqual(statusesIn(answer), [201]);
    assert.ok(!target.seen[0]?.call.messageId.includes('trailer'));
  });

  it('a refused message leaves nothing on the connection that is read as the next', async () => {
    const answer = await sendBytes(target, [
      post([`Content-Type: application/json`, `Content-Length: ${smuggled().length}`], smuggled()),
    ]);
    assert.deepEqual(statusesIn(answer), [401]);
    neverSeen();
  });
});
