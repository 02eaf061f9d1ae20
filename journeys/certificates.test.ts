/** Certificates change while five processes work: nobody's filing fails, and who was revoked is out within a moment. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { renew, revoke } from '../platforms/uumds/certificate-authority/operations.ts';
import type { Trader } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { expressFiling } from './support/filings.ts';
import { connectMemberState } from './support/member-state.ts';

/** The certificate that a new connection is shown. */
const shownAt = (address: string, ca: string, own: { key: string; cert: string } | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname: host, port } = new URL(address.includes('://') ? address : `https://${address}`);
    const socket = connect({ host, port: Number(port), ca, ...own, ALPNProtocols: ['h2', 'http/1.1'] }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once('error', reject);
  });

const everywhere = ['services/speed2ng', 'services/cdco', 'services/ccn2ng', 'services/shared-services'];
const publicly = ['gateways/speed2ng', 'gateways/ccn2ng', 'gateways/shared-services', 'services/ccn2ng-push'];

describe('certificates that change under load, each platform in a process of its own', function () {
  this.timeout(90_000);
  let constellation: Constellation;
  let agent: Trader & { close(): Promise<void> };

  before(async () => {
    constellation = await startConstellation({ split: true });
    agent = await constellation.client('invented-customs-agents');
  });
  after(async () => {
    await agent?.close();
    await constellation?.remove();
  });

  const settings = () => ({ ...constellation.world.authority, keyType: 'EC-P256' }) as const;
  const until = async (what: string, holds: () => Promise<boolean>) => {
    const endsAtMs = performance.now() + 20_000;
    while (!(await holds())) {
      if (performance.now() > endsAtMs) assert.fail(`${what} did not come in time`);
      await sleep(50);
    }
  };

  it('are renewed at every door, by new keys, and no filing fails for it', async () => {
    const { certificates } = constellation.world;
    const BE = certificates.tls(certificates.memberState('BE'));
    const doors = ['SPEED2ng', 'CCN2ng', 'CCN2ng gRPC', 'Shared services'].map(
      (name) => constellation.addresses[name]!,
    );
    const shown = () => Promise.all(doors.map((address) => shownAt(address, BE.ca, BE)));
    const before = await shown();

    let [filed, going] = [0, true];
    const failures: unknown[] = [];
    const file = async () => {
      while (going) {
        const answer = await agent.post('/rest/v1/entry/filings/F32', expressFiling()).catch((error: unknown) => ({
          status: 0,
          body: String(error),
        }));
        if (answer.status === 201) filed += 1;
        else failures.push(answer);
      }
    };
    const load = Promise.all(Array.from({ length: 8 }, file));
    await sleep(500);
    for (const name of [...everywhere, ...publicly]) {
      await renew(settings(), name);
      await sleep(150);
    }
    await until('the new certificates', async () => {
      const now = await shown();
      return now.every((serial, position) => serial !== before[position]);
    });
    const filedAtRenewal = filed;
    await sleep(1500);
    going = false;
    await load;
    assert.deepEqual(failures, []);
    assert.ok(filedAtRenewal > 20 && filed > filedAtRenewal, `${filedAtRenewal} filings, then ${filed}`);
  });

  it('that are revoked open nothing within a moment, on the connection at hand too; others go on', async () => {
    const [belgium, germany] = [connectMemberState(constellation, 'BE'), connectMemberState(constellation, 'DE')];
    const path = '/exchange/messages';
    assert.equal((await belgium.get(path)).status, 200);
    await revoke(settings(), 'member-states/BE', 'keyCompromise');
    await until('the refusal', async () => (await belgium.get(path)).status === 401);
    assert.equal((await belgium.get(path)).body.code, 'CERTIFICATE_REVOKED');
    assert.equal((await germany.get(path)).status, 200);
    await Promise.all([belgium.close(), germany.close()]);
  });

  it('of a platform that are revoked shut it out of the others', async () => {
    const file = () => agent.post('/rest/v1/entry/filings/F32', expressFiling());
    assert.equal((await file()).status, 201);
    await revoke(settings(), 'services/speed2ng', 'keyCompromise');
    await until('the end of its calls', async () => (await file()).status === 503);
    await renew(settings(), 'services/speed2ng');
    await until('its return under a new certificate', async () => (await file()).status === 201);
  });
});
