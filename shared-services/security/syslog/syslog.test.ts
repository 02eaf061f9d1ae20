import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { after, before, describe, it } from 'mocha';
import { startTestApplication, type TestApplication } from '../../kit/test-support/application.ts';
import { testAuthority } from '../../kit/test-support/certificates.ts';
import { eventually } from '../../kit/test-support/samples.ts';
import application from '../application.ts';
import { createSyslogConnection } from './connection.ts';
import { forwardAll } from './forward.ts';
import { syslogLine } from './line.ts';

/** By the counts of octets, as RFC 5425 says. */
const linesIn = (bytes: Buffer): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(' ', at);
    const end = space + 1 + Number(bytes.subarray(at, space).toString());
    lines.push(bytes.subarray(space + 1, end).toString());
    at = end;
  }
  return lines;
};

describe('syslog', () => {
  let running: TestApplication;
  let server: Server;
  let directory: string;
  let received = Buffer.alloc(0);
  let batch = 0;
  const authority = testAuthority();
  before(async () => {
    const { ca, issue } = await authority;
    const { key, cert } = await issue('portorium://central/syslog');
    directory = await mkdtemp(join(tmpdir(), 'portorium-syslog-'));
    await writeFile(join(directory, 'ca.pem'), ca);
    server = createServer({ key, cert }, (socket) => {
      socket.on('data', (bytes) => {
        received = Buffer.concat([received, bytes]);
      });
      socket.on('error', () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    running = await startTestApplication(application);
  });
  after(async () => {
    await running.stop();
    server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const receiver = (authorities = join(directory, 'ca.pem')) => {
    const { port } = server.address() as AddressInfo;
    return createSyslogConnection({ host: '127.0.0.1', port, authorities });
  };
  const happen = async (...codes: readonly string[]) => {
    batch += 1;
    const at = new Date(running.clock.nowMs()).toISOString().replace('.000', '');
    const event = codes.map((code) => ({ at, code, count: 1, protocol: 'rest', partner: 'BE' }));
    const as = { circle: 'central', profile: 'ccn2ng', via: 'ccn2ng' } as const;
    await running.ask('reportSecurityEvents', { instance: 'one', batch, dropped: 0, event }, as);
    await running.query("update event set taken_at = taken_at - interval '3 seconds'");
  };
  const forward = (connection: ReturnType<typeof receiver>) =>
    forwardAll({ store: running.host.storeOf('security'), send: connection.send }).finally(connection.close);
  const codes = () => linesIn(received).map((line) => /code="(\w+)"/.exec(line)?.[1]);

  it('takes an event as a message of RFC 5424', () => {
    const event = {
      ...{ id: '7', at: '2026-11-22T08:00:00Z', platform: 'speed2ng', kind: 'replay', code: 'MESSAGE_REPLAYED' },
      severity: 'high',
    };
    assert.equal(
      syslogLine(event, 'host'),
      `<83>1 2026-11-22T08:00:00Z host portorium-speed2ng - replay [portorium@32473 id="7" kind="replay" code="MESSAGE_REPLAYED" severity="high"] ${JSON.stringify(event)}`,
    );
  });

  it('gets each event, in order, over TLS, and goes on where it was', async () => {
    await happen('MESSAGE_REPLAYED', 'SIGNATURE_INVALID');
    await forward(receiver());
    await eventually('the first', async () => codes().length === 2);
    await happen('CERTIFICATE_REVOKED');
    await forward(receiver());
    await eventually('the next', async () => codes().length === 3);
    assert.deepEqual(codes(), ['MESSAGE_REPLAYED', 'SIGNATURE_INVALID', 'CERTIFICATE_REVOKED']);
  });

  it('loses nothing while the receiver is not there, or is somebody else', async () => {
    await happen('SEAL_WITHDRAWN');
    const stranger = join(directory, 'stranger.pem');
    await writeFile(stranger, (await testAuthority()).ca);
    await assert.rejects(forward(receiver(stranger)));
    await assert.rejects(forward(createSyslogConnection({ host: '127.0.0.1', port: 1 })));
    assert.equal(codes().length, 3);
    await forward(receiver());
    await eventually('what waited', async () => codes().at(-1) === 'SEAL_WITHDRAWN');
  });
});
