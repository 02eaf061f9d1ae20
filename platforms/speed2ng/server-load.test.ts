/** SPEED2ng under load, with TLS, and at its end. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import https from 'node:https';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { after, afterEach, describe, it } from 'mocha';
import { createThrottle } from '../../shared-services/gateway/throttle.ts';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '../../shared-services/kit/identity/x509.ts';
import { sendRaw, startTestGateway, type TestGateway, trader } from './test-support/gateway.ts';

const filing = (LRN: string) =>
  JSON.stringify({
    LRN,
    declarant: { identificationNumber: trader },
    goodsItem: [{ goodsItemNumber: 1, grossMass: '1' }],
  });

describe('SPEED2ng under load', () => {
  let gateway: TestGateway;
  let authorization: string;
  let release: () => void = () => {};

  const start = async (some: Parameters<typeof startTestGateway>[0]) => {
    gateway = await startTestGateway(some);
    authorization = await gateway.authorization();
  };
  /** Every call waits until `release` is called. */
  const holdCalls = () => {
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    gateway.answerWith(async (operationId) => {
      await held;
      return operationId === 'speed2ng.listMessages' ? { more: false } : { LRN: 'L', MRN: 'M', text: 'yes' };
    });
  };
  const ask = (path: string) => fetch(`${gateway.url}/rest/v1${path}`, { headers: { authorization } });
  const tell = () =>
    fetch(`${gateway.url}/rest/v1/probe/notes`, {
      method: 'POST',
      body: '{"text":"x"}',
      headers: { authorization, 'content-type': 'application/json' },
    });
  const until = async (condition: () => boolean) => {
    for (let attempt = 0; !condition(); attempt += 1) {
      assert.ok(attempt < 200, 'it did not come to this');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

  afterEach(async () => {
    release();
    await gateway.stop();
  });

  it('refuses class C when half of the places are taken, B at four fifths, A when all are', async () => {
    await start({ admission: { maxUnderWay: 10 } });
    holdCalls();
    const held: Promise<Response>[] = [];
    const holdUpTo = async (count: number) => {
      while (held.length < count) held.push(ask('/probe/urgent/x'));
      await until(() => gateway.seen.length === count);
    };
    const refused = async (response: Response) => {
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('retry-after'), '2');
      assert.equal(await codeOf(response), 'OVERLOADED');
    };
    const postFiling = () =>
      fetch(`${gateway.url}/rest/v1/probe/filings`, {
        method: 'POST',
        body: filing('L'),
        headers: { authorization, 'content-type': 'application/json' },
      });
    await holdUpTo(4);
    held.push(ask('/probe/casual/x'));
    await until(() => gateway.seen.length === 5);
    await refused(await ask('/probe/casual/x'));
    await refused(await tell());
    await holdUpTo(7);
    held.push(postFiling());
    await until(() => gateway.seen.length === 8);
    await refused(await postFiling());
    await holdUpTo(10);
    await refused(await ask('/probe/urgent/x'));
    assert.equal(gateway.seen.length, 10, 'what is refused is not passed on');
    release();
    for (const response of await Promise.all(held)) assert.ok(response.ok);
    assert.equal((await ask('/probe/casual/x')).status, 200, 'places are given back');
  });

  it('says so by SOAP too', async () => {
    await start({ admission: { maxUnderWay: 1 } });
    holdCalls();
    const held = ask('/probe/urgent/x');
    await until(() => gateway.seen.length === 1);
    const response = await fetch(`${gateway.url}/soap/v1/probe`, {
      method: 'POST',
      body: '<a/>',
      headers: { authorization, 'content-type': 'text/xml' },
    });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /<faultcode>soap:Server<\/faultcode>.*<code>OVERLOADED<\/code>/s);
    release();
    await held;
  });

  it('gives the places of those who wait for mail to others, and bounds how many wait', async () => {
    await start({ admission: { maxUnderWay: 4, maxWaitingOfParty: 6 } });
    holdCalls();
    const waiting: Promise<Response>[] = [];
    while (waiting.length < 6) {
      waiting.push(ask('/mailbox/messages?waitSeconds=30'));
      await until(() => gateway.seen.length === waiting.length);
    }
    const tooMany = await ask('/mailbox/messages?waitSeconds=30');
    assert.deepEqual([tooMany.status, await codeOf(tooMany)], [429, 'THROTTLED']);
    const urgent = ask('/probe/urgent/x');
    await until(() => gateway.seen.length === 7);
    release();
    assert.equal((await urgent).status, 200);
    for (const response of await Promise.all(waiting)) assert.equal(response.status, 200);
  });

  it('lets a trader have its share and no more, and the others theirs', async () => {
    await start({ throttle: createThrottle({ requests: 3, periodSeconds: 60 }) });
    for (let count = 0; count < 3; count += 1) assert.equal((await ask('/probe/urgent/x')).status, 200);
    const response = await ask('/probe/urgent/x');
    assert.deepEqual([response.status, await codeOf(response)], [429, 'THROTTLED']);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    assert.equal(gateway.seen.length, 3);
    authorization = await gateway.authorization({ eori: 'NL1' });
    assert.equal((await ask('/probe/urgent/x')).status, 200);
  });

  it('is not held up by two hundred callers that never finish', async () => {
    await start({
      limits: { bodyTimeoutMs: 400, headersTimeoutMs: 400, requestTimeoutMs: 1500 },
      admission: { maxUnderWay: 300 },
    });
    const slow = Array.from({ length: 200 }, (_, index) =>
      sendRaw(gateway.url, [
        index % 2 === 0
          ? 'GET /rest/v1/probe/urgent/x HTTP/1.1\r\nHost: t\r\n'
          : `POST /rest/v1/probe/notes HTTP/1.1\r\nHost: t\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      ]),
    );
    const sinceMs = performance.now();
    assert.equal((await ask('/probe/urgent/x')).status, 200);
    assert.ok(performance.now() - sinceMs < 1000, 'somebody else is answered meanwhile');
    for (const answer of await Promise.all(slow)) assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.equal(gateway.seen.length, 1);
  });

  it('finishes what is under way when it stops, and takes nothing new', async () => {
    await start({ limits: { stopGraceMs: 2000 } });
    holdCalls();
    const underWay = ask('/probe/urgent/x');
    await until(() => gateway.seen.length === 1);
    const stopped = gateway.stop();
    await assert.rejects(fetch(`${gateway.url}/health/live`));
    release();
    assert.equal((await underWay).status, 200);
    await stopped;
  });

  it('tells operators of its health and its metrics, and callers only of its health', async () => {
    await start({ ready: () => false });
    await ask('/probe/urgent/x');
    await ask('/probe/nothing');
    const metrics = await (await fetch(`${gateway.managementUrl}/metrics`)).text();
    assert.match(metrics, /portorium_request_duration_seconds_count\{.*operation="probe\.urgent",status="200".*\} 1/);
    assert.match(metrics, /portorium_request_duration_seconds_count\{.*operation="none",status="404".*\} 1/);
    assert.equal((await fetch(`${gateway.managementUrl}/health/ready`)).status, 503);
    assert.equal((await fetch(`${gateway.url}/health/ready`)).status, 503);
    assert.equal((await fetch(`${gateway.url}/metrics`)).status, 404);
  });
});

describe('SPEED2ng and TLS', () => {
  const gateways: TestGateway[] = [];
  after(() => Promise.all(gateways.map((gateway) => gateway.stop())));

  const certificate = async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const made = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=localhost',
      keys,
      notBefore: new Date(Date.now() - 3_600_000),
      notAfter: new Date(Date.now() + 3_600_000),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      ],
    });
    const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
    return { key, cert: made.toString('pem') };
  };
  const statusOver = (url: string, ca: string) =>
    new Promise<{ status: number | undefined; hsts: unknown }>((resolve, reject) => {
      https
        .get(`${url.replace('127.0.0.1', 'localhost')}/health/live`, { ca, agent: false, family: 4 }, (response) => {
          response.resume();
          resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] });
        })
        .on('error', reject);
    });

  it('does not start with plain HTTP on an address that others can reach, and says why', async () => {
    await assert.rejects(startTestGateway({ host: '0.0.0.0' }), /refusing to listen on 0\.0\.0\.0 without TLS/);
  });
  it('speaks TLS, and takes new certificates while it runs', async () => {
    const [first, second] = [await certificate(), await certificate()];
    const gateway = await startTestGateway({ certificates: first });
    gateways.push(gateway);
    assert.deepEqual(await statusOver(gateway.url, first.cert), { status: 200, hsts: 'max-age=31536000' });
    await assert.rejects(statusOver(gateway.url, second.cert));
    gateway.renewCertificates(second);
    assert.equal((await statusOver(gateway.url, second.cert)).status, 200);
  });
  it('does not speak TLS 1.1', async () => {
    const gateway = await startTestGateway({ certificates: await certificate() });
    gateways.push(gateway);
    const attempt = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
      new Promise<string | null>((resolve, reject) => {
        const socket = connectTls(
          {
            host: '127.0.0.1',
            port: Number(new URL(gateway.url).port),
            minVersion: maxVersion,
            maxVersion,
            rejectUnauthorized: false,
            ciphers: 'DEFAULT@SECLEVEL=0',
          },
          () => {
            resolve(socket.getProtocol());
            socket.destroy();
          },
        );
        socket.on('error', reject);
      });
    assert.equal(await attempt('TLSv1.2'), 'TLSv1.2');
    await assert.rejects(attempt('TLSv1.1'));
  });
  it('takes no suite without authenticated encryption, and no group below 128 bits', async () => {
    const gateway = await startTestGateway({ certificates: await certificate() });
    gateways.push(gateway);
    const attempt = (options: ConnectionOptions) =>
      new Promise<string>((resolve, reject) => {
        const port = Number(new URL(gateway.url).port);
        const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
          resolve(socket.getCipher().name);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const older = { maxVersion: 'TLSv1.2' } as const;
    const suite = 'ECDHE-ECDSA-AES256-GCM-SHA384';
    assert.equal(await attempt({ ...older, ciphers: suite }), suite);
    for (const ciphers of ['ECDHE-ECDSA-AES256-SHA384', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-CCM'])
      await assert.rejects(attempt({ ...older, ciphers }), ciphers);
    assert.ok(await attempt({ ecdhCurve: 'X25519' }));
    await assert.rejects(attempt({ ecdhCurve: 'ffdhe2048' }));
  });
});
