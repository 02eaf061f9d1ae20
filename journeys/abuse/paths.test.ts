/** Tricks with the address, the method and what proxies would believe: one reading, or none. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import {
  codeIn,
  filing,
  filingsPath,
  get,
  post,
  sendBytes,
  startTarget,
  statusesIn,
  type Target,
} from '../support/hostile.ts';

describe('tricks with the address', () => {
  let target: Target;
  let own: string[];
  before(async () => {
    target = await startTarget();
    own = [`Authorization: ${target.token}`, 'Connection: close'];
  });
  after(() => target.stop());
  beforeEach(() => target.seen.splice(0));
  const ask = (path: string, more: readonly string[] = []) => sendBytes(target, [get(path, [...own, ...more])]);

  const tricks: readonly (readonly [what: string, path: string])[] = [
    ['dot segments', '/rest/v1/probe/urgent/../urgent/x'],
    ['encoded dot segments', '/rest/v1/probe/urgent/%2e%2e/urgent/x'],
    ['half encoded dot segments', '/rest/v1/probe/urgent/.%2e/x'],
    ['dot segments before the root', '/../rest/v1/probe/urgent/x'],
    ['a single dot', '/rest/v1/./probe/urgent/x'],
    ['double slashes', '/rest/v1//probe/urgent/x'],
    ['double slashes at the front', '//rest/v1/probe/urgent/x'],
    ['an encoded slash', '/rest/v1/probe%2furgent/x'],
    ['a backslash', '/rest/v1/probe\\urgent\\x'],
    ['an encoded backslash', '/rest/v1/probe/urgent/..%5cx'],
    ['a NUL', '/rest/v1/probe/urgent/x%00'],
    ['a line feed', '/rest/v1/probe/urgent/x%0a'],
    ['double encoding', '/rest/v1/probe/urgent/%252e%252e'],
    ['overlong UTF-8', '/rest/v1/probe/urgent/%c0%ae%c0%ae/x'],
    ['full width dots', '/rest/v1/probe/urgent/%ef%bc%8e%ef%bc%8e'],
    ['matrix parameters before a dot segment', '/rest/v1/probe/urgent;a=b/../x'],
    ['matrix parameters', '/rest/v1/probe;admin=true/urgent/x'],
    ['another case', '/REST/v1/probe/urgent/x'],
    ['another case of the operation', '/rest/v1/Probe/urgent/x'],
    ['a slash at the end', '/rest/v1/probe/urgent/x/'],
    ['a fragment', '/rest/v1/probe/urgent/#/x'],
    ['an operation of another circle', '/rest/v1/probe/ofMemberStates/x'],
  ];
  for (const [what, path] of tricks) {
    it(`${what}: ${path}`, async () => {
      const answer = await ask(path);
      assert.equal(statusesIn(answer).length, 1);
      assert.ok([400, 404].includes(statusesIn(answer)[0]!), answer.slice(0, 200));
      assert.deepEqual(target.seen, []);
    });
  }

  it('the absolute form names the same path, and no other host', async () => {
    const answer = await ask('http://evil.example/rest/v1/probe/urgent/x');
    assert.ok([200, 400, 404].includes(statusesIn(answer)[0]!), answer.slice(0, 200));
    assert.doesNotMatch(answer, /evil\.example/);
    for (const { operationId } of target.seen) assert.equal(operationId, 'probe.urgent');
  });

  it('the forms of a proxy are not served', async () => {
    for (const line of [
      'CONNECT evil.example:443 HTTP/1.1',
      'OPTIONS * HTTP/1.1',
      'TRACE /rest/v1/probe/urgent/x HTTP/1.1',
    ]) {
      const answer = await sendBytes(target, [`${line}\r\nHost: localhost\r\n${own.join('\r\n')}\r\n\r\n`]);
      assert.ok((statusesIn(answer)[0] ?? 400) >= 400, answer.slice(0, 200));
      assert.doesNotMatch(answer, /evil\.example|Bearer ey/);
    }
    assert.deepEqual(target.seen, []);
  });

  it('a method is not changed by a header or a parameter', async () => {
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const answer = await ask(filingsPath, [`${name}: POST`]);
      assert.deepEqual([statusesIn(answer), codeIn(answer)], [[405], 'METHOD_NOT_ALLOWED']);
      const posted = post(
        [...own, `${name}: GET`, 'Content-Type: application/json', 'Content-Length: 2'],
        '{}',
        '/rest/v1/probe/urgent/x',
      );
      assert.deepEqual(statusesIn(await sendBytes(target, [posted])), [405]);
    }
    assert.ok(statusesIn(await ask(`${filingsPath}?_method=POST`))[0]! >= 400);
    assert.deepEqual(target.seen, []);
  });

  it('an address is not changed by what proxies write into headers', async () => {
    for (const name of ['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Path', 'X-Forwarded-Prefix']) {
      assert.deepEqual(statusesIn(await ask('/rest/v1/nothing', [`${name}: /rest/v1/probe/urgent/x`])), [404]);
    }
    assert.deepEqual(target.seen, []);
  });

  it('cache poisoning: nothing of a request is in what others may be given', async () => {
    const poison = [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: evil',
      'X-Host: evil.example',
      'Forwarded: host=evil.example',
    ];
    for (const path of ['/soap/v1/probe?wsdl', '/rest/v1/openapi.json', '/', '/rest/v1/nothing']) {
      const request = `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${poison.join('\r\n')}\r\nConnection: close\r\n\r\n`;
      const answer = await sendBytes(target, [request]);
      assert.doesNotMatch(answer, /evil/);
      assert.match(answer, /\r\nCache-Control: no-store\r\n/i);
    }
  });

  it('header injection: what a caller names is not written into an answer', async () => {
    const injected = ['%0d%0aSet-Cookie:%20a=b', 'x\u0085Set-Cookie: a=b', 'x\rSet-Cookie: a=b'];
    for (const value of injected) {
      for (const name of ['Conversation-Id', 'traceparent', 'Idempotency-Key', 'Origin']) {
        const request = get('/rest/v1/probe/urgent/x', [...own, `${name}: ${value}`]);
        const answer = await sendBytes(target, [Buffer.from(request, 'latin1')]);
        assert.doesNotMatch(answer, /set-cookie|%0d/i);
      }
    }
    const answer = await ask(`/rest/v1/probe/urgent/x%0d%0aSet-Cookie:%20a=b`);
    assert.deepEqual(statusesIn(answer), [400]);
    assert.doesNotMatch(answer, /set-cookie/i);
  });

  it('a value of the message is not written into a header of the answer', async () => {
    const body = filing({ LRN: 'L1\r\nSet-Cookie: a=b' });
    const answer = await sendBytes(target, [
      post([...own, 'Content-Type: application/json', `Content-Length: ${body.length}`], body),
    ]);
    assert.doesNotMatch(answer.split('\r\n\r\n', 1)[0]!, /set-cookie/i);
  });
});
