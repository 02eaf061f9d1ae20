/**
 * Security from end to end: what the doors note becomes events and incidents; what two people decide is refused at both
 * gateways, in every protocol, a moment later; and filings go on when nobody takes the events.
 */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'mocha';
import pg from 'pg';
import { Agent, request } from 'undici';
import { grpcClient } from '../platforms/ccn2ng/test-support/grpc.ts';
import { contentType, envelope } from '../platforms/ccn2ng/test-support/soap.ts';
import { revoke } from '../platforms/uumds/certificate-authority/operations.ts';
import { describeRealm } from '../platforms/uumds/realm.ts';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import { fetchToken, secretOf, type Trader } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { example, expressFiling, type Json } from './support/filings.ts';
import { connectMemberState, type MemberState } from './support/member-state.ts';

type Client = Trader & { close(): Promise<void> };

const exchange = 'urn:portorium:exchange:1';
const agents = 'invented-customs-agents';
const eori = describeRealm().organisations.find(({ id }) => id === agents)?.eori ?? '';

describe('security, from the doors to the decision', function () {
  this.timeout(120_000);
  let constellation: Constellation;
  let officer: Client;
  let operator: Client;
  let trader: Client;
  let BE: MemberState;
  let filed = 0;

  before(async () => {
    constellation = await startConstellation({ split: true });
    const { addresses } = constellation;
    officer = await constellation.client('invented-security-office', addresses['Shared services']);
    operator = await constellation.client('invented-operations', addresses['Shared services']);
    trader = await constellation.client(agents);
    BE = connectMemberState(constellation, 'BE');
  });
  after(async () => {
    await Promise.all([officer, operator, trader, BE].map((one) => one?.close()));
    await constellation?.remove();
  });

  const file = () => {
    filed += 1;
    return trader.post('/rest/v1/entry/filings/F32', { ...example('entry', 'fileIE3F32'), LRN: `SECURITY-${filed}` });
  };
  const eventsOf = async (query: string): Promise<Json[]> =>
    (await officer.get(`/rest/v1/security/events?limit=500&${query}`)).body.event ?? [];
  const incidentsOf = async (query: string): Promise<Json[]> =>
    (await officer.get(`/rest/v1/security/incidents?${query}`)).body.incident ?? [];
  const bring = async (proposal: Json) => {
    const { status, body } = await officer.post('/rest/v1/security/responses', proposal);
    assert.equal(status, 201, JSON.stringify(body));
    const decision = { decision: 'approved', reason: 'seen' };
    const decided = await operator.post(`/rest/v1/security/responses/${body.responseId}/decisions`, decision);
    assert.deepEqual([decided.status, decided.body.state], [201, 'in-force'], JSON.stringify(decided.body));
    return body.responseId as string;
  };
  const lift = async (responseId: string) => {
    const path = `/rest/v1/security/responses/${responseId}/liftings`;
    const [first, second] = [
      await officer.post(path, { reason: 'over' }),
      await operator.post(path, { reason: 'over' }),
    ];
    assert.deepEqual([first.status, first.body.state], [201, 'in-force']);
    assert.deepEqual([second.status, second.body.state], [201, 'lifted']);
  };
  const soapAtCcn2ng = async () => {
    const { certificates } = constellation.world;
    const dispatcher = new Agent({ connect: certificates.tls(certificates.memberState('BE')) });
    const answer = await request(`${constellation.addresses['CCN2ng']}/soap/v1/exchange`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': contentType() },
      body: envelope(`<m:ListMessages xmlns:m="${exchange}"/>`),
    });
    const text = await answer.body.text();
    await dispatcher.close();
    return text;
  };
  const grpcAtCcn2ng = async (): Promise<string> => {
    const { certificates } = constellation.world;
    const tls = certificates.tls(certificates.memberState('BE'));
    const client = grpcClient(
      constellation.addresses['CCN2ng gRPC']!,
      { application: 'ccn2ng', service: 'Exchange' },
      tls,
    );
    try {
      await client.metadataOf('ListMessages', {});
      return 'answered';
    } catch (error) {
      return String(error) + JSON.stringify((error as { metadata?: unknown }).metadata ?? {});
    } finally {
      client.close();
    }
  };

  it('bad tokens are events, and so many of them an incident, with the address from which they came', async () => {
    const stranger = constellation.clientWith('not.a.token');
    for (let count = 0; count < 12; count += 1)
      assert.equal((await stranger.get('/rest/v1/mailbox/messages')).body.code, 'TOKEN_INVALID');
    await stranger.close();
    await eventually('the incident', async () => (await incidentsOf('kind=authentication-failed')).length === 1);
    const [incident] = await incidentsOf('kind=authentication-failed');
    assert.deepEqual([incident.source, incident.sourceKind], ['127.0.0.1', 'address']);
    const [event] = await eventsOf('kind=authentication-failed');
    assert.deepEqual([event.platform, event.protocol, event.address], ['speed2ng', 'rest', '127.0.0.1']);
  });

  it('a wrong proof at the sign-in is an event too, of the client that exists, and of nobody where none does', async () => {
    for (const client_id of [agents, 'nobody-of-this-name'])
      await fetch(`${constellation.issuer}/protocol/openid-connect/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret: 'guessed' }),
      });
    await eventually('the events', async () => (await eventsOf('platform=uumds')).length === 2);
    const events = await eventsOf('platform=uumds');
    assert.deepEqual(
      events.map(({ code }) => code),
      ['CLIENT_PROOF_REFUSED', 'CLIENT_PROOF_REFUSED'],
    );
    assert.deepEqual(new Set(events.map(({ credential }) => credential)), new Set([agents, undefined]));
  });

  it('a document that is meant to harm is an event of the trader who sent it', async () => {
    let deep: Json = {};
    for (let level = 0; level < 500; level += 1) deep = { deep };
    assert.equal((await trader.post('/rest/v1/entry/filings/F32', deep)).body.code, 'MESSAGE_MALFORMED');
    await eventually('the event', async () => (await eventsOf(`kind=hostile-content&partner=${eori}`)).length === 1);
  });

  it('nobody agrees to their own proposal', async () => {
    const proposed = await officer.post('/rest/v1/security/responses', {
      action: 'block-partner',
      target: 'DE',
      reason: 'x',
    });
    const own = await officer.post(`/rest/v1/security/responses/${proposed.body.responseId}/decisions`, {
      ...{ decision: 'approved', reason: 'x' },
    });
    assert.deepEqual([own.status, own.body.code], [403, 'RESPONSE_SAME_PERSON']);
  });

  it('a trader who is blocked is refused at SPEED2ng, by REST and SOAP, and let in when it is lifted', async () => {
    assert.equal((await file()).status, 201);
    const responseId = await bring({ action: 'block-partner', target: eori, reason: 'forged signatures' });
    const sinceMs = performance.now();
    await eventually('the block', async () => (await file()).body.code === 'PARTNER_BLOCKED');
    assert.ok(performance.now() - sinceMs < 10_000);
    assert.equal((await file()).status, 403);
    await assert.rejects(trader.soap('entry', 'fileIE3F32', expressFiling()), /PARTNER_BLOCKED|is blocked at present/);
    await eventually('the event', async () => (await eventsOf(`kind=blocked-partner&partner=${eori}`)).length > 0);
    await lift(responseId);
    await eventually('the filing', async () => (await file()).status === 201);
  });

  it('a Member State that is blocked is refused at CCN2ng, by REST, SOAP and gRPC, and let in when it is lifted', async () => {
    assert.equal((await BE.get('/exchange/messages')).status, 200);
    const responseId = await bring({ action: 'block-partner', target: 'BE', reason: 'its system was broken into' });
    await eventually('the block', async () => (await BE.get('/exchange/messages')).body?.code === 'PARTNER_BLOCKED');
    assert.match(await soapAtCcn2ng(), /PARTNER_BLOCKED/);
    assert.match(await grpcAtCcn2ng(), /PERMISSION_DENIED: The partner is blocked/);
    await eventually('the events', async () => {
      const protocols = (await eventsOf('kind=blocked-partner&partner=BE')).map(({ protocol }) => protocol);
      return ['rest', 'soap', 'grpc'].every((one) => protocols.includes(one));
    });
    await lift(responseId);
    await eventually('the answer', async () => (await BE.get('/exchange/messages')).status === 200);
    assert.equal(await grpcAtCcn2ng(), 'answered');
  });

  it('a certificate that two people have withdrawn is refused, and its use is a grave incident', async () => {
    const { certificates } = constellation.world;
    const { fingerprint256 } = new X509Certificate(certificates.tls(certificates.memberState('BE')).cert);
    const responseId = await bring({
      action: 'suspend-certificate',
      target: fingerprint256,
      reason: 'the key was stolen',
    });
    await eventually(
      'the refusal',
      async () => (await BE.get('/exchange/messages')).body?.code === 'CERTIFICATE_WITHDRAWN',
    );
    await eventually('the incident', async () => {
      const [incident] = await incidentsOf('kind=credential-withdrawn&source=BE');
      return incident?.severity === 'high' || incident?.severity === 'critical';
    });
    await lift(responseId);
    await eventually('the answer', async () => (await BE.get('/exchange/messages')).status === 200);
  });

  it('a certificate that its authority has revoked is a grave incident when it is used', async () => {
    const DE = connectMemberState(constellation, 'DE');
    assert.equal((await DE.get('/exchange/messages')).status, 200);
    await revoke({ ...constellation.world.authority, keyType: 'EC-P256' }, 'member-states/DE', 'keyCompromise');
    await eventually(
      'the refusal',
      async () => (await DE.get('/exchange/messages')).body?.code === 'CERTIFICATE_REVOKED',
    );
    await eventually('the incident', async () => {
      const [incident] = await incidentsOf('kind=credential-withdrawn&source=DE&severity=high');
      return incident !== undefined;
    });
    await DE.close();
  });

  it('an account whose sign-ins were ended has no token that counts', async () => {
    const { issuer, world } = constellation;
    const clientSecret = await secretOf(world.dataDirectory, agents);
    const token = await fetchToken({ speed2ng: '', trustAnchor: '', issuer, clientId: agents, clientSecret });
    const subject = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub as string;
    const responseId = await bring({ action: 'end-sign-ins', target: subject, reason: 'password was stolen' });
    await eventually('the refusal', async () => (await file()).body.code === 'TOKEN_REVOKED');
    await lift(responseId);
    await eventually('the filing', async () => (await file()).status === 201);
  });

  it('nothing stops filings when the events have nowhere to go, and what could not be handed on is told', async () => {
    const admin = new pg.Client({ connectionString: constellation.world.adminUrl });
    await admin.connect();
    const [schema] = (await admin.query("select schemaname from pg_tables where tablename = 'reporter'")).rows;
    const table = `"${schema.schemaname}".reporter`;
    await admin.query(`alter table ${table} rename to reporter_gone`);
    try {
      const stranger = constellation.clientWith('not.a.token');
      for (let count = 0; count < 3; count += 1) {
        await stranger.get('/rest/v1/mailbox/messages');
        assert.equal((await file()).status, 201);
      }
      await stranger.close();
      await eventually('the failure', async () => {
        const metrics = await (await fetch(constellation.addresses['speed2ng metrics']!)).text();
        return /portorium_security_reports_failed_total\{platform="speed2ng"\} [1-9]/.test(metrics);
      });
      assert.equal((await file()).status, 201);
    } finally {
      await admin.query(`alter table "${schema.schemaname}".reporter_gone rename to reporter`);
      await admin.end();
    }
    await eventually('the events that waited', async () => {
      const { body } = await officer.get('/rest/v1/security/state');
      return (body.source ?? []).some(({ platform, events }: Json) => platform === 'speed2ng' && events >= 3);
    });
  });
});
