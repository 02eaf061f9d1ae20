/** Bad input over the wire: each a clear refusal in the protocol's words, nothing stored, the platform unharmed. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { Agent, request } from 'undici';
import { fetchToken, secretOf } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { example, expressFiling, type Json } from './support/filings.ts';

interface Wrong {
  readonly what: string;
  readonly path?: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Record<string, string>;
  readonly body?: () => string | Buffer;
  readonly status: number;
  readonly code: string;
}

const filings = '/rest/v1/entry/filings/F32';
const soap = '/soap/v1/entry';
const soapType = { 'content-type': 'application/soap+xml; action="urn:portorium:entry:1/fileIE3F32"' };
const json = (message: Json) => () => JSON.stringify(message);
const deep = () => `${'{"LRN":'.repeat(5000)}1${'}'.repeat(5000)}`;
const envelope = (body: string, doctype = '') =>
  `${doctype}<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
const bomb = `<!DOCTYPE b [<!ENTITY a "${'x'.repeat(50)}">${'bcdefgh'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`)
  .join('')}]>`;

const wrongs: readonly Wrong[] = [
  { what: 'malformed JSON', body: () => '{"LRN": ', status: 400, code: 'MESSAGE_MALFORMED' },
  { what: 'a message that is no structure', body: () => '[]', status: 400, code: 'MESSAGE_INVALID' },
  { what: 'wrong types', body: json({ ...expressFiling(), LRN: 17 }), status: 400, code: 'MESSAGE_INVALID' },
  {
    what: 'an unknown element',
    body: json({ ...expressFiling(), surprise: true }),
    status: 400,
    code: 'MESSAGE_INVALID',
  },
  {
    what: 'a missing element',
    body: json({ ...expressFiling(), declarant: undefined }),
    status: 400,
    code: 'MESSAGE_INVALID',
  },
  {
    what: 'an unknown code',
    body: () => JSON.stringify(expressFiling()).replaceAll('"country":"CN"', '"country":"QQ"'),
    status: 400,
    code: 'MESSAGE_INVALID',
  },
  {
    what: 'an unknown office',
    body: json({ ...expressFiling(), customsOfficeOfFirstEntry: { referenceNumber: 'BE999999' } }),
    status: 400,
    code: 'MESSAGE_INVALID',
  },
  {
    what: 'a broken rule',
    body: json(example('entry', 'fileIE3F32', 'invalid-routing-office')),
    status: 400,
    code: 'ENTRY_FILING_INVALID',
  },
  { what: 'deep nesting', body: deep, status: 400, code: 'MESSAGE_MALFORMED' },
  {
    what: 'a message of 9 MB',
    body: () => Buffer.alloc(9 * 1024 * 1024, 0x20),
    status: 413,
    code: 'MESSAGE_TOO_LARGE',
  },
  {
    what: 'another content type',
    headers: { 'content-type': 'text/plain' },
    body: () => 'LRN',
    status: 415,
    code: 'MESSAGE_TYPE_UNSUPPORTED',
  },
  {
    what: 'a compressed body',
    headers: { 'content-encoding': 'gzip' },
    body: () => 'x',
    status: 415,
    code: 'MESSAGE_TYPE_UNSUPPORTED',
  },
  {
    what: 'bytes that are not UTF-8',
    body: () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    status: 400,
    code: 'MESSAGE_MALFORMED',
  },
  { what: 'no token', headers: { authorization: '' }, body: json(expressFiling()), status: 401, code: 'TOKEN_MISSING' },
  {
    what: 'a made-up token',
    headers: { authorization: 'Bearer abc.def.ghi' },
    body: json(expressFiling()),
    status: 401,
    code: 'TOKEN_INVALID',
  },
  {
    what: 'an unknown operation',
    path: '/rest/v1/entry/declarations',
    body: json(expressFiling()),
    status: 404,
    code: 'OPERATION_UNKNOWN',
  },
  {
    what: 'an operation of another circle',
    path: '/rest/v1/entry/risk-analysis/IE4S01',
    body: json({}),
    status: 404,
    code: 'OPERATION_UNKNOWN',
  },
  {
    what: 'a path with tricks',
    path: '/rest/v1/entry/..%2fentry/filings/F32',
    body: json(expressFiling()),
    status: 400,
    code: 'PATH_NOT_CANONICAL',
  },
  { what: 'another method', method: 'DELETE', status: 405, code: 'METHOD_NOT_ALLOWED' },
  {
    what: 'malformed XML',
    path: soap,
    headers: soapType,
    body: () => '<a><b></a>',
    status: 500,
    code: 'MESSAGE_MALFORMED',
  },
  {
    what: 'a DTD',
    path: soap,
    headers: soapType,
    body: () => envelope('<x/>', '<!DOCTYPE x>'),
    status: 500,
    code: 'MESSAGE_MALFORMED',
  },
  {
    what: 'an entity bomb',
    path: soap,
    headers: soapType,
    body: () => envelope('<x>&h;</x>', bomb),
    status: 500,
    code: 'MESSAGE_MALFORMED',
  },
  {
    what: 'XML nested 100,000 deep',
    path: soap,
    headers: soapType,
    body: () => envelope(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
    status: 500,
    code: 'MESSAGE_MALFORMED',
  },
];

describe('bad input, over the wire', function () {
  this.timeout(60_000);
  let constellation: Constellation;
  let dispatcher: Agent;
  let database: pg.Client;
  let authorization: string;
  const post = async ({ path = filings, method = 'POST', headers, body }: Partial<Wrong>) => {
    const answer = await request(`${constellation.addresses['SPEED2ng']}${path}`, {
      dispatcher,
      method,
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body: body?.() ?? null,
    });
    return { status: answer.statusCode, type: String(answer.headers['content-type']), text: await answer.body.text() };
  };
  const stored = async () => (await database.query('select count(*)::int as filings from filing')).rows[0].filings;

  before(async () => {
    constellation = await startConstellation();
    const clientId = 'invented-customs-agents';
    const trustAnchor = await readFile(constellation.trustAnchorPath, 'utf8');
    dispatcher = new Agent({ connect: { ca: trustAnchor } });
    const clientSecret = await secretOf(constellation.dataDirectory, clientId);
    authorization = `Bearer ${await fetchToken({ speed2ng: '', issuer: constellation.issuer, clientId, clientSecret, trustAnchor })}`;
    database = new pg.Client({ connectionString: constellation.world.databases.get('entry') ?? '' });
    await database.connect();
  });
  after(async () => {
    await database?.end();
    await dispatcher?.close();
    await constellation?.remove();
  });

  for (const wrong of wrongs) {
    it(`refuses ${wrong.what} with ${wrong.status} ${wrong.code}, and stores nothing`, async () => {
      const before = await stored();
      const { status, type, text } = await post(wrong);
      assert.equal(status, wrong.status, text);
      assert.match(text, new RegExp(`\\b${wrong.code}\\b`));
      assert.match(type, wrong.path === soap ? /^application\/soap\+xml/ : /^application\/problem\+json/);
      assert.equal(await stored(), before);
    });
  }

  it('tells all faults of a filing at once, each with a pointer, and as IE3N99', async () => {
    const filing = {
      ...expressFiling(),
      LRN: 17,
      customsOfficeOfFirstEntry: { referenceNumber: 'BE999999' },
      surprise: 1,
    };
    const problem = JSON.parse((await post({ body: json(filing) })).text);
    assert.deepEqual(problem.faults.map((fault: Json) => fault.pointer).sort(), [
      '/LRN',
      '/customsOfficeOfFirstEntry/referenceNumber',
      '/surprise',
    ]);
    assert.equal(problem.IE3N99.error.length, 3);
  });

  it('refuses a second filing under the same LRN with other content, and answers the first again', async () => {
    const filing = { ...expressFiling(), LRN: `J-${randomUUID().slice(0, 8)}` };
    const first = JSON.parse((await post({ body: json(filing) })).text);
    const before = await stored();
    const again = JSON.parse((await post({ body: json(filing) })).text);
    assert.deepEqual(again, first);
    const other = await post({ body: json({ ...filing, documentIssueDate: { DateTime: '2026-11-20T00:00:00Z' } }) });
    assert.equal(other.status, 409);
    assert.match(other.text, /ENTRY_LRN_USED/);
    assert.equal(await stored(), before);
  });

  it('leaves the platform unharmed', async () => {
    assert.equal((await post({ body: json(expressFiling()) })).status, 201);
  });
});
