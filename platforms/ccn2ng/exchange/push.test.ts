import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import { verify } from '../../../shared-services/gateway/soap/security/test-support/messages.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../shared-services/kit/metrics.ts';
import { createMemberStateSecurity, type MemberStateSecurity } from '../security/member-state-security.ts';
import { ourAuthority, trustIn } from '../test-support/certificates.ts';
import { type Arrival, type Endpoint, fault, startEndpoint, taken } from '../test-support/endpoint.ts';
import { catalogue, type Exchange, letter, mrn, startExchange } from '../test-support/gateway.ts';
import { riskAnalysis, riskAnalysisNamespace, riskAnalysisPath } from '../test-support/soap.ts';
import { bellOf } from './bell.ts';
import { buryOverdue } from './expiry.ts';
import { type Push, type PushParts, type PushSettings, startPush } from './push.ts';
import { readWaiting } from './queue.ts';

const quick: Partial<PushSettings> = {
  timeoutMs: 1500,
  lookEveryMs: 30,
  backOff: { firstMs: 20, longestMs: 100, rejectedMs: 10_000 },
  breakerResetMs: 200,
};

const until = async (holds: () => boolean | Promise<boolean>, ms = 8000): Promise<void> => {
  const endsAtMs = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > endsAtMs) assert.fail('it did not come in time');
    await sleep(15);
  }
};

