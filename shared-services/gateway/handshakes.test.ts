/** What strangers may do before there is a request: connect, and begin a handshake. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';
import { createLogger } from '../kit/logging.ts';
import { createMetrics } from '../kit/metrics.ts';
import { Refusal } from '../kit/refusal.ts';
import { type TestAuthority, testAuthority } from '../kit/test-support/certificates.ts';
import { eventually } from '../kit/test-support/samples.ts';
import { limitsWith } from './limits.ts';
import type { ConnectionRefused } from './security-notes.ts';
import { type Listening, listen } from './server.ts';
import { proxiesOf } from './throttling/address.ts';
import type { ConnectionLimits } from './throttling/connections.ts';
import { createAddressGuard } from './throttling/guard.ts';

describe('handshakes at a door', () => {
  let authority: TestAuthority;
  let door: Listening | undefined;
  const [sockets, noted, logged]: [Socket[], string[], string[]] = [[], [], []];
  const metrics = createMetrics('speed2ng');
  const log = createLogger({ level: 'debug', destination: { write: (line: string) => void logged.push(line) } });
  before(async () => {
    authority = await testAuthority();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await door?.stop();
    noted.length = 0;
    logged.length = 0;
  });

  const open = async (
    limits: Partial<ConnectionLimits>,
    { mutual = false, proxies = '', failures = 100, withinMs = 10_000 } = {},
  ) => {
    const { key, cert } = await authority.issue('portorium://central/test');
    const addresses = createAddressGuard({
      limits: { connections: limits, failures: { requests: failures, periodSeconds: 60, blockSeconds: 60 } },
      ...{ metrics, log, isProxy: proxiesOf(proxies) },
    });
    door = await listen({
      handler: (_request, response) => response.end('answered'),
      ...{ host: '127.0.0.1', port: 0, limits: limitsWith({ headersTimeoutMs: withinMs }), log, addresses },
      notes: { connectionRefused: (code: ConnectionRefused, address) => void noted.push(`${code} ${address}`) },
      certificates: {
        ...{ key: key.toString(), cert: cert.toString() },
        ...(mutual ? { clientAuthorities: authority.ca.toString() } : {}),
      },
    });
    return addresses;
  };
  const plainly = async () => {
    const socket = connectPlain(door!.port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  /** What comes of a request over a new connection: the answer, or why there is none. */
  const ask = (more: ConnectionOptions = {}): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect({ port: door!.port, host: '127.0.0.1', ca: authority.ca, ...more });
      sockets.push(socket);
      let text = '';
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      socket.on('data', (bytes) => {
        text += bytes;
        if (text.includes('answered')) resolve('answered');
      });
      socket.on('close', () => resolve('closed'));
      socket.on('secureConnect', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    });
  const fail = async () => {
    const socket = await plainly();
    socket.end('this is no handshake\r\n\r\n').resume();
    await once(socket, 'close');
  };
  const failedSoFar = (count: number) =>
    eventually(`${count} failures`, () => noted.filter((one) => one.includes('TLS_HANDSHAKE')).length >= count);

  it('that fail again and again close the place: the next is over before its cryptography', async () => {
    await open({ handshakes: { requests: 5, periodSeconds: 60, blockSeconds: 60 } });
    for (let count = 1; count <= 6; count += 1) await fail();
    await eventually('locked out', () => noted.includes('LOCKED_OUT 127.0.0.1'));
    assert.deepEqual(
      noted.slice(0, 5),
      Array.from({ length: 5 }, () => 'TLS_HANDSHAKE_FAILED 127.0.0.1'),
    );
    assert.notEqual(await ask(), 'answered');
    // Closed as it comes: not a byte of a handshake goes out.
    const socket = await plainly();
    let bytes = 0;
    socket.on('data', (some) => {
      bytes += some.length;
    });
    socket.on('error', () => undefined);
    await once(socket, 'close');
    assert.equal(bytes, 0);
    assert.match(await metrics.registry.metrics(), /portorium_turned_away_total\{by="handshakes".*\} 2/);
    assert.match(logged.join(), /"security":"lock-out","place":"127\.0\.0\.1".*too many failed handshakes/);
  });

  it('that are never begun do not count: probes of health and scanners that merely connect', async () => {
    await open({ handshakes: { requests: 2, periodSeconds: 60, blockSeconds: 60 } });
    for (let count = 0; count < 20; count += 1) {
      const socket = await plainly();
      if (count % 2 === 0) socket.destroy();
      else socket.end().resume();
      await once(socket, 'close');
    }
    assert.equal(await ask(), 'answered');
    assert.deepEqual(noted, []);
  });

  it('that are begun and never finished are over in time, and hold no connection', async () => {
    await open({ atOnce: 1 }, { withinMs: 300 });
    const socket = await plainly();
    socket.on('error', () => undefined).resume();
    // The beginning of a ClientHello, and no more.
    socket.write(Buffer.from([22, 3, 1, 2, 0, 1]));
    await once(socket, 'close');
    assert.deepEqual(noted, ['TLS_HANDSHAKE_FAILED 127.0.0.1']);
    await eventually('room again', async () => (await ask()) === 'answered');
  });

  it('of a proxy of ours are those of many callers, and close nothing', async () => {
    await open({ handshakes: { requests: 2, periodSeconds: 60 }, perMinute: 3, atOnce: 2 }, { proxies: '127.0.0.0/8' });
    for (let count = 0; count < 6; count += 1) await fail();
    await failedSoFar(6);
    assert.equal(await ask(), 'answered');
    assert.ok(!noted.some((one) => one.startsWith('LOCKED_OUT')));
  });

  it('without a certificate, where there must be one, are failed proofs and say why', async () => {
    await open({}, { mutual: true });
    assert.notEqual(await ask(), 'answered');
    await failedSoFar(1);
    assert.deepEqual(noted, ['TLS_HANDSHAKE_REFUSED 127.0.0.1']);
    assert.match(logged.join(), /it showed no certificate/);
    assert.equal(await ask(await authority.issue('portorium://trusted/BE/x')), 'answered');
  });

  it('of a place that is locked out for failed proofs are few: enough to be told so', async () => {
    const addresses = await open({ toBeTold: 2 }, { failures: 1 });
    const wrong = new Refusal({ code: 'TOKEN_INVALID', status: 'unauthenticated', title: 'Not valid.' });
    for (let count = 0; count < 3; count += 1) await addresses.refused({ remoteAddress: '127.0.0.1' }, wrong);
    assert.deepEqual([await ask(), await ask()], ['answered', 'answered'], 'the request then says LOCKED_OUT');
    assert.notEqual(await ask(), 'answered');
  });

  it('are so many at once for one place', async () => {
    await open({ perMinute: 1000, atOnce: 3 });
    const held = [await plainly(), await plainly(), await plainly()];
    assert.notEqual(await ask(), 'answered', 'three are held');
    held[0]!.destroy();
    await eventually('room again', async () => (await ask()) === 'answered');
  });

  it('are so many a minute for one place', async () => {
    await open({ perMinute: 2 });
    assert.deepEqual([await ask(), await ask()], ['answered', 'answered']);
    assert.notEqual(await ask(), 'answered');
  });
});
