/** Slow loris: whoever takes his time loses the connection; the others are served meanwhile. Sizes and numbers of headers. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  codeIn,
  dial,
  filingsPath,
  get,
  post,
  sendBytes,
  startTarget,
  statusesIn,
  type Target,
} from '../support/hostile.ts';

describe('slow loris', () => {
  let target: Target;
  before(async () => {
    const limits = { headersTimeoutMs: 400, bodyTimeoutMs: 400, requestTimeoutMs: 1200, keepAliveTimeoutMs: 300 };
    target = await startTarget({ limits });
  });
  after(() => target.stop());

  const served = async () => {
    const sinceMs = performance.now();
    const answer = await sendBytes(target, [get('/health/live', ['Connection: close'])]);
    assert.deepEqual(statusesIn(answer), [200]);
    assert.ok(performance.now() - sinceMs < 1000);
  };

  it('headers, one at a time', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `X-${index}: 1\r\n`);
    const slow = sendBytes(target, [`GET / HTTP/1.1\r\nHost: localhost\r\n`, ...lines], {
      pauseMs: 100,
      silenceMs: 5000,
    });
    await served();
    const answer = await slow;
    assert.deepEqual([statusesIn(answer), codeIn(answer)], [[408], 'MESSAGE_TOO_SLOW']);
  });

  it('a body, one byte at a time', async () => {
    const headers = [`Authorization: ${target.token}`, 'Content-Type: application/json', 'Content-Length: 100'];
    const bytes = Array.from({ length: 20 }, () => ' ');
    const slow = sendBytes(target, [post(headers, ''), ...bytes], { pauseMs: 100, silenceMs: 5000 });
    await served();
    const answer = await slow;
    assert.deepEqual([statusesIn(answer), codeIn(answer)], [[408], 'MESSAGE_TOO_SLOW']);
    assert.deepEqual(target.seen, []);
  });

  it('chunks without an end', async () => {
    const headers = [`Authorization: ${target.token}`, 'Content-Type: application/json', 'Transfer-Encoding: chunked'];
    const chunks = Array.from({ length: 20 }, () => '1\r\n \r\n');
    const answer = await sendBytes(target, [post(headers, ''), ...chunks], { pauseMs: 100, silenceMs: 5000 });
    assert.deepEqual([statusesIn(answer), codeIn(answer)], [[408], 'MESSAGE_TOO_SLOW']);
  });

  it('connections on which nothing is said, before and after a request', async () => {
    const silent = await dial(target);
    const idle = await dial(target);
    idle.write(get('/health/live'));
    idle.resume();
    const closed = (socket: typeof silent) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
    silent.resume();
    await Promise.all([closed(silent), closed(idle)]);
    await served();
  });

  it('a caller that never reads its answer holds no place', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(target)));
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.pause();
      for (let count = 0; count < 20; count += 1) socket.write(get('/rest/v1/openapi.json'));
    }
    await served();
    for (const socket of sockets) socket.destroy();
  });
});

describe('headers beyond measure', () => {
  let target: Target;
  before(async () => {
    target = await startTarget();
  });
  after(() => target.stop());
  const refused = async (headers: readonly string[], status: number) => {
    const answer = await sendBytes(target, [get('/rest/v1/probe/urgent/x', headers)]);
    assert.deepEqual(statusesIn(answer), [status], answer.slice(0, 200));
    assert.deepEqual(target.seen, []);
  };

  it('one of 20 KB', () => refused([`X: ${'x'.repeat(20_000)}`], 431));
  it('ten thousand of them', () =>
    refused(
      Array.from({ length: 10_000 }, (_, index) => `X${index}: 1`),
      431,
    ));
  it('more than a hundred', () =>
    refused(
      Array.from({ length: 101 }, (_, index) => `X${index}: 1`),
      431,
    ));
  it('a name of 20 KB', () => refused([`${'X'.repeat(20_000)}: 1`], 431));
  it('a token of 10 KB', () => refused([`Authorization: Bearer ${'x'.repeat(10_000)}`], 401));
  it('an address of 10 KB', async () => {
    const answer = await sendBytes(target, [get(`${filingsPath}?${'x'.repeat(10_000)}`, ['Connection: close'])]);
    assert.deepEqual([statusesIn(answer), codeIn(answer)], [[414], 'URL_TOO_LONG']);
  });
});
