import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Caller } from '../kit/call.ts';
import { systemClock } from '../kit/clock.ts';
import { type Host, startHost } from '../kit/host/host.ts';
import { silentLogger } from '../kit/logging.ts';
import { createMetrics } from '../kit/metrics.ts';
import { ownCall } from '../kit/rpc/own-call.ts';
import { type TestComponents, testComponents } from '../kit/test-support/components.ts';
import { sampleCall } from '../kit/test-support/samples.ts';
import type { CodeLists } from '../reference-data/lookup.ts';
import application from './application.ts';
import { contract } from './contract.ts';

interface Found {
  readonly line?: readonly {
    readonly id: string;
    readonly platform: string;
    readonly level: string;
    readonly message: string;
    readonly reference?: string;
    readonly content: string;
  }[];
  readonly more: boolean;
  readonly gaps: boolean;
}

const operator: Caller = { circle: 'administrators', party: 'operator-1', profiles: ['operator'], subject: 'sub' };
const maxCharacters = 8000;
let minutes = 0;
const lineOf = (msg: string, more: Record<string, unknown> = {}): string => {
  minutes += 1;
  const time = new Date(Date.UTC(2026, 10, 21, 8, minutes)).toISOString();
  return JSON.stringify({ level: 'info', time, msg, ...more });
};

describe('logging', () => {
  let components: TestComponents;
  let host: Host;
  let batch = 0;
  before(async () => {
    components = await testComponents([
      { name: 'logging', outbox: true, migrationsDirectory: join(import.meta.dirname, 'storage', 'migrations') },
    ]);
    host = await startHost({
      modules: [application],
      catalogue: [contract],
      poolOf: components.poolOf,
      remoteOf: () => {
        throw new Error('alone');
      },
      codeLists: { has: () => false } as unknown as CodeLists,
      settings: { screeningTimeoutMs: 1, demonstrationAccounts: false, logStoreCharacters: maxCharacters },
      clock: systemClock,
      log: silentLogger(),
      metricsOf: createMetrics,
    });
  });
  after(async () => {
    await host.stop();
    await components.drop();
  });

  const append = (
    line: readonly string[],
    more: { readonly batch?: number; readonly dropped?: number; readonly instance?: string } = {},
    platform: 'speed2ng' | 'cdco' = 'speed2ng',
  ) => {
    batch += 1;
    const request = { instance: 'one', batch, dropped: 0, ...(line.length === 0 ? {} : { line }), ...more };
    return host.dispatch('logging.appendLogLines', request, ownCall(platform, Date.now() + 5000), platform);
  };
  const ask = async <Reply>(operation: string, request: unknown, caller = operator): Promise<Reply> =>
    (await host.dispatch(
      `logging.${operation}`,
      request,
      sampleCall({ caller, via: 'shared-services', deadlineAtMs: Date.now() + 5000 }),
      'shared-services',
    )) as Reply;
  const search = (wanted: Record<string, unknown> = {}) => ask<Found>('searchLogs', wanted);
  const messagesOf = ({ line = [] }: Found) => line.map(({ message }) => message);

  it('finds lines by platform, level, conversation, reference, partner, time and words, the newest first', async () => {
    await append([
      lineOf('first', { conversationId: 'c-1', reference: '26BE1', partner: 'BE0000000001' }),
      lineOf('second', { level: 'error', conversationId: 'c-1', LRN: 'LRN-7' }),
      lineOf('third', { conversationId: 'c-2', detail: '100% of A_B' }),
    ]);
    await append([lineOf('fourth', { level: 'warn' })], {}, 'cdco');
    assert.deepEqual(messagesOf(await search()), ['fourth', 'third', 'second', 'first']);
    const expected: [Record<string, unknown>, string[]][] = [
      [{ platform: 'cdco' }, ['fourth']],
      [{ level: 'warn' }, ['fourth', 'second']],
      [{ conversationId: 'c-1' }, ['second', 'first']],
      [{ reference: 'LRN-7' }, ['second']],
      [{ partner: 'BE0000000001' }, ['first']],
      [{ contains: '100% OF a_b' }, ['third']],
      [{ contains: '%' }, ['third']],
      [{ from: '2026-11-21T08:02:00Z', to: '2026-11-21T08:03:00Z' }, ['second']],
      [{ conversationId: 'c-1', level: 'error', contains: 'nothing like it' }, []],
    ];
    for (const [wanted, messages] of expected) assert.deepEqual(messagesOf(await search(wanted)), messages);
  });

  it('answers page by page', async () => {
    const first = await search({ limit: 3 });
    assert.deepEqual([messagesOf(first), first.more], [['fourth', 'third', 'second'], true]);
    const next = await search({ limit: 3, before: first.line?.at(-1)?.id });
    assert.deepEqual([messagesOf(next), next.more], [['first'], false]);
  });

  it('takes a batch once, however often it comes', async () => {
    const again = { batch: 100, instance: 'again' };
    const line = [lineOf('told once')];
    assert.deepEqual([await append(line, again), await append(line, again)], [{ taken: 1 }, { taken: 0 }]);
    assert.equal(messagesOf(await search({ contains: 'told once' })).length, 1);
  });

  it('files a line under the platform that brought it, whatever it says', async () => {
    await append([lineOf('a liar', { platform: 'uumds' })]);
    assert.deepEqual(
      (await search({ contains: 'a liar' })).line?.map(({ platform }) => platform),
      ['speed2ng'],
    );
  });

  it('shows gaps, and texts that are no lines of ours among them', async () => {
    assert.equal((await search()).gaps, false);
    await append(['{"not":"a line"}', 'nor this', lineOf('but this')], { dropped: 5, instance: 'gaps' });
    assert.equal((await search()).gaps, true);
    const { source } = await ask<{ source: { instance: string; lines: number; dropped: number }[] }>(
      'consultLogStore',
      {},
    );
    const told = source.find(({ instance }) => instance === 'gaps');
    assert.deepEqual([told?.lines, told?.dropped], [1, 7]);
  });

  it('keeps no more than its bound: the oldest go', async () => {
    const long = 'x'.repeat(500);
    for (let count = 0; count < 40; count += 1) await append([lineOf(`round ${count}`, { long })]);
    const { line = [] } = await search({ limit: 500 });
    const characters = line.reduce((sum, { content }) => sum + content.length, 0);
    assert.ok(characters <= maxCharacters + 8 * 700, `${characters} are kept`);
    assert.ok(characters > maxCharacters / 2, `${characters} are kept`);
    assert.deepEqual(messagesOf({ line, more: false, gaps: false }).slice(0, 2), ['round 39', 'round 38']);
    assert.deepEqual(messagesOf(await search({ conversationId: 'c-1' })), []);
    const store = await ask<{ limitCharacters: number; bytes: number; oldestAt: string }>('consultLogStore', {});
    assert.equal(store.limitCharacters, maxCharacters);
    assert.ok(store.bytes > 0 && store.oldestAt > '2026-11-21T08:04:00Z');
  });

  it('is for those who keep the platform running; platforms alone hand lines on', async () => {
    for (const profile of ['auditor', 'declarant'])
      await assert.rejects(ask('searchLogs', {}, { ...operator, profiles: [profile] }), {
        code: 'CALLER_NOT_ADMITTED',
      });
    await assert.rejects(ask('appendLogLines', { instance: 'x', batch: 1, dropped: 0 }), {
      code: 'CALLER_NOT_ADMITTED',
    });
  });
});
