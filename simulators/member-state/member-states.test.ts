/** The simulated systems as real programs against a real platform: each mode, each outcome. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Constellation, freePort, startConstellation } from '../../journeys/support/constellation.ts';
import { expressFiling } from '../../journeys/support/filings.ts';
import { notificationAbout } from '../../journeys/support/mailbox.ts';
import { type MemberStates, startMemberState } from '../../start/demo/member-states.ts';
import type { Trader } from '../../start/demo/trader.ts';
import { root } from '../../start/root.ts';

describe('simulated Member States', function () {
  this.timeout(60_000);
  let constellation: Constellation;
  let agent: Trader & { close(): Promise<void> };
  let belgium: MemberStates | undefined;
  let germany: MemberStates | undefined;
  let listen: string;
  const lines: string[] = [];

  const start = (country: string, mode: 'push' | 'pull-rest' | 'pull-grpc') =>
    startMemberState({
      country,
      mode,
      ...(mode === 'push' ? { listen } : {}),
      ccn2ng: constellation.addresses['CCN2ng'] ?? '',
      grpc: (constellation.addresses['CCN2ng gRPC'] ?? '').replace('127.0.0.1', 'localhost'),
      certificates: join(constellation.dataDirectory, 'certificates'),
      trustAnchor: constellation.trustAnchorPath,
      behaviour: join(root, 'start/demo/behaviour.json'),
      tell: (line) => lines.push(line),
    });

  const file = async (description: string, subheading: string): Promise<string> => {
    const answer = await agent.post('/rest/v1/entry/filings/F32', expressFiling({ description, subheading }));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.MRN;
  };

  const said = (country: string, MRN: string): string[] =>
    lines.filter((line) => line.startsWith(`${country} `) && line.includes(MRN));

  before(async () => {
    listen = `127.0.0.1:${await freePort()}`;
    const environment = { PORTORIUM_MEMBER_STATES: `BE=https://${listen},DE` };
    constellation = await startConstellation({ environment });
    [belgium, germany, agent] = await Promise.all([
      start('BE', 'push'),
      start('DE', 'pull-grpc'),
      constellation.client('invented-customs-agents'),
    ]);
  });
  after(async () => {
    await Promise.all([belgium?.stop(), germany?.stop(), agent?.close()]);
    await constellation?.remove();
  });

  it('ask for information about lithium batteries', async () => {
    const MRN = await file('Lithium ion batteries UN3480', '850760');
    const notice = await notificationAbout(agent, MRN);
    assert.equal(notice.type, 'IE3Q02');
    for (const country of ['BE', 'DE']) {
      const steps = said(country, MRN);
      assert.ok(steps.some((line) => line.includes('received IE4N03') && line.includes(notice.conversationId)));
      assert.ok(steps.some((line) => line.includes('consulted') && line.includes('Lithium ion batteries UN3480')));
      assert.ok(steps.some((line) => line.includes('answers IE4S01') && line.includes('request for information')));
    }
    assert.ok(!said('BE', MRN).some((line) => line.includes('IE4S02')), 'a result would clear the goods');
  });

  it('keep explosives from being loaded', async () => {
    const MRN = await file('Explosive charges', '360300');
    assert.equal((await notificationAbout(agent, MRN)).type, 'IE3Q01');
    // It says so when its own answer has come, which may be after the trader's.
    const isSaid = () => said('BE', MRN).some((line) => line.includes('IE4S02') && line.includes('do not load'));
    for (let times = 0; times < 100 && !isSaid(); times += 1) await sleep(50);
    assert.ok(isSaid());
  });

  it('let harmless goods go', async () => {
    const MRN = await file('Cotton T-shirts', '610910');
    assert.equal((await notificationAbout(agent, MRN)).type, 'IE3N03');
  });

  it('pull by REST, and take up what came while they were away', async () => {
    await germany?.stop();
    const MRN = await file('Cotton T-shirts', '610910');
    germany = await start('DE', 'pull-rest');
    assert.equal((await notificationAbout(agent, MRN)).type, 'IE3N03');
    assert.ok(said('DE', MRN).some((line) => line.includes('answers IE4S01')));
  });

  it('are pushed to again after they were away, and answer once', async () => {
    await belgium?.stop();
    const MRN = await file('Lithium ion batteries UN3480', '850760');
    belgium = await start('BE', 'push');
    assert.equal((await notificationAbout(agent, MRN)).type, 'IE3Q02');
    assert.equal(said('BE', MRN).filter((line) => line.includes('answers IE4S01')).length, 1);
  });
});
