/** What a Member State’s system that was taken over does to the gRPC door with HTTP/2 itself; another one is served meanwhile. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { ourAuthority } from '../../platforms/ccn2ng/test-support/certificates.ts';
import { startGateway, type TestGateway } from '../../platforms/ccn2ng/test-support/gateway.ts';
import { grpcClient, type UnaryClient } from '../../platforms/ccn2ng/test-support/grpc.ts';
import type { TlsMaterial } from '../../platforms/uumds/certificate-authority/certificates.ts';
import { eventually } from '../../shared-services/kit/test-support/samples.ts';
import * as http2 from '../support/http2-frames.ts';

const path = '/portorium.ccn2ng.v1.Exchange/ListMessages';
const maxBytes = 1_000_000;
/** Places for one party. */
const share = 24;

describe('HTTP/2 made to harm', () => {
  let gateway: TestGateway;
  let attacker: TlsMaterial;
  let honest: UnaryClient;
  let carriedForAttacker = 0;
  let stalled = false;
  const waiting: (() => void)[] = [];
  const open: (() => void)[] = [];

  before(async () => {
    gateway = await startGateway({
      limits: { maxBytes },
      admission: { maxUnderWayOfParty: share },
      carry: async (_id, _request, { caller }) => {
        if (caller.party === 'BE') carriedForAttacker += 1;
        if (caller.party === 'BE' && stalled) await new Promise<void>((resolve) => waiting.push(resolve));
        return {};
      },
    });
    const authority = await ourAuthority();
    attacker = authority.tls(authority.memberState('BE'));
    const other = authority.tls(authority.memberState('DE'));
    honest = grpcClient(gateway.grpcAddress, { application: 'ccn2ng', service: 'Exchange' }, other);
  });
  after(async () => {
    for (const close of open) close();
    honest.close();
    await gateway.stop();
  });

  const dial = async () => {
    const socket = await http2.dialHttp2(gateway.grpcAddress, attacker);
    open.push(() => socket.destroy());
    return socket;
  };
  const begun = (stream: number, more = {}) =>
    http2.frame('headers', http2.endHeaders, stream, http2.callOf(path, more));
  const asked = (stream: number) =>
    Buffer.concat([begun(stream), http2.frame('data', http2.endStream, stream, http2.emptyMessage)]);
  const brokenOff = (stream: number) => http2.frame('reset', 0, stream, http2.cancel);
  const assertOthersServed = () => honest.call('ListMessages', {});

  it('calls are begun and answered: the refusals below are not for another reason', async () => {
    const before = carriedForAttacker;
    const socket = await dial();
    const answered = new Promise((resolve) => socket.once('data', resolve));
    socket.write(asked(1));
    await answered;
    await assertOthersServed();
    assert.ok(carriedForAttacker - before <= 1);
  });

  const floods: readonly (readonly [what: string, count: number, make: (index: number) => Buffer])[] = [
    [
      'calls that are begun and broken off at once (rapid reset, CVE-2023-44487)',
      20_000,
      (index) => Buffer.concat([asked(2 * index + 1), brokenOff(2 * index + 1)]),
    ],
    [
      'calls that the server has to break off (CVE-2025-8671)',
      2000,
      (index) => Buffer.concat([asked(2 * index + 1), http2.frame('window', 0, 2 * index + 1, Buffer.alloc(4))]),
    ],
    ['more calls at once than a connection may have', 2000, (index) => begun(2 * index + 1)],
    ['settings', 50_000, () => http2.frame('settings', 0, 0, Buffer.from([0, 4, 0, 0, 0x40, 0]))],
    ['pings', 50_000, () => http2.frame('ping', 0, 0, Buffer.alloc(8))],
    ['priorities', 20_000, (index) => http2.frame('priority', 0, 2 * index + 1, Buffer.from([0, 0, 0, 0, 1]))],
    ['empty data', 20_000, (index) => (index === 0 ? begun(1) : http2.frame('data', 0, 1))],
    [
      'headers without end (continuation flood)',
      20_000,
      (index) =>
        index === 0
          ? http2.frame('headers', 0, 1, http2.callOf(path))
          : http2.frame('continuation', 0, 1, http2.header(`x-${index}`, 'y'.repeat(100))),
    ],
  ];
  for (const [what, count, make] of floods) {
    it(`a flood of ${what} leaves the others served`, async () => {
      const socket = await dial();
      const flooding = http2.flood(socket, count, make);
      await assertOthersServed();
      await flooding;
      await assertOthersServed();
      socket.destroy();
    });
  }

  it('calls of one Member State that are not answered leave places to the others', async () => {
    const [socket, another] = [await dial(), await dial()];
    const before = carriedForAttacker;
    stalled = true;
    await http2.flood(socket, 100, (index) => asked(2 * index + 1));
    await eventually('its share is taken', () => carriedForAttacker - before >= share);
    await http2.flood(another, 100, (index) => asked(2 * index + 1));
    await assertOthersServed();
    stalled = false;
    assert.equal(carriedForAttacker - before, share, 'no more than its share was carried on');
    for (const answer of waiting.splice(0)) answer();
  });

  it('a message that unpacks to more than is taken, or says that it is longer, is not kept', async () => {
    const packed = gzipSync(Buffer.alloc(200 * maxBytes));
    const before = carriedForAttacker;
    const lengthOf = (flag: number, length: number) => {
      const head = Buffer.from([flag, 0, 0, 0, 0]);
      head.writeUInt32BE(length, 1);
      return head;
    };
    const [residentMegabytes] = [process.memoryUsage().rss / 2 ** 20];
    const socket = await dial();
    socket.write(begun(1, { 'grpc-encoding': 'gzip' }));
    const bytes = Buffer.concat([lengthOf(1, packed.length), packed]);
    for (let offset = 0; offset < bytes.length; offset += 16_384)
      socket.write(http2.frame('data', 0, 1, bytes.subarray(offset, offset + 16_384)));
    socket.write(http2.frame('data', http2.endStream, 1));
    socket.write(Buffer.concat([begun(3), http2.frame('data', 0, 3, lengthOf(0, 0x7fffffff))]));
    await http2.flood(socket, 500, () => http2.frame('data', 0, 3, Buffer.alloc(16_384)));
    await assertOthersServed();
    assert.equal(carriedForAttacker, before);
    const grown = process.memoryUsage().rss / 2 ** 20 - residentMegabytes;
    assert.ok(grown < 150, `${Math.round(grown)} MB more`);
  });

  it('a deadline that is none, or for ever, is no reason to fail', async () => {
    const socket = await dial();
    ['-1S', '99999999999H', '0n', '1x', '', `${'9'.repeat(50)}m`].forEach((timeout, index) => {
      socket.write(begun(2 * index + 1, { 'grpc-timeout': timeout }));
      socket.write(http2.frame('data', http2.endStream, 2 * index + 1, http2.emptyMessage));
    });
    await assertOthersServed();
  });

  it('metadata beyond the limits is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-${index}`, 'y']));
    await assert.rejects(honest.call('ListMessages', {}, many), { code: status.RESOURCE_EXHAUSTED });
    await assert.rejects(honest.call('ListMessages', {}, { 'x-long': 'y'.repeat(100_000) }));
    await assertOthersServed();
  });
});
