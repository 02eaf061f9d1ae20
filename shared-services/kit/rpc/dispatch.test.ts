import assert from 'node:assert/strict';
import { operationsOf } from '../../../reference-architecture/contract/language.ts';
import type { Call, Caller } from '../call.ts';
import type { Handler } from '../host/module.ts';
import { silentLogger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import type { AuditRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { catalogue, shop } from '../test-support/contracts.ts';
import { deferred, sampleCall } from '../test-support/samples.ts';
import { createDispatch } from './dispatch.ts';

type Anything = Handler<never, unknown>;

const trader: Caller = { circle: 'untrusted', party: 'BE0000000001', profiles: ['declarant'], subject: 'sub' };
const memberState: Caller = { circle: 'trusted', party: 'BE', profiles: ['national-entry-system'], subject: 'uri' };
const central = (...profiles: string[]): Caller => ({ circle: 'central', party: profiles[0]!, profiles, subject: '' });

const scene = (handlers: Record<string, Anything> = {}, auditFails = false) => {
  const records: AuditRecord[] = [];
  const measured: string[] = [];
  const logged: unknown[] = [];
  const store = {
    audit: async (record: AuditRecord) => {
      if (auditFails) throw new Error('no audit');
      records.push(record);
    },
  } as unknown as Store;
  const answer: Anything = async () => ({ value: 'answer' });
  const hosted = {
    handlers: { buy: answer, look: answer, traders: answer, watch: answer, gaze: answer, ...handlers },
    subscriptions: {},
  };
  const log = Object.assign(silentLogger(), { error: (facts: unknown) => void logged.push(facts) });
  const dispatch = createDispatch({
    operations: new Map(operationsOf(shop).map((placed) => [placed.id, { placed, hosted, store }])),
    platformOf: (name) => catalogue.find((contract) => contract.name === name)?.platform,
    clock: { nowMs: () => Date.now() },
    log,
    metrics: {
      start: (operation, circle) => ({ end: (result) => void measured.push(`${operation} ${circle} ${result}`) }),
    },
  });
  const ask = (operationId: string, caller: Caller, peer: string, more: Partial<Call> = {}) =>
    dispatch(operationId, { value: 1 }, sampleCall({ caller, via: peer, ...more }), peer);
  return { ask, records, measured, logged };
};

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe('dispatch: who may call', () => {
  const admitted: [string, Caller, string, string][] = [
    ['a trader through SPEED2ng', trader, 'speed2ng', 'shop.buy'],
    ['a Member State through CCN2ng', memberState, 'ccn2ng', 'shop.buy'],
    ['a platform for itself', central('speed2ng'), 'speed2ng', 'shop.buy'],
    ['an application through its own platform', central('desk'), 'cdco', 'shop.buy'],
  ];
  for (const [who, caller, peer, operation] of admitted) {
    it(`admits ${who}`, async () => {
      assert.deepEqual(await scene().ask(operation, caller, peer), { value: 'answer' });
    });
  }

  const refused: [string, Caller, string, string, Partial<Call>?][] = [
    ['a trader through CCN2ng', trader, 'ccn2ng', 'shop.buy'],
    ['a trader through a central platform', trader, 'cdco', 'shop.buy'],
    ['a Member State through SPEED2ng', memberState, 'speed2ng', 'shop.buy'],
    ['a circle that the contract does not name', memberState, 'ccn2ng', 'shop.traders'],
    ['a profile that the contract does not name', { ...trader, profiles: ['carrier'] }, 'speed2ng', 'shop.buy'],
    ['a caller without a profile', { ...trader, profiles: [] }, 'speed2ng', 'shop.buy'],
    [
      'a central caller that says it came by another platform',
      central('desk'),
      'speed2ng',
      'shop.buy',
      { via: 'cdco' },
    ],
    [
      'a trader who acts for another without a mandate',
      trader,
      'speed2ng',
      'shop.buy',
      { actingFor: { eori: 'DE1', mandateIds: [] } },
    ],
    [
      'a Member State that acts for a trader',
      memberState,
      'ccn2ng',
      'shop.buy',
      { actingFor: { eori: 'DE1', mandateIds: ['m1'] } },
    ],
    ['a platform that says it came by another one', central('speed2ng'), 'speed2ng', 'shop.buy', { via: 'ccn2ng' }],
    ['a gateway that speaks for an application of CDCO', central('desk'), 'speed2ng', 'shop.buy'],
    ['a gateway that adds a profile to its own', central('speed2ng', 'desk'), 'speed2ng', 'shop.buy'],
    ['a central caller without a profile of the contract', central('ccn2ng'), 'ccn2ng', 'shop.buy'],
    ['a circle that does not exist', { ...trader, circle: 'royal' as 'trusted' }, 'speed2ng', 'shop.buy'],
    ['a circle by the name of a property', { ...trader, circle: 'toString' as 'trusted' }, 'speed2ng', 'shop.buy'],
  ];
  for (const [who, caller, peer, operation, more] of refused) {
    it(`refuses ${who}`, async () => {
      let called = false;
      const { ask } = scene({
        buy: async () => {
          called = true;
        },
      });
      await assert.rejects(ask(operation, caller, peer, more), refusedWith('CALLER_NOT_ADMITTED'));
      assert.equal(called, false);
    });
  }

  it('knows no operation that is not here, nor one by the name of a property', async () => {
    for (const id of ['shop.sell', 'toString', '__proto__', '']) {
      await assert.rejects(scene().ask(id, trader, 'speed2ng'), refusedWith('OPERATION_UNKNOWN'));
    }
  });
});

describe('dispatch: deadline', () => {
  it('does not begin what nobody waits for any more', async () => {
    let called = false;
    const look: Anything = async () => {
      called = true;
    };
    for (const deadlineAtMs of [Date.now() - 1, Number.NaN]) {
      await assert.rejects(
        scene({ look }).ask('shop.look', trader, 'speed2ng', { deadlineAtMs }),
        refusedWith('DEADLINE_EXCEEDED'),
      );
    }
    assert.equal(called, false);
  });

  it('answers in time when the operation does not', async () => {
    const never = deferred<unknown>();
    const { ask, records } = scene({ look: () => never.promise });
    const sinceMs = Date.now();
    const asked = ask('shop.look', trader, 'speed2ng', { deadlineAtMs: sinceMs + 60 });
    await assert.rejects(asked, refusedWith('DEADLINE_EXCEEDED'));
    assert.ok(Date.now() - sinceMs < 10_000);
    assert.deepEqual([records[0]?.outcome, records[0]?.refusalCode], ['refused', 'DEADLINE_EXCEEDED']);
    never.reject(new Error('later; must not end the process'));
  });

  it('a deadline in the far future is no deadline', async () => {
    const later = new Promise((resolve) => setTimeout(resolve, 20, 'late'));
    const deadlineAtMs = Number.MAX_SAFE_INTEGER;
    assert.equal(await scene({ look: () => later }).ask('shop.look', trader, 'speed2ng', { deadlineAtMs }), 'late');
  });
});

describe('dispatch: audit and metrics', () => {
  it('records a query, and leaves a command to record itself', async () => {
    const { ask, records, measured } = scene();
    await ask('shop.look', trader, 'speed2ng', { conversationId: 'c', messageId: 'm' });
    await ask('shop.buy', trader, 'speed2ng');
    assert.equal(records.length, 1);
    const [{ traceparent, ...record } = { traceparent: '' }] = records;
    assert.match(traceparent, /^00-/);
    assert.deepEqual(record, {
      event: 'shop.query',
      outcome: 'done',
      conversationId: 'c',
      messageId: 'm',
      circle: 'untrusted',
      party: 'BE0000000001',
      subject: 'sub',
      protocol: 'internal',
    });
    assert.deepEqual(measured, ['shop.look untrusted ok', 'shop.buy untrusted ok']);
  });

  it('records of a wish for news, which comes again and again, only the refusals', async () => {
    const { ask, records } = scene();
    await ask('shop.watch', central('speed2ng'), 'speed2ng');
    assert.deepEqual(records, []);
    await assert.rejects(ask('shop.watch', trader, 'speed2ng'), refusedWith('CALLER_NOT_ADMITTED'));
    assert.deepEqual(
      records.map(({ event, outcome }) => [event, outcome]),
      [['shop.watch', 'refused']],
    );
  });

  it('records that a page was opened, not that it asks the same again; of what is not so marked, every look', async () => {
    const { ask, records } = scene();
    const page = { protocol: 'page' } as const;
    await ask('shop.gaze', trader, 'speed2ng', page);
    await ask('shop.gaze', trader, 'speed2ng', { ...page, again: true });
    await ask('shop.gaze', trader, 'speed2ng', { protocol: 'rest', again: true });
    await ask('shop.look', trader, 'speed2ng', { ...page, again: true });
    assert.deepEqual(
      records.map(({ event, protocol }) => [event, protocol]),
      [
        ['shop.gaze', 'page'],
        ['shop.gaze', 'rest'],
        ['shop.query', 'page'],
      ],
    );
  });

  it('records for whom a trader acted, and by which mandates', async () => {
    const { ask, records } = scene();
    await ask('shop.look', trader, 'speed2ng', { actingFor: { eori: 'DE1', mandateIds: ['m1', 'm2'] } });
    assert.deepEqual(
      records.map(({ party, actingFor, mandateIds }) => [party, actingFor, mandateIds]),
      [['BE0000000001', 'DE1', ['m1', 'm2']]],
    );
  });

  it('records a refusal, of commands too, and of a caller who is not admitted', async () => {
    const no = async () => {
      throw new Refusal({ code: 'SOLD_OUT', status: 'conflict', title: 'Sold out.' });
    };
    const { ask, records, measured } = scene({ buy: no });
    await assert.rejects(ask('shop.buy', trader, 'speed2ng'), refusedWith('SOLD_OUT'));
    await assert.rejects(ask('shop.traders', memberState, 'ccn2ng'), refusedWith('CALLER_NOT_ADMITTED'));
    assert.deepEqual(
      records.map(({ event, outcome, refusalCode }) => [event, outcome, refusalCode]),
      [
        ['shop.command', 'refused', 'SOLD_OUT'],
        ['shop.query', 'refused', 'CALLER_NOT_ADMITTED'],
      ],
    );
    assert.deepEqual(measured, ['shop.buy untrusted refused', 'shop.traders trusted refused']);
  });

  it('records and logs a failure of ours, under the conversation', async () => {
    const fail = async () => {
      throw new Error('disk');
    };
    const { ask, records, measured, logged } = scene({ buy: fail });
    await assert.rejects(ask('shop.buy', trader, 'speed2ng', { conversationId: 'c' }), /^Error: disk$/);
    assert.deepEqual([records[0]?.outcome, records[0]?.conversationId], ['failed', 'c']);
    assert.deepEqual(measured, ['shop.buy untrusted failed']);
    assert.equal((logged[0] as { conversationId: string }).conversationId, 'c');
  });

  it('discloses nothing of which no record can be written', async () => {
    await assert.rejects(scene({}, true).ask('shop.look', trader, 'speed2ng'), /no audit/);
  });

  it('tells the refusal even when its record cannot be written', async () => {
    await assert.rejects(
      scene({}, true).ask('shop.traders', memberState, 'ccn2ng'),
      refusedWith('CALLER_NOT_ADMITTED'),
    );
  });
});
