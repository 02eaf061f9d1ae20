import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { discoverContracts } from '../../reference-architecture/catalogue/discover.ts';
import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import { newId } from '../kit/call.ts';
import { systemClock } from '../kit/clock.ts';
import { type Host, startHost } from '../kit/host/host.ts';
import { silentLogger } from '../kit/logging.ts';
import { createMetrics } from '../kit/metrics.ts';
import { createDispatcher } from '../kit/store/dispatcher.ts';
import { queuesOf } from '../kit/store/queue-reading.ts';
import { createStore, type Store } from '../kit/store/store.ts';
import { type TestComponents, testComponents } from '../kit/test-support/components.ts';
import { sampleCall } from '../kit/test-support/samples.ts';
import type { CodeLists } from '../reference-data/lookup.ts';
import application from './application.ts';
import type { contract } from './contract.ts';

type Operations = (typeof contract)['services']['LostMessages']['operations'];

const log = silentLogger();
const mrn = '26BE000000000000A1';

describe('dead letters between components', () => {
  let components: TestComponents;
  let host: Host;
  let store: Store;
  before(async () => {
    // The schemas of others may be there before this component is.
    components = await testComponents([
      { name: 'sample', outbox: true },
      { name: 'other-sample', outbox: true },
      { name: 'dead-letters', outbox: true },
    ]);
    store = createStore({ component: 'sample', pool: components.poolOf('sample'), log });
    host = await startHost({
      modules: [application],
      catalogue: (await discoverContracts(join(import.meta.dirname, '../..'))).map((one) => one.contract),
      poolOf: components.poolOf,
      remoteOf: () => {
        throw new Error('alone');
      },
      codeLists: { has: () => false } as unknown as CodeLists,
      settings: { screeningTimeoutMs: 1, demonstrationAccounts: false },
      clock: systemClock,
      log,
      metricsOf: createMetrics,
    });
  });
  after(async () => {
    await host.stop();
    await components.drop();
  });
  afterEach(async () => {
    for (const name of ['sample', 'other_sample'])
      await components.admin(`truncate portorium_${name}.outbox, portorium_${name}.dead_letter`);
  });

  const ask = async <Name extends keyof Operations>(
    name: Name,
    request: object,
    profile = 'operator',
  ): Promise<ReplyOf<Operations[Name]>> => {
    const caller = { circle: 'administrators', party: 'somebody', profiles: [profile], subject: 'somebody' } as const;
    const call = sampleCall({ caller, via: 'shared-services', deadlineAtMs: Date.now() + 10_000 });
    return (await host.dispatch(`dead-letters.${name}`, request, call, 'shared-services')) as ReplyOf<Operations[Name]>;
  };

  const send = async (step: number, component = 'sample', subscriber = 'taker'): Promise<string> => {
    const sender = component === 'sample' ? store : createStore({ component, pool: components.poolOf(component), log });
    const conversationId = newId();
    await sender.transaction(async (transaction) =>
      transaction.send({
        ...{ name: 'sample.happened', subscriber, orderingKey: mrn, priority: 'A', messageId: newId() },
        ...{ conversationId, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
        content: { step, secret: 'Peeters' },
      }),
    );
    return conversationId;
  };

  const countIn = async (table: string, component = 'sample'): Promise<number> => {
    const text = `select count(*)::integer as found from portorium_${component.replaceAll('-', '_')}.${table}`;
    return (await components.admin<{ found: number }>(text))[0]!.found;
  };

  /** Runs a real dispatcher until the outbox has nothing more for it; what the subscriber took, in order. */
  const dispatch = async (takes: boolean, component = 'sample', subscriber = 'taker'): Promise<unknown[]> => {
    const taken: unknown[] = [];
    const deliver = async (messages: readonly { readonly content: unknown }[]) => {
      if (!takes) throw new Error('no such column');
      taken.push(...messages.map(({ content }) => (content as { step: number }).step));
    };
    const limits = { maxAttempts: 1, firstRetryMs: 1, idleMs: 20 };
    const pool = components.poolOf(component);
    const dispatcher = createDispatcher({ component, subscriber, pool, deliver, log, limits });
    while ((await countIn('outbox', component)) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await dispatcher.stop();
    return taken;
  };

  const lose = async (step: number, component = 'sample'): Promise<string> => {
    const conversationId = await send(step, component);
    await dispatch(false, component);
    return conversationId;
  };
  const idsOf = async (request: object = {}) =>
    ((await ask('listLostMessages', { sort: 'sentAt', ...request })).lost ?? []).map((one) => one.lostMessageId);

  it('are listed over all components, filtered, searched and page by page, without their content', async () => {
    const conversationId = await lose(1);
    await lose(2);
    await lose(3, 'other-sample');
    const all = await ask('listLostMessages', { sort: 'sentAt' });
    assert.equal(all.total, 3);
    const [first] = all.lost ?? [];
    assert.deepEqual(
      [first?.component, first?.subscriber, first?.event, first?.orderingKey, first?.priority, first?.attempts],
      ['sample', 'taker', 'sample.happened', mrn, 'A', 1],
    );
    assert.deepEqual([first?.conversationId, first?.lastError], [conversationId, 'no such column']);
    assert.doesNotMatch(JSON.stringify(all), /Peeters/);
    assert.equal((await idsOf({ component: 'other-sample' })).length, 1);
    assert.equal((await idsOf({ subscriber: 'nobody' })).length, 0);
    assert.equal((await idsOf({ event: 'sample.happened', containing: conversationId })).length, 1);
    assert.deepEqual(await idsOf({ limit: 1, page: 2 }), [all.lost?.[1]?.lostMessageId]);
  });

  it('are put back once, go before what came later about the same MRN, and are on the audit trail of their case', async () => {
    const conversationId = await lose(1);
    await lose(2);
    await send(3);
    const asked = { component: 'sample', subscriber: 'taker' };
    const ids = await idsOf();
    const reply = await ask('replayLostMessages', asked);
    assert.deepEqual(reply, { lostMessageId: ids, count: 2, more: false });
    assert.deepEqual(await ask('replayLostMessages', asked), { count: 0, more: false });
    assert.deepEqual(await ask('replayLostMessages', { lostMessageId: ids }), { skipped: ids, count: 0, more: false });
    assert.deepEqual(await dispatch(true), [1, 2, 3]);
    const records = await components.admin(
      `select component, outcome, reference, subject from portorium_audit.record
       where event = 'dead-letters.message.replay' and conversation_id = $1`,
      [conversationId],
    );
    assert.deepEqual(records, [
      { component: 'dead-letters', outcome: 'accepted', reference: mrn, subject: 'somebody' },
    ]);
  });

  it('say how often they were put back, when they are lost again', async () => {
    await lose(1);
    await ask('replayLostMessages', { lostMessageId: await idsOf() });
    await dispatch(false);
    const { lost = [] } = await ask('listLostMessages', {});
    assert.deepEqual(
      lost.map(({ replays, attempts }) => [replays, attempts]),
      [[1, 1]],
    );
  });

  it('are closed with a reason, kept as closed, counted no more, and not put back', async () => {
    await lose(1);
    const [id = ''] = await idsOf();
    const counted = async () => (await queuesOf(store)('taker')()).deadLetters;
    assert.equal(await counted(), 1);
    const request = { lostMessageId: [id, 'sample:999999'], reason: 'Done by telephone.' };
    const reply = await ask('closeLostMessages', request);
    assert.deepEqual(reply, { lostMessageId: [id], skipped: ['sample:999999'], count: 1 });
    assert.equal((await ask('closeLostMessages', { ...request, reason: 'Another.' })).count, 0);
    assert.equal(await counted(), 0);
    assert.equal((await ask('replayLostMessages', { lostMessageId: [id] })).count, 0);
    assert.deepEqual(await idsOf(), []);
    const { lost = [] } = await ask('listLostMessages', { closed: true });
    assert.deepEqual(
      lost.map(({ closeReason, closedBy }) => [closeReason, closedBy]),
      [['Done by telephone.', 'somebody']],
    );
  });

  it('are put back by name or by queue, not by both or neither', async () => {
    for (const request of [{}, { component: 'sample' }, { component: 'sample', lostMessageId: ['sample:1'] }])
      await assert.rejects(ask('replayLostMessages', request), { code: 'LOST_MESSAGES_UNCLEAR' });
  });

  it('are seen by support and auditors, and changed by operators alone', async () => {
    for (const profile of ['support', 'auditor']) assert.equal((await ask('listLostMessages', {}, profile)).total, 0);
    const refused = { code: 'CALLER_NOT_ADMITTED' };
    for (const profile of ['security-officer', 'service-owner'])
      await assert.rejects(ask('listLostMessages', {}, profile), refused);
    for (const profile of ['support', 'auditor', 'security-officer', 'service-owner']) {
      const lostMessageId = ['sample:1'];
      await assert.rejects(ask('replayLostMessages', { lostMessageId }, profile), refused);
      await assert.rejects(ask('closeLostMessages', { lostMessageId, reason: 'Why not.' }, profile), refused);
    }
  });
});
