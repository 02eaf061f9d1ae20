/** What a site believes of a browser: where a form came from, its token, its cookies, its fields, the way back. */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { defaultLimits } from '../../limits.ts';
import { returnPath } from './definition.ts';
import { readFields } from './fields.ts';
import { assertFormToken, assertOwnSite } from './guard.ts';
import type { SiteParts } from './parts.ts';
import { clearCookie, cookieOf, setCookie } from './session/cookies.ts';
import { formTokenOf, newSecret, rowNameOf, seal, unseal } from './session/secret.ts';
import { openSession, readOwnForm } from './visited.ts';

const own = 'https://portal.example:8443';
const notOurs = { code: 'FORM_NOT_OURS' };
const withHeaders = (headers: Record<string, string | string[]>) => ({ headers }) as unknown as IncomingMessage;
const form = (type: string | undefined, ...chunks: (string | Uint8Array)[]) =>
  Object.assign(Readable.from(chunks.map((one) => Buffer.from(one))), {
    headers: type === undefined ? {} : { 'content-type': type },
  }) as unknown as Request;
const urlencoded = 'application/x-www-form-urlencoded';

describe('a form that changes something', () => {
  for (const [what, headers] of [
    ['of which the browser says nothing', {}],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour in the domain', { 'sec-fetch-site': 'same-site', origin: own }],
    ['that somebody typed in', { 'sec-fetch-site': 'none' }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['of the same host at another port', { origin: 'https://portal.example' }],
    ['of the same host without TLS', { origin: 'http://portal.example:8443' }],
    [
      'of another origin, though it says same-origin',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    ],
    ['of no origin that may be told', { origin: 'null' }],
    ['that says it twice', { 'sec-fetch-site': ['same-origin', 'cross-site'] }],
  ] as const)
    it(`${what} is not ours`, () => assert.throws(() => assertOwnSite(withHeaders(headers as never), own), notOurs));

  it('is ours by Origin, by Sec-Fetch-Site, or by both', () => {
    for (const headers of [
      { origin: own },
      { 'sec-fetch-site': 'same-origin' },
      { origin: own, 'sec-fetch-site': 'same-origin' },
    ])
      assertOwnSite(withHeaders(headers as never), own);
  });

  it('holds the token of its own session', async () => {
    const [id, other] = [newSecret(), newSecret()];
    assertFormToken(id, formTokenOf(id));
    for (const token of ['', id, formTokenOf(other), `${formTokenOf(id)}A`, formTokenOf(id).slice(1)])
      assert.throws(() => assertFormToken(id, token), notOurs);
    const parts = { limits: defaultLimits } as SiteParts;
    const sent = (token: string) => readOwnForm(parts, form(urlencoded, `form=${token}&a=1`), { id } as never);
    await assert.rejects(sent('x'), notOurs);
  });
});

describe('a cookie of a site', () => {
  const id = newSecret();
  const read = (cookie: string) => cookieOf(withHeaders({ cookie }), '__Host-s');

  it('is read where it is there once, and is an id', () => {
    assert.equal(read(`a=b; __Host-s=${id};c=d`), id);
    for (const cookie of [
      '',
      `__Host-s=${id}; __Host-s=${newSecret()}`,
      '__Host-s=',
      `__Host-s=${id}A`,
      `x__Host-s=${id}`,
      `__host-s=${id}`,
    ])
      assert.equal(read(cookie), undefined, cookie);
  });

  it('goes to this host alone, over TLS alone, to no script, and to no form of another site', () => {
    const lines: string[] = [];
    const response = { appendHeader: (_: string, line: string) => lines.push(line) } as unknown as ServerResponse;
    setCookie(response, '__Host-s', id);
    setCookie(response, '__Host-s', id, 60);
    clearCookie(response, '__Host-s');
    const guarded = 'Path=/; Secure; HttpOnly; SameSite=Lax';
    assert.deepEqual(lines, [
      `__Host-s=${id}; ${guarded}`,
      `__Host-s=${id}; ${guarded}; Max-Age=60`,
      `__Host-s=; ${guarded}; Max-Age=0`,
    ]);
  });

  it('opens its own row alone, and a session that there is', async () => {
    const sealed = seal(id, { token: 'x' });
    assert.deepEqual(unseal(id, sealed), { token: 'x' });
    assert.throws(() => unseal(newSecret(), sealed));
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    assert.throws(() => unseal(id, bytes.toString('base64')));
    assert.notEqual(rowNameOf(id), id);
    const parts = {
      site: { cookies: { session: '__Host-s' } },
      sessions: { open: assert.fail },
    } as unknown as SiteParts;
    const asked = withHeaders({ cookie: '__Host-s=none' }) as Request;
    await assert.rejects(openSession(parts, asked, {} as Response), { code: 'SESSION_MISSING' });
  });
});

describe('fields of a form', () => {
  const read = (type: string | undefined, ...chunks: (string | Uint8Array)[]) =>
    readFields(form(type, ...chunks), defaultLimits);

  it('are texts and files', async () => {
    const fields = await read(urlencoded, 'a=+1%0D%0A2+&b=3&b=4');
    assert.deepEqual([fields.text('a'), fields.all('b'), fields.text('c')], ['1\n2', ['3', '4'], '']);
    const multipart = '--x\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nhello\r\n--x--\r\n';
    const { file } = await read('multipart/form-data; boundary=x', multipart);
    assert.equal(Buffer.from(file('f')!).toString(), 'hello');
  });

  it('are not read of another type, in another encoding, in no form, or too large', async () => {
    for (const type of [undefined, 'application/json', 'text/plain', ''])
      await assert.rejects(read(type, 'a=1'), { code: 'MESSAGE_TYPE_UNSUPPORTED' });
    await assert.rejects(read(urlencoded, 'a=', new Uint8Array([0xff])), { code: 'MESSAGE_MALFORMED' });
    await assert.rejects(read('multipart/form-data; boundary=x', 'nothing'), { code: 'MESSAGE_MALFORMED' });
    await assert.rejects(read(urlencoded, `a=${'x'.repeat(256 * 1024)}`), { code: 'MESSAGE_TOO_LARGE' });
  });
});

describe('the way back after a sign-in', () => {
  it('leads to a page of the site, or home', () => {
    for (const path of ['/portal', '/portal/mandates/M-1', '/portal/x?a=1&b=%20'])
      assert.equal(returnPath('/portal', path), path);
    for (const path of [
      ...['', '/', 'https://evil.example/portal', '//evil.example', '/portal//evil.example', '/portal/../console'],
      ...[
        '/portal.evil.example',
        '/portal@evil.example',
        '/portalx',
        '/portal/x#y',
        '/portal/\\evil',
        '/portal/x\r\nA: b',
      ],
    ])
      assert.equal(returnPath('/portal', path), '/portal', path);
  });
});
