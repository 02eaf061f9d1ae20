/**
 * SPEED2ng by REST, over the wire: what is right is passed on, what is wrong is told, and nothing of it is passed on. What is
 * meant to harm is in journeys/abuse.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { createBreaker } from '../../shared-services/kit/breaker.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { sendBeforeReading, sendRaw, startTestGateway, type TestGateway, trader } from './test-support/gateway.ts';

interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly conversationId: string;
  readonly retryAfter?: number;
  readonly faults?: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
  readonly IE3N99?: { readonly functionalReference?: string; readonly error: readonly Record<string, unknown>[] };
}

const filing = {
  LRN: 'L1',
  declarant: { identificationNumber: trader },
  goodsItem: [{ goodsItemNumber: 1, grossMass: '12.5', country: 'BE' }],
};

describe('SPEED2ng by REST', () => {
  let gateway: TestGateway;
  let authorization: string;

  before(async () => {
    gateway = await startTestGateway({
      limits: {
        maxBytes: 100_000,
        bodyTimeoutMs: 300,
        headersTimeoutMs: 300,
        requestTimeoutMs: 1000,
        stopGraceMs: 500,
      },
    });
    authorization = await gateway.authorization();
  });
  after(() => gateway.stop());
  beforeEach(() => {
    gateway.seen.length = 0;
    gateway.answerWith(async () => ({ LRN: 'L1', MRN: 'M1', text: 'yes' }));
  });

  const ask = (path: string, options: RequestInit = {}) =>
    fetch(`${gateway.url}/rest/v1${path}`, { ...options, headers: { authorization, ...options.headers } });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    ask('/probe/filings', {
      method: 'POST',
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  const assertRefused = async (response: Response, status: number, code: string): Promise<ProblemBody> => {
    const body = (await response.json()) as ProblemBody;
    assert.deepEqual([response.status, body.code], [status, code], JSON.stringify(body));
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.equal(body.type, `urn:portorium:refusal:${code}`);
    assert.equal(body.status, status);
    assert.equal(body.conversationId, response.headers.get('conversation-id'));
    assert.match(response.headers.get('traceparent') ?? '', /^00-/);
    assert.deepEqual(gateway.seen, [], 'nothing may be passed on');
    await assertAlive();
    return body;
  };
  const assertAlive = async () => {
    const alive = await fetch(`${gateway.url}/health/live`);
    assert.equal(alive.status, 200);
    await alive.body?.cancel();
  };
  /** For requests that no client would send. */
  const assertRawRefused = async (answer: string, status: number, code: string) => {
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), answer.slice(0, 300));
    assert.match(answer, new RegExp(`"code":"${code}"`));
    assert.deepEqual(gateway.seen, [], 'nothing may be passed on');
    await assertAlive();
  };
  const rawPost = (headers: readonly string[], body: string | Buffer = '', path = '/probe/filings') =>
    sendRaw(gateway.url, [
      [
        `POST /rest/v1${path} HTTP/1.1`,
        'Host: test',
        `Authorization: ${authorization}`,
        'Connection: close',
        ...headers,
        '',
        '',
      ].join('\r\n'),
      body,
    ]);

  describe('a message that is right', () => {
    it('is passed on once, with who, what and the exact text; the reply is the message itself', async () => {
      const text = JSON.stringify(filing, null, 1);
      const response = await post(text, { 'conversation-id': '0198c7a4-7a3b-7c11-8000-0123456789ab' });
      assert.equal(response.status, 201);
      assert.deepEqual(await response.json(), { LRN: 'L1', MRN: 'M1', text: 'yes' });
      assert.equal(response.headers.get('conversation-id'), '0198c7a4-7a3b-7c11-8000-0123456789ab');
      assert.equal(gateway.seen.length, 1);
      const { operationId, request, call } = gateway.seen[0]!;
      assert.equal(operationId, 'probe.fileIE3F99');
      assert.deepEqual(request, filing);
      assert.deepEqual(call.caller, {
        circle: 'untrusted',
        party: trader,
        profiles: ['declarant'],
        subject: 'subject-of-test',
      });
      assert.equal(call.received?.text, text);
      assert.match(call.received?.sha256 ?? '', /^[0-9a-f]{64}$/);
      assert.deepEqual([call.via, call.protocol], ['speed2ng', 'rest']);
      assert.equal(call.conversationId, '0198c7a4-7a3b-7c11-8000-0123456789ab');
    });

    it('has the same message id in every repetition, and another one for another content or caller', async () => {
      await post(filing);
      await post(filing);
      await post({ ...filing, LRN: 'L2' });
      const other = await gateway.authorization({ eori: 'NL1' });
      await post({ ...filing, declarant: { identificationNumber: 'NL1' } }, { authorization: other });
      const [first, again, changed] = gateway.seen.map(({ call }) => call.messageId);
      assert.equal(first, again);
      assert.equal(new Set([first, changed, gateway.seen[3]?.call.messageId]).size, 3);
    });

    it('is named by its Idempotency-Key, within the caller', async () => {
      await post(filing, { 'idempotency-key': 'key-1' });
      assert.equal(gateway.seen[0]?.call.messageId, `${trader}/fileIE3F99/key-1`);
    });

    it('takes parameters from path and query, by their types', async () => {
      const response = await ask('/probe/urgent/a%20b?depth=3&whole=true');
      assert.equal(response.status, 200);
      assert.deepEqual(gateway.seen[0]?.request, { reference: 'a b', depth: 3, whole: true });
    });

    it('is answered with 202 and nothing else when it is one-way', async () => {
      const response = await ask('/probe/notes', {
        method: 'POST',
        body: '{"text":"hello"}',
        headers: { 'content-type': 'application/json; charset=UTF-8' },
      });
      assert.equal(response.status, 202);
      assert.equal(await response.text(), '');
    });

    it('begins a conversation of our own where the given id is not a UUID', async () => {
      const response = await ask('/probe/urgent/x', { headers: { 'conversation-id': '../../etc' } });
      assert.match(response.headers.get('conversation-id') ?? '', /^[0-9a-f-]{36}$/);
    });
  });

  describe('the message', () => {
    it('is refused when it is not JSON', async () => {
      const { faults } = await assertRefused(await post('{"LRN": '), 400, 'MESSAGE_MALFORMED');
      assert.equal(faults?.[0]?.code, 'JSON_NOT_WELL_FORMED');
    });
    it('is refused when it is nested deeper than 64 levels', async () => {
      const deep = `${'['.repeat(65)}${']'.repeat(65)}`;
      const { faults } = await assertRefused(await post(deep), 400, 'MESSAGE_MALFORMED');
      assert.equal(faults?.[0]?.code, 'JSON_TOO_DEEP');
    });
    for (const body of ['null', '[]', '"text"', '7']) {
      it(`is refused when it is ${body} and not an object`, async () => {
        await assertRefused(await post(body), 400, 'MESSAGE_INVALID');
      });
    }
    it('is refused with all its faults, each with a pointer, and the business document of a filing', async () => {
      const wrong = {
        LRN: 'L1',
        declarant: { identificationNumber: trader },
        goodsItem: [{ goodsItemNumber: '1', grossMass: 12.5, country: 'XX' }, {}],
        extra: true,
      };
      const { faults, IE3N99 } = await assertRefused(await post(wrong), 400, 'MESSAGE_INVALID');
      const pointers = faults?.map(({ pointer }) => pointer) ?? [];
      for (const pointer of [
        '/goodsItem/0/goodsItemNumber',
        '/goodsItem/0/grossMass',
        '/goodsItem/0/country',
        '/goodsItem/1/goodsItemNumber',
        '/goodsItem/1/grossMass',
        '/extra',
      ]) {
        assert.ok(pointers.includes(pointer), `${pointer} is not in ${pointers.join(' ')}`);
      }
      assert.ok(faults?.some(({ code }) => code === 'CL718'));
      assert.equal(IE3N99?.functionalReference, 'L1');
      assert.equal(IE3N99?.error.length, faults?.length);
      assert.ok(
        IE3N99?.error.some(
          ({ validationCode, pointer }) =>
            validationCode === 'CL718' &&
            (pointer as { messageElementPath: string }).messageElementPath === '/IE3F99/goodsItem[1]/country',
        ),
      );
    });
    it('has no business document where the operation is no filing', async () => {
      const { IE3N99 } = await assertRefused(await ask('/probe/urgent/x?depth=99'), 400, 'MESSAGE_INVALID');
      assert.equal(IE3N99, undefined);
    });
    it('is refused when it tries to change what all objects are', async () => {
      await assertRefused(await post(`{"__proto__":{"LRN":"x"},"constructor":1}`), 400, 'MESSAGE_INVALID');
    });
    it('is refused when it is not UTF-8', async () => {
      const body = new Uint8Array([...Buffer.from('{"LRN":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
      const { faults } = await assertRefused(await post(body), 400, 'MESSAGE_MALFORMED');
      assert.equal(faults?.[0]?.code, 'NOT_UTF8');
    });
    it('is refused by what it says of its length', async () => {
      const answer = await rawPost(['Content-Type: application/json', 'Content-Length: 100001']);
      await assertRawRefused(answer, 413, 'MESSAGE_TOO_LARGE');
      assert.match(answer, /connection: close/i);
    });
    it('is refused while it is read, and the connection closed, when it does not say its length', async () => {
      const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
      const answer = await rawPost(['Content-Type: application/json', 'Transfer-Encoding: chunked'], chunk.repeat(5));
      await assertRawRefused(answer, 413, 'MESSAGE_TOO_LARGE');
    });
    it('reaches a client that is still sending: 3 MB, and the answer is read', async () => {
      await assertRefused(await post('x'.repeat(3_000_000)), 413, 'MESSAGE_TOO_LARGE');
    });
    it('reaches a client that reads nothing before it has sent everything', async () => {
      const answer = await sendBeforeReading(gateway.url, [
        `POST /rest/v1/probe/filings HTTP/1.1\r\nHost: t\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n`,
        ...Array.from({ length: 30 }, () => 'x'.repeat(100_000)),
      ]);
      await assertRawRefused(answer, 413, 'MESSAGE_TOO_LARGE');
    });
    it('is refused when it comes too slowly', async () => {
      const answer = await rawPost(['Content-Type: application/json', 'Content-Length: 50'], '{"LRN":');
      await assertRawRefused(answer, 408, 'MESSAGE_TOO_SLOW');
    });
    for (const contentType of [
      'text/plain',
      'application/xml',
      'application/json; charset=iso-8859-1',
      'multipart/form-data; boundary=x',
    ]) {
      it(`is refused as ${contentType}`, async () => {
        await assertRefused(await post(filing, { 'content-type': contentType }), 415, 'MESSAGE_TYPE_UNSUPPORTED');
      });
    }
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, identity', 'x-unknown']) {
      it(`is refused when it is encoded as ${encoding}`, async () => {
        const { faults } = await assertRefused(
          await post(filing, { 'content-encoding': encoding }),
          415,
          'MESSAGE_TYPE_UNSUPPORTED',
        );
        assert.equal(faults?.[0]?.code, 'CONTENT_ENCODING');
      });
    }
    it('is not given in a form that the caller does not accept', async () => {
      await assertRefused(await post(filing, { accept: 'application/xml' }), 406, 'NOT_ACCEPTABLE');
      assert.equal((await post(filing, { accept: 'text/html, application/*;q=0.1' })).status, 201);
    });
    it('is refused with a name that is not one', async () => {
      await assertRefused(await post(filing, { 'idempotency-key': 'a b' }), 400, 'MESSAGE_ID_INVALID');
    });
    it('is refused when it speaks for somebody else', async () => {
      const foreign = { ...filing, declarant: { identificationNumber: 'NL9' } };
      const { faults } = await assertRefused(await post(foreign), 403, 'NOT_ENTITLED');
      assert.deepEqual(
        faults?.map(({ code, pointer }) => [code, pointer]),
        [['NO_MANDATE', '/declarant/identificationNumber']],
      );
    });
  });

  describe('the caller', () => {
    const withToken = (authorizationHeader: string) => post(filing, { authorization: authorizationHeader });

    it('is refused without a token, and told how to bring one', async () => {
      const response = await fetch(`${gateway.url}/rest/v1/probe/filings`, { method: 'POST', body: '{}' });
      assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
      await assertRefused(response, 401, 'TOKEN_MISSING');
    });
    for (const odd of ['Basic YTpi', 'Bearer', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer  x y']) {
      it(`is refused with ${odd}`, async () => {
        const response = await withToken(odd);
        const { code } = (await response.clone().json()) as ProblemBody;
        await assertRefused(response, 401, code);
        assert.match(code, /^TOKEN_(MISSING|INVALID)$/);
      });
    }
    it('is refused with a token whose signature was changed', async () => {
      const [head, claims, signature = ''] = authorization.split('.');
      const changed = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
      await assertRefused(await withToken(`${head}.${claims}.${changed}`), 401, 'TOKEN_INVALID');
    });
    it('is refused with a token that has expired', async () => {
      await assertRefused(
        await withToken(await gateway.authorization({ expiresInSeconds: -10 })),
        401,
        'TOKEN_EXPIRED',
      );
    });
    it('is refused with a token of another circle', async () => {
      const token = await gateway.authorization({ circle: 'administrators' });
      await assertRefused(await withToken(token), 403, 'CALLER_NOT_ADMITTED');
    });
    it('is refused when its profile is not in the contract', async () => {
      const token = await gateway.authorization({ profiles: ['carrier'] });
      await assertRefused(await withToken(token), 403, 'CALLER_NOT_ADMITTED');
      await assertRefused(await ask('/probe/carriersOnly/x'), 403, 'CALLER_NOT_ADMITTED');
    });
    it('does not learn of operations of other circles', async () => {
      await assertRefused(await ask('/probe/ofMemberStates/x'), 404, 'OPERATION_UNKNOWN');
    });
  });

  describe('the address', () => {
    it('is refused when there is nothing', async () => {
      await assertRefused(await ask('/probe/nothing'), 404, 'OPERATION_UNKNOWN');
      await assertRefused(await ask('/probe/filings/'), 404, 'OPERATION_UNKNOWN');
      await assertRefused(await ask('/PROBE/filings', { method: 'POST' }), 404, 'OPERATION_UNKNOWN');
    });
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      it(`is refused with the method ${method}, and says which it takes`, async () => {
        const response = await ask('/probe/filings', { method });
        assert.equal(response.status, 405);
        assert.equal(response.headers.get('allow'), 'POST');
        if (method !== 'HEAD') await assertRefused(response, 405, 'METHOD_NOT_ALLOWED');
      });
    }
    it('is refused with bytes that are not ASCII', async () => {
      const request = Buffer.from(
        `GET /rest/v1/probe/urgent/\xe9 HTTP/1.1\r\nHost: test\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
        'latin1',
      );
      const answer = await sendRaw(gateway.url, [request]);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.deepEqual(gateway.seen, []);
    });
    it('is refused when it is longer than 2048 characters', async () => {
      await assertRefused(await ask(`/probe/urgent/${'x'.repeat(2100)}`), 414, 'URL_TOO_LONG');
    });
    for (const query of ['?unknown=1', '?depth=1&depth=2', '?reference=other', '?__proto__=1']) {
      it(`is refused with the query ${query}`, async () => {
        await assertRefused(await ask(`/probe/urgent/x${query}`), 400, 'PARAMETER_INVALID');
      });
    }
    it('is refused with a value of the wrong type', async () => {
      await assertRefused(await ask('/probe/urgent/x?depth=1e1'), 400, 'MESSAGE_INVALID');
      await assertRefused(await ask('/probe/urgent/x?whole=yes'), 400, 'MESSAGE_INVALID');
    });
    it('is refused with a query where there should be a body', async () => {
      const response = await ask('/probe/filings?x=1', {
        method: 'POST',
        body: JSON.stringify(filing),
        headers: { 'content-type': 'application/json' },
      });
      await assertRefused(response, 400, 'PARAMETER_INVALID');
    });
    it('is refused when a question by GET has a body', async () => {
      const answer = await sendRaw(gateway.url, [
        `GET /rest/v1/probe/urgent/x HTTP/1.1\r\nHost: test\r\nAuthorization: ${authorization}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      ]);
      await assertRawRefused(answer, 400, 'MESSAGE_MALFORMED');
    });
  });

  describe('the headers', () => {
    const json = 'Content-Type: application/json';
    const length = 'Content-Length: 2';
    for (const repeated of [
      'Authorization: Bearer x',
      'Content-Type: text/plain',
      'Idempotency-Key: a\r\nIdempotency-Key: b',
      'Conversation-Id: a\r\nConversation-Id: b',
      'Host: other',
    ]) {
      it(`are refused with twice ${repeated.split(':', 1)[0]}`, async () => {
        await assertRawRefused(await rawPost([json, length, repeated], '{}'), 400, 'HEADER_REPEATED');
      });
    }
    it('are refused when they are not HTTP', async () => {
      await assertRawRefused(
        await sendRaw(gateway.url, ['\x16\x03\x01\x02\x00\x01\x00\r\n\r\n']),
        400,
        'REQUEST_MALFORMED',
      );
    });
    it('of an answer tell a browser to do nothing, and nobody what runs here', async () => {
      const { headers } = await fetch(`${gateway.url}/rest/v1/openapi.json`);
      assert.equal(headers.get('x-powered-by'), null);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers.get('cache-control'), 'no-store');
    });
    it('of the start page let it have its style sheet, and nothing else', async () => {
      const answer = await fetch(`${gateway.url}/`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none'; style-src 'self'; img-src 'self'; /);
      assert.doesNotMatch(policy, /unsafe|script|http/);
      const [, path = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(await answer.text()) ?? [];
      const style = await fetch(`${gateway.url}${path}`);
      assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
      assert.match(style.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
    });
  });

  describe('the platform behind', () => {
    const assertAnswered = async (response: Response, status: number, code: string) => {
      const body = (await response.json()) as ProblemBody;
      assert.deepEqual([response.status, body.code], [status, code]);
      await assertAlive();
      return body;
    };
    it('may fail: the caller learns nothing of why', async () => {
      gateway.answerWith(async () => {
        throw new Error('password=secret at /internal/path');
      });
      const response = await post(filing);
      const text = await response.clone().text();
      await assertAnswered(response, 500, 'INTERNAL_FAULT');
      assert.doesNotMatch(text, /secret|internal\/path|Error/);
    });
    it('may be away: the caller is told when to come again', async () => {
      gateway.answerWith(async () => {
        throw new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'away', retryAfterMs: 2000 });
      });
      const response = await post(filing);
      assert.equal(response.headers.get('retry-after'), '2');
      assert.equal((await assertAnswered(response, 503, 'SERVICE_UNAVAILABLE')).retryAfter, 2);
    });
    it('is left alone for a while after it has failed many times: the caller is told at once', async () => {
      const breaker = createBreaker({ name: 'cdco', maxUnderWay: 10, resetTimeoutMs: 60_000 });
      let asked = 0;
      gateway.answerWith(() =>
        breaker.run(async () => {
          asked += 1;
          throw new Error('broken');
        }),
      );
      for (let time = 0; time < 15; time += 1) await (await post(filing)).body?.cancel();
      const before = asked;
      await assertAnswered(await post(filing), 503, 'SERVICE_UNAVAILABLE');
      assert.ok(before < 15 && asked === before, 'it is no longer asked');
    });
    it('may be too slow', async () => {
      gateway.answerWith(async () => {
        throw new Refusal({ code: 'DEADLINE_EXCEEDED', status: 'timeout', title: 'late' });
      });
      await assertAnswered(await post(filing), 504, 'DEADLINE_EXCEEDED');
    });
    it('refuses a filing by its rules: the caller gets the business document too', async () => {
      gateway.answerWith(async () => {
        throw new Refusal({
          code: 'ENTRY_FILING_INVALID',
          status: 'invalid',
          title: 'The filing breaks rules.',
          faults: [{ code: 'R3018', path: ['goodsItem', 0], message: 'no' }],
        });
      });
      const { IE3N99 } = await assertAnswered(await post(filing), 400, 'ENTRY_FILING_INVALID');
      assert.deepEqual(IE3N99?.error, [
        {
          technicalErrorMessage: 'R3018',
          description: 'no',
          validationCode: 'R3018',
          pointer: { messageElementPath: '/IE3F99/goodsItem[1]' },
        },
      ]);
    });
  });

  describe('what anybody may read', () => {
    it('is a start page, an OpenAPI document of all, and one of each application', async () => {
      const page = await (await fetch(`${gateway.url}/`)).text();
      assert.match(page, /\/soap\/v1\/probe\?wsdl/);
      const whole = (await (await fetch(`${gateway.url}/rest/v1/openapi.json`)).json()) as {
        paths: Record<string, { $ref: string }>;
      };
      const reference = whole.paths['/probe/filings']?.$ref ?? '';
      const [document, pointer = ''] = reference.split('#');
      const one = (await (await fetch(`${gateway.url}${document}`)).json()) as Record<string, Record<string, unknown>>;
      const path = pointer.slice('/paths/'.length).replaceAll('~1', '/');
      assert.ok(one.paths?.[path], `${reference} leads nowhere`);
      assert.equal(JSON.stringify(one).includes('ofMemberStates'), false);
    });
  });
});
