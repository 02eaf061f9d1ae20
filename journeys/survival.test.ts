/** What a start, a stop and a crash do to what was acknowledged: nothing. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { createTrader, secretOf, type Trader } from '../start/demo/trader.ts';
import { expressFiling } from './support/filings.ts';
import { ownPorts, type Started, startAsUser } from './support/started.ts';

const clientId = 'invented-customs-agents';

describe('the platform as a user starts it', function () {
  this.timeout(120_000);
  let dataDirectory: string;
  let ports: Record<string, string>;
  let running: Started | undefined;
  const certificate = (...path: string[]) => readFile(join(dataDirectory, 'certificates', ...path), 'utf8');
  const connect = async (started: Started, as = clientId): Promise<Trader & { close(): Promise<void> }> =>
    createTrader({
      ...started,
      clientId: as,
      clientSecret: await secretOf(dataDirectory, as),
      trustAnchor: await certificate('trust-anchor.pem'),
    });
  const statusForMemberState = async (path: string): Promise<number> => {
    const own = await certificate('member-states', 'BE.pem');
    const dispatcher = new Agent({ connect: { ca: await certificate('trust-anchor.pem'), cert: own, key: own } });
    const answer = await request(`https://127.0.0.1:${ports['PORTORIUM_CCN2NG_PORT']}${path}`, { dispatcher });
    await answer.body.dump();
    await dispatcher.close();
    return answer.statusCode;
  };

  before(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'portorium-survival-'));
    ports = await ownPorts();
  });
  after(async () => {
    await running?.interrupt();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('says where things are and what to try, stops cleanly, and goes on with its data', async () => {
    running = await startAsUser(dataDirectory, ports);
    assert.match(running.printed(), /SPEED2ng\s+https:\/\/127\.0\.0\.1:\d+/);
    assert.match(running.printed(), /invented-customs-agents/);
    const first = await connect(running);
    const filing = expressFiling();
    const answer = await first.post('/rest/v1/entry/filings/F32', filing);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    await first.close();
    assert.equal(await running.interrupt(), 0, running.printed());

    running = await startAsUser(dataDirectory, ports);
    const second = await connect(running);
    const again = await second.post('/rest/v1/entry/filings/F32', filing);
    assert.deepEqual(again.body, answer.body);
    await second.close();
  });

  it('answers those who wait for news, before it stops', async () => {
    const trader = await connect(running!, 'invented-post');
    const waiting = [
      trader.get('/rest/v1/mailbox/messages?waitSeconds=30').then(({ status }) => status),
      statusForMemberState('/rest/v1/exchange/messages?waitSeconds=30&limit=1'),
    ];
    await sleep(500);
    const sinceMs = performance.now();
    assert.equal(await running!.interrupt(), 0, running!.printed());
    assert.ok(performance.now() - sinceMs < 8000, 'the stop waited for those who wait');
    assert.deepEqual(await Promise.all(waiting), [200, 200]);
    assert.doesNotMatch(running!.printed(), /"level":"error"/);
    await trader.close();
    running = await startAsUser(dataDirectory, ports);
  });

  it('loses nothing that it acknowledged, and does nothing twice, when it is killed under load', async () => {
    const trader = await connect(running!);
    const acknowledged = new Map<string, { readonly filing: unknown; readonly MRN: string }>();
    let sending = true;
    const send = async () => {
      while (sending) {
        const filing = expressFiling();
        const answer = await trader.post('/rest/v1/entry/filings/F32', filing).catch(() => undefined);
        if (answer?.status === 201) acknowledged.set(filing.LRN, { filing, MRN: answer.body.MRN });
      }
    };
    const senders = Array.from({ length: 16 }, send);
    while (acknowledged.size < 100) await sleep(10);
    await running!.kill();
    sending = false;
    await Promise.all(senders);
    await trader.close();

    running = await startAsUser(dataDirectory, ports);
    const after = await connect(running);
    const MRNs = new Set<string>();
    for (const { filing, MRN } of acknowledged.values()) {
      const again = await after.post('/rest/v1/entry/filings/F32', filing);
      assert.equal(again.status, 201, JSON.stringify(again.body));
      assert.equal(again.body.MRN, MRN, 'the same filing has the same MRN');
      MRNs.add(MRN);
    }
    assert.equal(MRNs.size, acknowledged.size);
    // What was to follow follows, from where it stopped.
    const lastState = async () => (await after.get(`/rest/v1/entry/filings/${[...MRNs].at(-1)}`)).body.state;
    for (let tries = 0; (await lastState()) === 'registered' && tries < 100; tries += 1) await sleep(100);
    assert.equal(await lastState(), 'underAssessment');
    await after.close();
  });

  it('begins anew with --fresh', async () => {
    await running!.interrupt();
    running = await startAsUser(dataDirectory, ports, '--fresh');
    const trader = await connect(running);
    const list = await trader.get('/rest/v1/mailbox/messages');
    assert.equal(list.status, 200);
    const answer = await trader.post('/rest/v1/entry/filings/F32', expressFiling());
    assert.match(answer.body.MRN, /^26BE00000001000/, 'the numbers begin again');
    await trader.close();
  });
});
