/** Documents made to harm whoever reads them: XML, JSON, what is compressed, what is too large. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'mocha';
import { codeIn, filing, filingsPath, sendBytes, startTarget, statusesIn, type Target } from '../support/hostile.ts';

const soapPath = '/soap/v1/probe';
const envelopeNamespace = 'http://www.w3.org/2003/05/soap-envelope';
const envelope = (body: string, before = '') =>
  `${before}<s:Envelope xmlns:s="${envelopeNamespace}"><s:Body><n:Note xmlns:n="urn:test:probe:1"><n:text>${body}</n:text></n:Note></s:Body></s:Envelope>`;

describe('documents made to harm', () => {
  let target: Target;
  let trap: Server;
  let trapUrl: string;
  let trapped = 0;
  before(async () => {
    target = await startTarget({ limits: { maxBytes: 2_000_000 } });
    trap = createServer((_request, response) => {
      trapped += 1;
      response.end('<!ENTITY x "trapped">');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/evil.dtd`;
  });
  after(async () => {
    await target.stop();
    trap.close();
  });
  beforeEach(() => target.seen.splice(0));

  const send = async (path: string, body: string | Buffer, headers: readonly string[]) => {
    const sinceMs = performance.now();
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      `Authorization: ${target.token}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...headers,
    ];
    const answer = await sendBytes(target, [`${head.join('\r\n')}\r\n\r\n`, body], { silenceMs: 8000 });
    return { answer, tookMs: performance.now() - sinceMs };
  };
  const json = (body: string | Buffer, ...more: string[]) =>
    send(filingsPath, body, ['Content-Type: application/json', ...more]);
  const soap = (body: string | Buffer, ...more: string[]) =>
    send(soapPath, body, [`Content-Type: application/soap+xml`, ...more]);
  const assertRefused = ({ answer, tookMs }: Awaited<ReturnType<typeof send>>, fault: RegExp) => {
    assert.ok((statusesIn(answer)[0] ?? 0) >= 400, answer.slice(0, 300));
    assert.match(answer, fault);
    assert.deepEqual(target.seen, []);
    assert.ok(tookMs < 2000, `it took ${Math.round(tookMs)} ms`);
  };

  it('an honest message is taken: the refusals below are not for another reason', async () => {
    assert.deepEqual(statusesIn((await json(filing())).answer), [201]);
    assert.deepEqual(statusesIn((await soap(envelope('x'))).answer), [202]);
  });

  describe('XML', () => {
    it('external entities (XXE) of files and addresses are not read', async () => {
      for (const doctype of [
        `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`,
        `<!DOCTYPE x [<!ENTITY e SYSTEM "${trapUrl}">]>`,
        `<!DOCTYPE x SYSTEM "${trapUrl}">`,
        `<!DOCTYPE x PUBLIC "-//X//Y" "${trapUrl}">`,
        `<!DOCTYPE x [<!ENTITY % p SYSTEM "${trapUrl}"> %p;]>`,
      ]) {
        assertRefused(await soap(envelope('&e;', doctype)), /XML_DOCTYPE/);
      }
      assert.equal(trapped, 0);
    });

    it('XInclude and schema locations are not followed', async () => {
      const { answer } = await soap(
        envelope(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${trapUrl}"/>`).replace(
          '<n:Note ',
          `<n:Note xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:test:probe:1 ${trapUrl}" `,
        ),
      );
      assert.ok(statusesIn(answer)[0]! >= 400);
      assert.equal(trapped, 0);
    });

    it('billion laughs: entities of entities', async () => {
      const names = 'abcdefghij'.split('');
      const entities = names.map(
        (name, index) => `<!ENTITY ${name} "${index === 0 ? 'lol' : `&${names[index - 1]};`.repeat(10)}">`,
      );
      assertRefused(await soap(envelope('&j;', `<!DOCTYPE x [${entities.join('')}]>`)), /XML_DOCTYPE/);
    });

    it('quadratic blow-up: one long entity, many times', async () => {
      const doctype = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>`;
      assertRefused(await soap(envelope('&a;'.repeat(50_000), doctype)), /XML_DOCTYPE/);
    });

    it('a hundred thousand levels, attributes, elements, namespaces', async () => {
      assertRefused(await soap(envelope('<a>'.repeat(100_000))), /XML_TOO_DEEP/);
      const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ');
      assertRefused(await soap(envelope(`<a ${attributes}/>`)), /XML_TOO_MANY_ATTRIBUTES/);
      assertRefused(await soap(envelope('<a/>'.repeat(300_000))), /XML_TOO_MANY_ELEMENTS|SCHEMA_UNKNOWN_ELEMENT/);
      const namespaces = Array.from({ length: 60_000 }, (_, index) => `xmlns:a${index}="u"`).join(' ');
      assertRefused(await soap(envelope(`<a ${namespaces}/>`)), /XML_TOO_MANY_ATTRIBUTES/);
    });

    it('another encoding than it says, a processing instruction, a style sheet', async () => {
      assertRefused(await soap(Buffer.from(`\ufeff${envelope('x')}`, 'utf16le')), /NOT_UTF8|XML_/);
      assertRefused(await soap(envelope('x', '<?xml version="1.0" encoding="UTF-7"?>')), /XML_ENCODING/);
      assertRefused(await soap(envelope('x', `<?xml-stylesheet href="${trapUrl}"?>`)), /XML_PROCESSING_INSTRUCTION/);
      assert.equal(trapped, 0);
    });
  });

  describe('JSON', () => {
    it('a hundred thousand levels', async () => {
      assertRefused(await json('['.repeat(100_000)), /JSON_TOO_DEEP/);
      assertRefused(await json('{"a":'.repeat(100_000)), /JSON_TOO_DEEP/);
    });

    it('a name twice, of which readers take different ones', async () => {
      const body = filing().replace('{"LRN":"L1"', '{"LRN":"L1","LRN":"L2"');
      assertRefused(await json(body), /JSON_NAME_REPEATED/);
      assertRefused(
        await json(filing().replace('"country":"BE"', '"country":"BE","countr\\u0079":"NL"')),
        /JSON_NAME_REPEATED/,
      );
    });

    it('prototype pollution', async () => {
      for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
        const body = `{"${name}":{"polluted":true},${filing().slice(1)}`;
        assertRefused(await json(body), /SCHEMA_UNKNOWN_ELEMENT/);
        const inner = filing().replace('"country":"BE"', `"${name}":{"polluted":true}`);
        assertRefused(await json(inner), /SCHEMA_UNKNOWN_ELEMENT/);
      }
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });

    it('numbers beyond any', async () => {
      for (const number of [
        '1e999',
        '-1e999',
        `1${'0'.repeat(400)}`,
        '1e-400',
        '9007199254740993',
        '1.0000000000000000001e5',
      ]) {
        const { answer } = await json(filing().replace('"goodsItemNumber":1', `"goodsItemNumber":${number}`));
        assert.deepEqual([statusesIn(answer), codeIn(answer)], [[400], 'MESSAGE_INVALID'], number);
      }
      assertRefused(await json(filing().replace(':1,', `:${'1'.repeat(1_000_000)},`)), /MESSAGE_INVALID/);
    });

    it('hash flooding: a hundred thousand names, chosen or counted up', async () => {
      const counted = Array.from({ length: 100_000 }, (_, index) => `"${index * 65536}":1`).join(',');
      const chosen = Array.from({ length: 100_000 }, (_, index) => `"${(index * 2654435761) >>> 0}x":1`).join(',');
      for (const names of [counted, chosen]) assertRefused(await json(`{${names}}`), /SCHEMA_UNKNOWN_ELEMENT/);
    });

    it('half characters and control characters in names and values', async () => {
      assertRefused(await json(filing({ LRN: 'L\u0000' })), /SCHEMA_CHARACTERS|SCHEMA_PATTERN/);
      assertRefused(await json(filing().replace('"L1"', '"\\ud800"')), /SCHEMA_CHARACTERS|SCHEMA_PATTERN/);
    });
  });

  describe('zip bombs', () => {
    const bomb = Buffer.alloc(20_000_000, 0x20);
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(bomb)],
      ['deflate', deflateSync(bomb)],
      ['br', brotliCompressSync(bomb)],
      ['gzip, gzip', gzipSync(gzipSync(bomb))],
      ['x-gzip', gzipSync(bomb)],
      ['zstd', Buffer.from('28b52ffd', 'hex')],
    ] as const) {
      it(`Content-Encoding: ${encoding} is not unpacked`, async () => {
        assertRefused(await json(bytes, `Content-Encoding: ${encoding}`), /CONTENT_ENCODING/);
        assertRefused(await soap(bytes, `Content-Encoding: ${encoding}`), /CONTENT_ENCODING/);
      });
    }
    it('Transfer-Encoding: gzip is not unpacked', async () => {
      const request = `POST ${filingsPath} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${target.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n\r\n`;
      const answer = await sendBytes(target, [request, '4\r\nabcd\r\n0\r\n\r\n']);
      assert.ok((statusesIn(answer)[0] ?? 400) >= 400, answer.slice(0, 200));
      assert.deepEqual(target.seen, []);
    });
  });

  describe('too large', () => {
    it('a body that says so is not read', async () => {
      assertRefused(await json(Buffer.alloc(3_000_000, 0x20)), /MESSAGE_TOO_LARGE/);
    });
    it('a body that does not say so is not kept', async () => {
      const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
      const request = `POST ${filingsPath} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${target.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const answer = await sendBytes(target, [request, chunk.repeat(40)], { silenceMs: 4000 });
      assert.deepEqual([statusesIn(answer), codeIn(answer)], [[413], 'MESSAGE_TOO_LARGE']);
    });
    it('attachments (multipart, MTOM, XOP) are not taken', async () => {
      for (const type of [
        'multipart/form-data; boundary=x',
        'multipart/related; type="application/xop+xml"; boundary=x',
      ]) {
        const part = `--x\r\nContent-Type: application/json\r\n\r\n${filing()}\r\n--x--\r\n`;
        assertRefused(await send(filingsPath, part, [`Content-Type: ${type}`]), /MESSAGE_TYPE_UNSUPPORTED/);
        assertRefused(await send(soapPath, part, [`Content-Type: ${type}`]), /MESSAGE_TYPE_UNSUPPORTED/);
      }
    });
  });
});