describe('push to Member States', () => {
  let exchange: Exchange;
  let endpoint: Endpoint;
  const running: Push[] = [];

  const pushTo = async (
    url: string,
    settings: Partial<PushSettings> = {},
    from: Exchange = exchange,
    security?: MemberStateSecurity,
    partners?: PushParts['partners'],
  ) => {
    const authority = await ourAuthority();
    const metrics = createMetrics('ccn2ng');
    running.push(
      startPush({
        store: from.store,
        catalogue,
        memberStates: new Map([
          ['BE', url],
          ['DE', undefined],
        ]),
        tls: { own: () => authority.tls(authority.service('ccn2ng', 'push')), trust: await trustIn(authority) },
        ...(security === undefined ? {} : { security }),
        ...(partners === undefined ? {} : { partners }),
        settings: { ...quick, ...settings },
        clock: systemClock,
        log: silentLogger(),
        metrics,
      }),
    );
    return metrics;
  };
  const stateOf = async (messageId: string) =>
    (
      await exchange.query<{
        acknowledged_by: string | null;
        attempts: number;
        last_error: string | null;
        dead: boolean;
      }>(
        'select acknowledged_by, attempts, last_error, dead_at is not null as dead from exchange_message where message_id = $1',
        [messageId],
      )
    )[0];
  const isDelivered = async (messageId: string) => (await stateOf(messageId))?.acknowledged_by === 'push';

  before(async () => {
    exchange = await startExchange();
  });
  after(() => exchange.stop());
  beforeEach(async () => {
    const authority = await ourAuthority();
    endpoint = await startEndpoint(authority.tls(authority.memberState('BE')));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((push) => push.stop()));
    await endpoint.stop();
    await exchange.query('delete from exchange_message');
  });

  it('brings the official envelope to the official path, and notes the delivery with its audit record', async () => {
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await pushTo(endpoint.url);
    await until(() => isDelivered(one.messageId));
    const [{ path, contentType, xml, caller } = assert.fail('nothing came')] = endpoint.arrivals;
    assert.equal(path, riskAnalysisPath);
    assert.match(contentType, /^application\/soap\+xml; charset=utf-8; action="CCN2\.Service/);
    assert.equal(caller, 'portorium://central/ccn2ng/push');
    const [header, body] = parseXml(xml).children;
    const headers = Object.fromEntries(header!.children.map((one) => [one.name, one]));
    assert.equal(headers.Action?.text, `${riskAnalysis}/IE4N03notifyERiskAnalysisHit`);
    assert.equal(headers.To?.text, `${endpoint.url}${riskAnalysisPath}`);
    assert.equal(headers.MessageID?.text, `urn:uuid:${one.messageId}`);
    const ccn2 = Object.fromEntries(headers.MessageHeader!.children.map(({ name, text }) => [name, text]));
    assert.deepEqual([ccn2.Version, ccn2.CorrelationId, ccn2.MessageType], ['1.0', one.conversationId, 'IE4N03']);
    assert.ok(Date.parse(ccn2.MessageExpirationTimestamp!) > Date.now());
    const [wrapper] = body!.children;
    assert.deepEqual(
      [wrapper?.namespace, wrapper?.name],
      [riskAnalysisNamespace, 'IE4N03notifyERiskAnalysisHitReqMsg'],
    );
    assert.equal(wrapper?.children[0]?.name, 'IE4N03');
    const records = await exchange.query<{ event: string; conversation_id: string }>(
      `select event, conversation_id from record where message_id = $1 and event = 'ccn2ng.exchange.deliver'`,
      [one.messageId],
    );
    assert.deepEqual(
      records.map((record) => record.conversation_id),
      [one.conversationId],
    );
    await pushedOnce();
  });

  /** What was delivered is not pushed again. */
  const pushedOnce = async () => {
    const count = endpoint.arrivals.length;
    await sleep(150);
    assert.equal(endpoint.arrivals.length, count);
  };

  it('keeps the order of each MRN, with several MRNs under way at once', async () => {
    let [underWay, most] = [0, 0];
    const open = new Set<string>();
    const atOnce: string[] = [];
    endpoint.answer = async ({ MRN }) => {
      if (open.has(MRN)) atOnce.push(MRN);
      open.add(MRN);
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(60);
      underWay -= 1;
      open.delete(MRN);
      return { status: 202 };
    };
    const letters = Array.from({ length: 24 }, (_, index) => letter('BE', mrn(index % 4)));
    await exchange.deliver(...letters);
    await pushTo(endpoint.url);
    await until(() => endpoint.arrivals.length === letters.length);
    for (let number = 0; number < 4; number += 1) {
      const sent = letters
        .filter(({ orderingKey }) => orderingKey === mrn(number))
        .map(({ messageId }) => `urn:uuid:${messageId}`);
      const came = endpoint.arrivals.filter(({ MRN }) => MRN === mrn(number)).map(({ messageId }) => messageId);
      assert.deepEqual(came, sent);
    }
    assert.deepEqual(atOnce, [], 'two messages of one MRN at once');
    assert.ok(most > 1 && most <= 8, `${most} at once`);
  });

  it('serves priority A before B and C, whatever came first', async () => {
    const letters = (['C', 'B', 'A', 'C', 'A'] as const).map((priority, index) =>
      letter('BE', mrn(index), { priority }),
    );
    await exchange.deliver(...letters);
    await pushTo(endpoint.url, { maxUnderWay: 1 });
    await until(() => endpoint.arrivals.length === 5);
    const order = endpoint.arrivals.map(({ MRN }) => letters.find(({ orderingKey }) => orderingKey === MRN)?.priority);
    assert.deepEqual(order, ['A', 'A', 'B', 'C', 'C']);
  });

  it('gives nothing to whom two people have blocked, until it is lifted', async () => {
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    let blocked = true;
    let asked = 0;
    const isBarred = () => {
      asked += 1;
      return blocked;
    };
    await pushTo(endpoint.url, {}, exchange, undefined, { isBarred });
    await until(() => asked > 5);
    assert.equal(endpoint.arrivals.length, 0);
    blocked = false;
    await until(() => isDelivered(one.messageId));
  });

  it('pushes again, with the same message id, when the answer was lost', async () => {
    endpoint.answer = async ({ number }) => (number === 0 ? undefined : { status: 202 });
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await pushTo(endpoint.url);
    await until(() => isDelivered(one.messageId));
    assert.deepEqual(
      endpoint.arrivals.map(({ messageId }) => messageId),
      Array(2).fill(`urn:uuid:${one.messageId}`),
    );
    assert.equal((await stateOf(one.messageId))?.attempts, 1);
  });

  for (const [name, status, body] of [
    ['an error of HTTP', 503, 'busy'],
    ['a redirection', 302, ''],
    ['a fault of the receiver', 500, fault('Receiver')],
  ] as const) {
    it(`${name} is tried again soon`, async () => {
      endpoint.answer = async ({ number }) => (number < 2 ? { status, body } : { status: 202 });
      const one = letter('BE', mrn(1));
      await exchange.deliver(one);
      await pushTo(endpoint.url);
      await until(() => isDelivered(one.messageId));
      assert.equal(endpoint.arrivals.length, 3);
    });
  }

  it('a message that the Member State calls wrong is tried rarely, is a dead letter at its end, and the next one follows', async () => {
    endpoint.answer = async ({ number }) => (number === 0 ? { status: 400, body: fault('Sender') } : { status: 202 });
    const [wrong, next] = [letter('BE', mrn(1)), letter('BE', mrn(1))];
    await exchange.deliver(wrong, next);
    await pushTo(endpoint.url);
    await until(async () => (await stateOf(wrong.messageId))?.attempts === 1);
    await sleep(200);
    assert.equal(endpoint.arrivals.length, 1);
    assert.match((await stateOf(wrong.messageId))?.last_error ?? '', /Sender: as told/);
    await exchange.query('update exchange_message set expires_at = now() where message_id = $1', [wrong.messageId]);
    await buryOverdue(exchange.store, bellOf(exchange.store), silentLogger());
    await until(() => isDelivered(next.messageId));
    assert.equal((await stateOf(wrong.messageId))?.dead, true);
    const [record] = await exchange.query<{ outcome: string }>(
      `select outcome from record where event = 'ccn2ng.exchange.expire' and message_id = $1`,
      [wrong.messageId],
    );
    assert.equal(record?.outcome, 'failed');
  });

  it('a dead endpoint opens the breaker, and what waited arrives when it lives again', async () => {
    const { port } = new URL(endpoint.url);
    await endpoint.stop();
    const letters = Array.from({ length: 12 }, (_, index) => letter('BE', mrn(index)));
    await exchange.deliver(...letters);
    const metrics = await pushTo(endpoint.url, { backOff: { firstMs: 5, longestMs: 20, rejectedMs: 10_000 } });
    const breaker = async () =>
      /portorium_breaker_state\{target="member-state-BE"[^}]*\} (\d)/.exec(await metrics.registry.metrics())?.[1];
    await until(async () => (await breaker()) === '1');
    const text = await metrics.registry.metrics();
    assert.match(text, /portorium_exchange_waiting\{member_state="BE",priority="A"[^}]*\} 12/);
    assert.match(text, /portorium_exchange_pushes_total\{member_state="BE",result="failed"[^}]*\} \d+/);
    const authority = await ourAuthority();
    endpoint = await startEndpoint(authority.tls(authority.memberState('BE')), Number(port));
    await until(async () => (await readWaiting(exchange.store, 'BE', 100)).length === 0);
    assert.equal(new Set(endpoint.arrivals.map(({ messageId }) => messageId)).size, 12);
    assert.match(await metrics.registry.metrics(), /pushes_total\{member_state="BE",result="delivered"[^}]*\} 12/);
  });

  it('is signed where that was agreed, so that any part of it can be held against CCN2ng', async () => {
    const authority = await ourAuthority();
    const { key, certificate: cert } = authority.service('ccn2ng', 'push');
    const security = createMemberStateSecurity({
      settings: { protection: new Map([['BE', 'signed']]) },
      own: () => ({ key, cert }),
      trustAnchor: authority.trustAnchor,
      trust: await trustIn(authority),
      assertFirst: async () => {},
      clock: systemClock,
    });
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await pushTo(endpoint.url, {}, exchange, security);
    await until(() => isDelivered(one.messageId));
    const [{ xml }] = endpoint.arrivals as [Arrival];
    // The official policy: an X.509 certificate alone.
    assert.match(xml, /<wsse:BinarySecurityToken [^>]*#X509v3"/);
    const { root, signer } = verify(xml);
    assert.equal(callerOfCertificate(signer.certificate).subject, 'portorium://central/ccn2ng/push');
    assert.deepEqual(
      root.children[0]?.children.map(({ name }) => name),
      ['Security', 'To', 'Action', 'MessageID', 'MessageHeader'],
    );
    assert.throws(() => verify(xml.replace(mrn(1), mrn(2))), /SIGNATURE_INVALID/);
  });

  it('an endpoint that does not answer is left at the deadline', async () => {
    endpoint.answer = ({ number }) => (number === 0 ? new Promise(() => {}) : taken({} as never));
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await pushTo(endpoint.url, { timeoutMs: 200 });
    await until(() => isDelivered(one.messageId));
    assert.equal(endpoint.arrivals.length, 2);
  });

  it('shows nothing to an endpoint with the certificate of another Member State', async () => {
    const authority = await ourAuthority();
    const german = await startEndpoint(authority.tls(authority.memberState('DE')));
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await pushTo(german.url);
    await until(async () => ((await stateOf(one.messageId))?.attempts ?? 0) > 0);
    assert.equal(german.arrivals.length, 0);
    assert.match((await stateOf(one.messageId))?.last_error ?? '', /not that of BE/);
    await german.stop();
  });

  it('two processes that push at once keep the order, and push nothing twice', async () => {
    const other = await startExchange(exchange.adminUrl);
    endpoint.answer = async () => {
      await sleep(Math.random() * 10);
      return { status: 202 };
    };
    const letters = Array.from({ length: 60 }, (_, index) => letter('BE', mrn(index % 5)));
    await exchange.deliver(...letters);
    await pushTo(endpoint.url);
    await pushTo(endpoint.url, {}, other);
    await until(async () => (await readWaiting(exchange.store, 'BE', 100)).length === 0);
    for (let number = 0; number < 5; number += 1) {
      const sent = letters
        .filter(({ orderingKey }) => orderingKey === mrn(number))
        .map(({ messageId }) => `urn:uuid:${messageId}`);
      const came = endpoint.arrivals.filter(({ MRN }) => MRN === mrn(number)).map(({ messageId }) => messageId);
      assert.deepEqual(came, sent);
    }
    await Promise.all(running.splice(0).map((push) => push.stop()));
    await other.stop();
  });

  it('leaves those without an endpoint to pull', async () => {
    const one = letter('DE', mrn(1));
    await exchange.deliver(one);
    await pushTo(endpoint.url);
    await sleep(150);
    assert.deepEqual(
      (await readWaiting(exchange.store, 'DE', 10)).map((row) => row.message_id),
      [one.messageId],
    );
  });
});
