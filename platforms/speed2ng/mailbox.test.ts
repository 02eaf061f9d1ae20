/** Mailboxes, as a trader's system meets them: through the gateway, on a real database. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { parseXml, type XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { newId } from '../../shared-services/kit/call.ts';
import { createEmitter } from '../../shared-services/kit/store/emitter.ts';
import type { Delivered } from '../../shared-services/kit/store/records.ts';
import { eventually } from '../../shared-services/kit/test-support/samples.ts';
import { contract } from './contract.ts';
import { expireMessages } from './expire-messages.ts';
import { sweepLetters } from './storage/sweep.ts';
import { type Mailboxes, startMailboxes } from './test-support/mailboxes.ts';
import { namespace } from './test-support/probe.ts';

interface Listed {
  readonly messageId: string;
  readonly type: string;
  readonly MRN?: string;
  readonly priority: string;
  readonly expiresAt: string;
}
interface List {
  readonly message?: readonly Listed[];
  readonly more: boolean;
}

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a mailbox', () => {
  let mailboxes: Mailboxes;
  /** Each test has a trader of its own. */
  let trader: string;
  let traders = 0;

  before(async () => {
    mailboxes = await startMailboxes();
  });
  after(() => mailboxes.stop());
  beforeEach(() => {
    traders += 1;
    trader = `BE${String(traders).padStart(10, '0')}`;
  });

  const letter = (of: Partial<Delivered> = {}): Delivered => ({
    name: 'probe.IE3Q01',
    subscriber: 'speed2ng',
    orderingKey: 'M1',
    priority: 'A',
    recipient: trader,
    messageId: newId(),
    conversationId: newId(),
    traceparent,
    content: { MRN: '26BE000000000000A1', reason: 'a < b' },
    sentAtMs: mailboxes.clock.nowMs(),
    ...of,
  });
  const ask = async (path: string, options: RequestInit = {}, eori = trader) =>
    fetch(`${mailboxes.gateway.url}/rest/v1/mailbox${path}`, {
      ...options,
      headers: { authorization: await mailboxes.gateway.authorization({ eori }), ...options.headers },
    });
  const list = async (query = '', eori = trader) => {
    const response = await ask(`/messages${query}`, {}, eori);
    const body = await response.json();
    assert.equal(response.status, 200, JSON.stringify(body));
    return body as List;
  };
  const idsOf = ({ message = [] }: List) => message.map(({ messageId }) => messageId);
  const acknowledge = (messageId: string, eori = trader) =>
    ask(`/messages/${messageId}/acknowledgement`, { method: 'POST' }, eori);
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code];

  describe('of another', () => {
    const other = 'NL0000000019';
    const entitled = (actingFor: string) => async () => ({ entitled: true, actingFor, mandateId: ['m1'] });
    const no = async () => ({ entitled: false, reason: 'MANDATE_REVOKED', lacking: 'caller' }) as const;
    const actingFor = () => `actingFor=${trader}`;
    after(() => mailboxes.gateway.entitleWith(no));

    it('is read, and emptied, by who acts for its owner; its own stays its own', async () => {
      const sent = letter();
      await mailboxes.deliver(sent);
      mailboxes.gateway.entitleWith(entitled(trader));
      assert.deepEqual(idsOf(await list(`?${actingFor()}`, other)), [sent.messageId]);
      assert.deepEqual(idsOf(await list('', other)), []);
      assert.equal((await ask(`/messages/${sent.messageId}`, {}, other)).status, 404);
      assert.equal((await ask(`/messages/${sent.messageId}?${actingFor()}`, {}, other)).status, 200);
      const acknowledged = await ask(
        `/messages/${sent.messageId}/acknowledgement`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ actingFor: trader }),
        },
        other,
      );
      assert.equal(acknowledged.status, 200);
      assert.deepEqual(idsOf(await list()), []);
    });

    it('is closed as soon as the mandate is revoked, and nobody waits at it', async () => {
      await mailboxes.deliver(letter());
      mailboxes.gateway.entitleWith(no);
      assert.deepEqual(await codeOf(await ask(`/messages?${actingFor()}`, {}, other)), [403, 'NOT_ENTITLED']);
      trader = 'BE9999999999';
      mailboxes.gateway.entitleWith(entitled(trader));
      const sinceMs = performance.now();
      assert.deepEqual(await list(`?${actingFor()}&waitSeconds=20`, other), { more: false });
      assert.ok(performance.now() - sinceMs < 5000, 'it would wait while the mandate may end');
    });
  });

  it('is empty for a trader that nobody has told anything', async () => {
    assert.deepEqual(await list(), { more: false });
  });

  it('lists what there is, class A first, then the oldest', async () => {
    const nowMs = mailboxes.clock.nowMs();
    const [c, b, laterA, a] = [
      letter({ priority: 'C', sentAtMs: nowMs - 9000 }),
      letter({ priority: 'B', sentAtMs: nowMs - 8000 }),
      letter({ sentAtMs: nowMs - 1000 }),
      letter({ sentAtMs: nowMs - 5000 }),
    ];
    await mailboxes.deliver(c, b, laterA, a);
    const listed = await list();
    assert.deepEqual(
      idsOf(listed),
      [a, laterA, b, c].map(({ messageId }) => messageId),
    );
    const [first] = listed.message ?? [];
    assert.deepEqual([first?.type, first?.MRN, first?.priority], ['IE3Q01', '26BE000000000000A1', 'A']);
  });

  it('lists page by page', async () => {
    const letters = Array.from({ length: 5 }, (_, index) =>
      letter({ sentAtMs: mailboxes.clock.nowMs() - 9000 + index }),
    );
    await mailboxes.deliver(...letters);
    const expected = letters.map(({ messageId }) => messageId);
    const first = await list('?limit=2');
    const second = await list(`?limit=2&after=${expected[1]}`);
    const third = await list(`?limit=2&after=${expected[3]}`);
    assert.deepEqual([first, second, third].flatMap(idsOf), expected);
    assert.deepEqual([first.more, second.more, third.more], [true, true, false]);
  });

  it('has each message once, however often it is delivered', async () => {
    const one = letter();
    await mailboxes.deliver(one, one);
    await mailboxes.deliver(one);
    await mailboxes.deliverElsewhere(one);
    assert.deepEqual(idsOf(await list()), [one.messageId]);
  });

  it('gives a message with its content, as often as it is asked for', async () => {
    const one = letter();
    await mailboxes.deliver(one);
    for (let time = 0; time < 2; time += 1) {
      const response = await ask(`/messages/${one.messageId}`);
      const body = (await response.json()) as { content: unknown; messageId: string; conversationId: string };
      assert.equal(response.status, 200);
      assert.deepEqual(body.content, { IE3Q01: one.content });
      assert.deepEqual([body.messageId, body.conversationId], [one.messageId, one.conversationId]);
    }
  });

  for (const version of ['1.1', '1.2'] as const) {
    it(`gives the content as the official XML by SOAP ${version}`, async () => {
      const one = letter();
      await mailboxes.deliver(one);
      const soap =
        version === '1.1' ? 'http://schemas.xmlsoap.org/soap/envelope/' : 'http://www.w3.org/2003/05/soap-envelope';
      const response = await fetch(`${mailboxes.gateway.url}/soap/v1/mailbox`, {
        method: 'POST',
        body: `<s:Envelope xmlns:s="${soap}"><s:Body><FetchMessage xmlns="urn:portorium:mailbox:1"><messageId>${one.messageId}</messageId></FetchMessage></s:Body></s:Envelope>`,
        headers: {
          authorization: await mailboxes.gateway.authorization({ eori: trader }),
          'content-type': version === '1.1' ? 'text/xml' : 'application/soap+xml',
        },
      });
      const text = await response.text();
      assert.equal(response.status, 200, text);
      const reply = parseXml(text).children.at(-1)?.children[0] as XmlElement;
      assert.deepEqual([reply.name, reply.namespace], ['MailboxMessage', 'urn:portorium:mailbox:1']);
      const [message] = reply.children.find(({ name }) => name === 'content')?.children ?? [];
      assert.deepEqual([message?.name, message?.namespace], ['IE3Q01', namespace]);
      assert.deepEqual(
        message?.children.map(({ name, text: value }) => [name, value]),
        [
          ['MRN', '26BE000000000000A1'],
          ['reason', 'a < b'],
        ],
      );
    });
  }

  it('lets go of a message that was acknowledged; saying so again changes nothing', async () => {
    const [one, two] = [letter(), letter({ priority: 'B' })];
    await mailboxes.deliver(one, two);
    const first = (await (await acknowledge(one.messageId)).json()) as { acknowledgedAt: string };
    mailboxes.goAhead(5000);
    const again = await acknowledge(one.messageId);
    assert.equal(again.status, 200);
    assert.deepEqual(await again.json(), { messageId: one.messageId, acknowledgedAt: first.acknowledgedAt });
    assert.deepEqual(idsOf(await list()), [two.messageId]);
    await mailboxes.deliver(one);
    assert.deepEqual(idsOf(await list()), [two.messageId], 'a late repetition does not bring it back');
  });

  it('is nobody else’s: not to list, not to fetch, not to acknowledge', async () => {
    const one = letter();
    await mailboxes.deliver(one);
    const stranger = 'NL9999999999';
    assert.deepEqual(await list('', stranger), { more: false });
    assert.deepEqual(await list(`?after=${one.messageId}`, stranger), { more: false });
    assert.deepEqual(await codeOf(await ask(`/messages/${one.messageId}`, {}, stranger)), [
      404,
      'MAILBOX_MESSAGE_UNKNOWN',
    ]);
    assert.deepEqual(await codeOf(await acknowledge(one.messageId, stranger)), [404, 'MAILBOX_MESSAGE_UNKNOWN']);
    assert.deepEqual(idsOf(await list()), [one.messageId], 'it is still there for whom it is');
  });

  it('keeps two parties’ copies of one message apart', async () => {
    const one = letter();
    const other = 'NL0000000077';
    await mailboxes.deliver(one, { ...one, recipient: other });
    await acknowledge(one.messageId);
    assert.deepEqual(idsOf(await list()), []);
    assert.deepEqual(idsOf(await list('', other)), [one.messageId]);
  });

  it('says so when there is no such message', async () => {
    assert.deepEqual(await codeOf(await ask('/messages/none')), [404, 'MAILBOX_MESSAGE_UNKNOWN']);
    assert.deepEqual(await codeOf(await acknowledge('none')), [404, 'MAILBOX_MESSAGE_UNKNOWN']);
  });

  it('does not list a message whose time is over, and says so to who asks for it', async () => {
    const dayMs = 86_400_000;
    const [old, young] = [letter({ sentAtMs: mailboxes.clock.nowMs() - dayMs - 1000 }), letter({ priority: 'C' })];
    await mailboxes.deliver(old, young);
    assert.deepEqual(idsOf(await list()), [young.messageId]);
    assert.deepEqual(await codeOf(await ask(`/messages/${old.messageId}`)), [404, 'MAILBOX_MESSAGE_EXPIRED']);
  });

  it('tells the sender, once, that a message has expired', async () => {
    const old = letter({ sentAtMs: 0 });
    await mailboxes.deliver(old, letter());
    const { store, clock } = mailboxes;
    const emitter = createEmitter(contract, () => ['probe']);
    while ((await expireMessages({ store, clock, emitter })) > 0);
    assert.equal(await expireMessages({ store, clock, emitter }), 0);
    const told = (
      await store.query<{ content: string }>(`select content from outbox where name = 'speed2ng.messageExpired'`)
    )
      .map(({ content }) => JSON.parse(content) as { messageId: string })
      .filter(({ messageId }) => messageId === old.messageId);
    assert.deepEqual(told, [
      { messageId: old.messageId, notification: 'probe.IE3Q01', recipient: trader, MRN: '26BE000000000000A1' },
    ]);
  });

  it('lets letters go that are done with when their retention is over, and none that waits', async () => {
    const [fetched, waits] = [letter(), letter()];
    await mailboxes.deliver(fetched, waits);
    await acknowledge(fetched.messageId);
    const { store, clock } = mailboxes;
    const ids = [fetched.messageId, waits.messageId];
    await store.query(`update mailbox_message set sent_at = sent_at - interval '9 days' where message_id = any($1)`, [
      ids,
    ]);
    const classes = [{ names: ['probe.IE3Q01'], keptMs: 0 }];
    const left = async () =>
      (
        await store.query<{ message_id: string }>('select message_id from mailbox_message where message_id = any($1)', [
          ids,
        ])
      ).map((row) => row.message_id);
    await sweepLetters(store, [{ names: ['probe.other'], keptMs: 0 }], clock.nowMs() + 60_000);
    await sweepLetters(store, [{ names: ['probe.IE3Q01'], keptMs: 10 * 86_400_000 }], clock.nowMs() + 60_000);
    assert.deepEqual((await left()).sort(), [...ids].sort());
    assert.ok((await sweepLetters(store, classes, clock.nowMs() + 60_000)) >= 1);
    assert.deepEqual(await left(), [waits.messageId]);
  });

  it('is not there for a notification that is not for traders, or for nobody', async () => {
    await assert.rejects(mailboxes.deliver(letter({ name: 'probe.IE9999' })), /is not a notification to traders/);
    const { recipient: _, ...toNobody } = letter();
    await assert.rejects(mailboxes.deliver(toNobody), /has no recipient/);
    const good = letter();
    await assert.rejects(mailboxes.deliver(good, toNobody));
    assert.deepEqual(idsOf(await list()), [], 'a batch is put in whole or not at all');
  });

  describe('whose trader waits', () => {
    const waitThen = async (deliver: (one: Delivered) => Promise<void>) => {
      const one = letter();
      const waiting = list('?waitSeconds=20');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const sinceMs = performance.now();
      await deliver(one);
      assert.deepEqual(idsOf(await waiting), [one.messageId]);
      return performance.now() - sinceMs;
    };
    it('answers at once when a message comes', async () => {
      assert.ok((await waitThen((one) => mailboxes.deliver(one))) < 5000);
    });
    it('answers soon when it comes through another process', async () => {
      assert.ok((await waitThen((one) => mailboxes.deliverElsewhere(one))) < 10_000);
    });
    const withdrawn = [
      ['party', () => trader, [403, 'PARTNER_BLOCKED']],
      ['client', () => 'test-system', [401, 'TOKEN_REVOKED']],
    ] as const;
    for (const [kind, idOf, refused] of withdrawn)
      it(`hands out nothing to a ${kind} that was withdrawn while it waited`, async () => {
        const one = letter();
        const before = mailboxes.gateway.seen.length;
        const waiting = ask('/messages?waitSeconds=20');
        await eventually('it waits', () => mailboxes.gateway.seen.length > before);
        const id = idOf();
        await mailboxes.tellStanding({ kind, id, believed: false });
        await eventually('it is heard', () => isHeard(kind, id));
        await mailboxes.deliver(one);
        assert.deepEqual(await codeOf(await waiting), refused);
        await mailboxes.tellStanding({ kind, id, believed: true });
        await eventually('it is over', () => !isHeard(kind, id));
        assert.deepEqual(idsOf(await list()), [one.messageId], 'it is still there');
      });
    const isHeard = (kind: 'party' | 'client', id: string) => {
      if (kind === 'party') return mailboxes.standing.isBarred(kind, id);
      try {
        mailboxes.standing.assert({ clientId: id });
        return false;
      } catch {
        return true;
      }
    };
    it('answers at once when there is something already', async () => {
      await mailboxes.deliver(letter());
      const sinceMs = performance.now();
      assert.equal(idsOf(await list('?waitSeconds=20')).length, 1);
      assert.ok(performance.now() - sinceMs < 10_000);
    });
    it('answers that there is nothing when the time is over', async () => {
      const sinceMs = performance.now();
      assert.deepEqual(await list('?waitSeconds=1'), { more: false });
      assert.ok(performance.now() - sinceMs >= 950);
    });
    it('is not woken by the mail of others', async () => {
      const waiting = list('?waitSeconds=1');
      await mailboxes.deliver(letter({ recipient: 'NL0000000088' }));
      assert.deepEqual(await waiting, { more: false });
    });
    it('cannot be made to wait longer than a minute', async () => {
      assert.equal((await ask('/messages?waitSeconds=61')).status, 400);
    });
    it('takes no connection of the database: fifty traders may wait', async () => {
      const several = Array.from({ length: 50 }, (_, index) => `FR${String(index).padStart(10, '0')}`);
      const waiting = several.map((eori) => list('?waitSeconds=20', eori));
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.deepEqual(await list(), { more: false }, 'the others are served meanwhile');
      await mailboxes.deliver(...several.map((recipient) => letter({ recipient })));
      for (const answered of await Promise.all(waiting)) assert.equal(idsOf(answered).length, 1);
    });
  });

  it('leaves a record of what was put, read and acknowledged on the audit chain', async () => {
    const one = letter();
    await mailboxes.deliver(one);
    await ask(`/messages/${one.messageId}`);
    await acknowledge(one.messageId);
    const records = await mailboxes.audit(one, trader);
    assert.deepEqual(records.sort(), [
      'speed2ng.mailbox.acknowledge accepted',
      'speed2ng.mailbox.fetch done',
      'speed2ng.mailbox.put done',
    ]);
  });
});
