/**
 * What is in the logs, and what is not: personal data, secrets and whatever else a message says are planted in every field
 * of every example, in headers, addresses, cookies and sign-ins, and each line of every platform is searched for them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Agent, request } from 'undici';
import { operationsOf, type PlacedOperation } from '../reference-architecture/contract/language.ts';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import { fetchToken, secretOf } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { example } from './support/filings.ts';
import { examplesIn, plantedIn } from './support/planted.ts';

/** Nobody writes this by chance. */
const planted = 'Zwetschgenknoedel';

interface Door {
  readonly circle: 'untrusted' | 'trusted' | 'administrators';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
}

describe('the logs of all platforms, at their most talkative', function () {
  this.timeout(300_000);
  let constellation: Constellation;
  const lines: string[] = [];
  const secrets: string[] = [];
  const doors: Door[] = [];

  before(async () => {
    constellation = await startConstellation({
      environment: {
        PORTORIUM_LOG_LEVEL: 'trace',
        PORTORIUM_REQUESTS_PER_MINUTE: '1000000',
        PORTORIUM_REQUESTS_PER_MINUTE_OF_ADDRESS: '1000000',
      },
      logs: { write: (line) => void lines.push(line) },
    });
    const { addresses, issuer, world } = constellation;
    const { certificates, dataDirectory } = world;
    const { ca, ...pem } = certificates.tls(certificates.memberState('BE'));
    const bearerOf = async (clientId: string) => {
      const clientSecret = await secretOf(dataDirectory, clientId);
      const token = await fetchToken({ speed2ng: '', trustAnchor: '', issuer, clientId, clientSecret });
      secrets.push(clientSecret, token);
      return { authorization: `Bearer ${token}` };
    };
    const add = (circle: Door['circle'], name: string, headers: Door['headers'], connect: object) =>
      doors.push({ circle, url: addresses[name]!, headers, agent: new Agent({ connect: { ca, ...connect } }) });
    for (const trader of ['invented-customs-agents', 'invented-air-express', 'invented-post'])
      add('untrusted', 'SPEED2ng', await bearerOf(trader), {});
    add('trusted', 'CCN2ng', {}, pem);
    add('administrators', 'Shared services', await bearerOf('invented-operations'), {});
    secrets.push(pem.key);
  });
  after(async () => {
    await Promise.all(doors.map(({ agent }) => agent.close()));
    await constellation.remove();
  });

  /** As much of it as is planted; the line itself, so that its place can be found. */
  const linesThatSay = (words: readonly string[]) =>
    lines.filter((line) => words.some((word) => line.toLowerCase().includes(word.toLowerCase())));

  const send = async (
    { url, headers, agent }: Door,
    { operation }: PlacedOperation,
    message: Record<string, unknown>,
  ) => {
    const { method, path } = operation.rest!;
    // Nobody has the time to wait for news.
    const { waitSeconds: _, ...rest } = message;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
      const value = String(rest[name] ?? 'x');
      delete rest[name];
      return encodeURIComponent(value);
    });
    const entries = Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]);
    const query = method === 'GET' && entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
    const answer = await request(`${url}/rest/v1${filled}${query}`, {
      dispatcher: agent,
      method,
      headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      body: method === 'GET' ? null : JSON.stringify(rest),
    });
    await answer.body.dump();
    return answer.statusCode;
  };

  it('have nothing of what is planted in any field of any example', async () => {
    const statuses = new Map<number, number>();
    for (const { directory, contract } of constellation.world.found)
      for (const placed of operationsOf(contract)) {
        if (placed.operation.rest === undefined || placed.service.internal === true) continue;
        const reached = doors.filter(({ circle }) => placed.operation.audience.some((one) => one.circle === circle));
        for (const valid of await examplesIn(directory, placed.name))
          for (const message of plantedIn(valid, planted))
            for (const door of reached) {
              const status = await send(door, placed, message);
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
            }
      }
    const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    const accepted = (statuses.get(200) ?? 0) + (statuses.get(201) ?? 0);
    assert.ok(sent > 500 && accepted > 20, `${JSON.stringify([...statuses])}: too little was sent to show anything`);
    assert.ok(lines.length > sent, 'every message leaves a line');
    assert.deepEqual(linesThatSay([planted]).slice(0, 3), []);
  });

  it('have nothing of what comes in addresses, headers, cookies and sign-ins', async () => {
    const from = lines.length;
    const { addresses, issuer } = constellation;
    const [{ agent, headers }] = doors as [Door];
    const urls = ['/rest/v1/mailbox/messages', '/portal', '/portal/signed-in', '/nothing', `/${planted}`];
    const asked = urls.flatMap((url) => [
      { url, headers: { authorization: `Bearer ${planted}` } },
      { url, headers: { authorization: `Basic ${Buffer.from(`a:${planted}`).toString('base64')}` } },
      { url, headers: { ...headers, cookie: `__Host-portal=${planted}; other=${planted}` } },
      { url: `${url}?code=${planted}&state=${planted}&${planted}=1`, headers: { ...headers } },
      { url, headers: { ...headers, 'x-forwarded-for': planted, dpop: planted, 'idempotency-key': planted } },
    ]);
    for (const one of asked) {
      const options = { dispatcher: agent, headers: one.headers };
      await (await request(`${addresses['SPEED2ng']}${one.url}`, options)).body.dump();
    }
    for (const form of [
      { grant_type: 'client_credentials', client_id: 'invented-parcels', client_secret: planted },
      { grant_type: 'client_credentials', client_id: planted, client_secret: planted },
      { grant_type: 'refresh_token', client_id: 'portorium-portal', refresh_token: planted },
      { grant_type: 'authorization_code', client_id: 'portorium-portal', code: planted, code_verifier: planted },
    ])
      await fetch(`${issuer}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) });
    assert.ok(lines.length > from);
    const basic = Buffer.from(`a:${planted}`).toString('base64');
    assert.deepEqual(linesThatSay([planted, basic]).slice(0, 3), []);
  });

  it('have no token, no secret and no key', () => {
    const bodies = secrets.map((secret) => secret.replaceAll(/-----[^-]+-----|\s/g, '').slice(-60));
    assert.deepEqual(linesThatSay(bodies).slice(0, 3), []);
  });

  it('are found by operators a moment later, by conversation, with the partner and the MRN', async () => {
    const trader = await constellation.client('invented-customs-agents');
    const operator = await constellation.client('invented-operations', constellation.addresses['Shared services']);
    try {
      const filed = await trader.post('/rest/v1/entry/filings/F32', {
        ...example('entry', 'fileIE3F32'),
        LRN: 'FOR-THE-LOGS',
      });
      assert.equal(filed.status, 201);
      const found = async () =>
        (await operator.get(`/rest/v1/logging/lines?conversationId=${filed.conversationId}&limit=500`)).body.line ?? [];
      await eventually('the line of the answer', async () =>
        (await found()).some(({ message }: { message: string }) => message === 'request answered'),
      );
      const line = (await found()).find(({ message }: { message: string }) => message === 'request answered');
      assert.deepEqual(
        [line.platform, line.partner, line.reference, line.level],
        ['speed2ng', 'DE000000000000002', filed.body.MRN, 'info'],
      );
      const byReference = await operator.get(`/rest/v1/logging/lines?reference=${filed.body.MRN}`);
      assert.ok(byReference.body.line.length > 0);
      assert.ok(new Set((await found()).map(({ platform }: { platform: string }) => platform)).size >= 2);
    } finally {
      await trader.close();
      await operator.close();
    }
  });
});
