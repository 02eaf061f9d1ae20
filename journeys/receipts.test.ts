/** Receipts from end to end: given after the commit, the same in every repetition, made again later, proven offline. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { Agent, request } from 'undici';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import { fetchToken, secretOf } from '../start/demo/trader.ts';
import { root } from '../start/root.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { example, expressFiling, type Json } from './support/filings.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const claimsOf = (jws: string): Json => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
const filings = '/rest/v1/entry/filings/F32';
const keysPath = '/.well-known/portorium-receipt-keys';

describe('receipts, each platform in a process of its own', function () {
  this.timeout(60_000);
  let constellation: Constellation;
  let folder: string;
  let dispatcher: Agent;
  let memberState: Agent;
  const tokens = new Map<string, string>();

  const ask = async (path: string, { as = 'invented-customs-agents', ...more }: Json = {}) => {
    const answer = await request(`${constellation.addresses['SPEED2ng']}${path}`, {
      dispatcher,
      method: more.body === undefined ? 'GET' : 'POST',
      body: more.body ?? null,
      headers: {
        authorization: `Bearer ${tokens.get(as)}`,
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more.headers,
      },
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, receipt: answer.headers['message-receipt'] as string | undefined, text };
  };
  const kept = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const portorium = (...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(join(root, 'start/portorium.mjs'), given, { encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  const keysOf = async (gateway: string, through: Agent) => {
    const answer = await request(`${constellation.addresses[gateway]}${keysPath}`, { dispatcher: through });
    assert.equal(answer.headers['cache-control'], 'public, max-age=3600');
    return kept(`${gateway}.json`, await answer.body.text());
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portorium-receipts-'));
    constellation = await startConstellation({ split: true });
    const { certificates } = constellation.world;
    const trustAnchor = certificates.trustAnchor;
    dispatcher = new Agent({ connect: { ca: trustAnchor } });
    memberState = new Agent({ connect: certificates.tls(certificates.memberState('BE')) });
    for (const clientId of ['invented-customs-agents', 'invented-air-express']) {
      const clientSecret = await secretOf(constellation.dataDirectory, clientId);
      const { issuer } = constellation;
      tokens.set(clientId, await fetchToken({ speed2ng: '', issuer, clientId, clientSecret, trustAnchor }));
    }
  });
  after(async () => {
    await Promise.all([dispatcher?.close(), memberState?.close()]);
    await constellation?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('are the same for the same message, whenever it is asked for, and prove it to a third party', async () => {
    const body = JSON.stringify(expressFiling());
    const first = await ask(filings, { body });
    const { MRN } = JSON.parse(first.text);
    assert.deepEqual([first.status, (await ask(filings, { body })).receipt], [201, first.receipt]);
    const again = await ask(`/rest/v1/mailbox/receipts/${sha256(body)}`);
    assert.deepEqual(JSON.parse(again.text).receipt, [
      {
        operation: 'entry.fileIE3F32',
        acceptedAt: `${claimsOf(first.receipt!).acceptedAt.slice(0, 19)}Z`,
        jws: first.receipt,
      },
    ]);
    const [file, message] = [await kept('receipt', first.receipt!), await kept('message', body)];
    const keys = await keysOf('SPEED2ng', dispatcher);
    const proven = portorium('verify-receipt', file, '--keys', keys, '--message', message);
    assert.equal(proven.status, 0, proven.said);
    assert.match(proven.said, /^PROVEN: portorium accepted this message, at its gateway speed2ng\./);
    for (const word of ['DE000000000000002', 'entry.fileIE3F32', MRN, sha256(body)])
      assert.ok(proven.said.includes(word));
  });

  it('do not prove what they are not about', async () => {
    const body = JSON.stringify(expressFiling());
    const receipt = (await ask(filings, { body })).receipt!;
    const [header, payload = '', signature] = receipt.split('.');
    const other = { ...claimsOf(receipt), party: 'BE0000000001' };
    const forged = `${header}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`;
    const keys = await keysOf('SPEED2ng', dispatcher);
    const ofCcn2ng = await keysOf('CCN2ng', memberState);
    const file = await kept('right', receipt);
    const changed = await kept('changed', body.replace('{', '{ '));
    const none = `${Buffer.from('{"alg":"none","typ":"portorium-receipt+jwt","kid":"x"}').toString('base64url')}.${payload}.e30`;
    const attempts: [string[], RegExp][] = [
      [[file, '--keys', keys, '--message', changed], /NOT PROVEN: it is about other bytes/],
      [[file, '--keys', ofCcn2ng], /NOT PROVEN: it is signed with a key that is not among/],
      [[await kept('forged', forged), '--keys', keys], /NOT PROVEN: the signature is not that/],
      [[await kept('none', none), '--keys', keys], /NOT PROVEN: its algorithm is not EdDSA/],
      [[file, '--keys', keys, '--subject', 'somebody-else'], /NOT PROVEN: somebody else acted/],
    ];
    for (const [given, expected] of attempts) {
      const { status, said } = portorium('verify-receipt', ...given);
      assert.match(said, expected);
      assert.equal(status, 1, said);
    }
    const untried = [
      [changed, '--keys', keys],
      ['absent', '--keys', keys],
      [file, '--keys', changed],
      [],
      [file, '--x'],
    ];
    for (const given of untried) assert.equal(portorium('verify-receipt', ...given).status, 2);
    assert.equal(portorium('no-such-command').status, 2);
  });

  it('can be had by a sender that never got the answer, and by nobody else', async () => {
    const body = JSON.stringify(expressFiling());
    const key = randomUUID();
    const { hostname, port } = new URL(constellation.addresses['SPEED2ng']!);
    const socket = connect({ host: hostname, port: Number(port), ca: await readFile(constellation.trustAnchorPath) });
    socket.on('error', () => {});
    socket.write(
      `POST ${filings} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokens.get('invented-customs-agents')}\r\nIdempotency-Key: ${key}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    // Nobody reads what comes back.
    const path = `/rest/v1/mailbox/receipts/${key}`;
    let answer = await ask(path);
    for (let attempt = 0; answer.status === 404 && attempt < 50; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await ask(path);
    }
    socket.destroy();
    assert.equal(answer.status, 200, answer.text);
    const [{ jws }] = JSON.parse(answer.text).receipt;
    assert.deepEqual([claimsOf(jws).messageId, claimsOf(jws).sha256], [key, sha256(body)]);
    const other = await ask(path, { as: 'invented-air-express' });
    assert.deepEqual([other.status, JSON.parse(other.text).code], [404, 'RECEIPT_UNKNOWN']);
  });

  it('are not made of a question that was given the name of a message', async () => {
    const name = randomUUID();
    const key = `DE000000000000002/fileIE3F32/${name}`;
    const question = await ask('/rest/v1/mailbox/messages', { headers: { 'idempotency-key': key } });
    assert.deepEqual([question.status, question.receipt], [200, undefined]);
    assert.equal((await ask(`/rest/v1/mailbox/receipts/${name}`)).status, 404);
  });

  it('are given to Member States too, once for each message', async () => {
    const { MRN } = JSON.parse((await ask(filings, { body: JSON.stringify(expressFiling()) })).text);
    await eventually('Belgium is asked', async () => {
      const { body } = await request(`${constellation.addresses['CCN2ng']}/rest/v1/exchange/messages?limit=100`, {
        dispatcher: memberState,
      });
      return ((await body.json()) as Json).message?.some((one: Json) => one.MRN === MRN) === true;
    });
    const message = example('entry', 'IE4S01submitEScreeningAssessment');
    Object.assign(message.MessageHeader, { messageId: randomUUID(), messageSender: 'NES.BE' });
    message.functionalReference = MRN;
    message.riskAnalysis.riskAnalysisRequestReference = `${MRN}-BE`;
    const body = JSON.stringify(message);
    const submit = async () => {
      const answer = await request(`${constellation.addresses['CCN2ng']}/rest/v1/entry/risk-analysis/IE4S01`, {
        dispatcher: memberState,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      assert.equal(answer.statusCode, 202, await answer.body.text());
      return answer.headers['message-receipt'] as string;
    };
    const first = await submit();
    assert.equal(await submit(), first);
    assert.deepEqual([claimsOf(first).party, claimsOf(first).mrn, claimsOf(first).sha256], ['BE', MRN, sha256(body)]);
    const keys = await keysOf('CCN2ng', memberState);
    assert.equal(portorium('verify-receipt', await kept('state', first), '--keys', keys).status, 0);
    const again = await request(`${constellation.addresses['CCN2ng']}/rest/v1/exchange/receipts/${sha256(body)}`, {
      dispatcher: memberState,
    });
    assert.equal(((await again.body.json()) as Json).receipt[0].jws, first);
  });
});
