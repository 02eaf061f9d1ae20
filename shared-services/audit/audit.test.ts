import assert from 'node:assert/strict';
import type { Message } from '../../reference-architecture/contract/schema.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import type { Caller } from '../kit/call.ts';
import { systemClock } from '../kit/clock.ts';
import { type Host, startHost } from '../kit/host/host.ts';
import { silentLogger } from '../kit/logging.ts';
import { createMetrics } from '../kit/metrics.ts';
import { createStore, type Store } from '../kit/store/store.ts';
import { type TestComponents, testComponents } from '../kit/test-support/components.ts';
import { deferred, eventually, sampleCall, sampleRecord } from '../kit/test-support/samples.ts';
import type { CodeLists } from '../reference-data/lookup.ts';
import application from './application.ts';
import { contract } from './contract.ts';

interface Trail {
  readonly record?: readonly { readonly reference?: string; readonly sealed: boolean; readonly event: string }[];
}

const auditor: Caller = { circle: 'administrators', party: 'auditor-1', profiles: ['auditor'], subject: 'sub' };
const { consultTrail, proveChain } = contract.services.AuditTrail.operations;
const codeLists = { has: () => false } as unknown as CodeLists;
const faultsIn = (message: Message | undefined, content: unknown) =>
  compileValidator(message!, codeLists)(content, '2026-11-21');

describe('audit', () => {
  let components: TestComponents;
  let host: Host;
  let entry: Store;

  before(async () => {
    components = await testComponents([{ name: 'entry', outbox: true }]);
    host = await startHost({
      modules: [application],
      catalogue: [contract],
      poolOf: components.poolOf,
      remoteOf: () => {
        throw new Error('alone');
      },
      codeLists,
      settings: { screeningTimeoutMs: 1, demonstrationAccounts: false },
      clock: systemClock,
      log: silentLogger(),
      metricsOf: createMetrics,
    });
    entry = createStore({ component: 'entry', pool: components.poolOf('entry'), log: silentLogger() });
  });
  after(async () => {
    await host.stop();
    await components.drop();
  });

  const ask = async <Reply>(operation: string, request: unknown, caller = auditor): Promise<Reply> =>
    (await host.dispatch(
      `audit.${operation}`,
      request,
      sampleCall({ caller, via: 'shared-services', deadlineAtMs: Date.now() + 5000 }),
      'shared-services',
    )) as Reply;

  it('tells the records of one conversation, in their order, sealed within a second', async () => {
    const full = {
      conversationId: 'ours',
      reference: '26BE00000000001ST7',
      refusalCode: 'ENTRY_LRN_USED',
      contentSha256: 'a'.repeat(64),
      subject: 'invented-air-express',
    };
    await entry.audit(sampleRecord({ ...full, event: 'first' }));
    await entry.audit(sampleRecord({ conversationId: 'theirs' }));
    await entry.audit(sampleRecord({ conversationId: 'ours', event: 'second' }));
    const tell = () => ask<Trail>('consultTrail', { conversationId: 'ours' });
    await eventually('both sealed', async () => (await tell()).record?.every(({ sealed }) => sealed) === true, 3000);
    const trail = await tell();
    assert.deepEqual(
      trail.record?.map(({ event, reference }) => [event, reference]),
      [
        ['first', full.reference],
        ['second', undefined],
      ],
    );
    assert.deepEqual(faultsIn(consultTrail.reply, trail), []);
  });

  it('a conversation that nobody had has no records', async () => {
    const trail = await ask<Trail>('consultTrail', { conversationId: 'nobody’s' });
    assert.deepEqual(trail, {});
    assert.deepEqual(faultsIn(consultTrail.reply, trail), []);
  });

  it('a record is not said to be sealed before it is', async () => {
    const open = deferred();
    const begun = deferred();
    // Nothing is sealed while an earlier transaction may still write.
    const earlier = entry.transaction(async (transaction) => {
      await transaction.query('select pg_current_xact_id()');
      begun.resolve();
      await open.promise;
    });
    await begun.promise;
    await entry.audit(sampleRecord({ conversationId: 'fresh' }));
    const sealed = async () => (await ask<Trail>('consultTrail', { conversationId: 'fresh' })).record?.[0]?.sealed;
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(await sealed(), false);
    open.resolve();
    await earlier;
    await eventually('the seal', async () => (await sealed()) === true);
  });

  it('proves the chain, and says where it breaks', async () => {
    await entry.audit(sampleRecord({ conversationId: 'proof', reference: 'tampered' }));
    await eventually('sealed', async () => {
      const trail = await ask<Trail>('consultTrail', { conversationId: 'proof' });
      return trail.record?.[0]?.sealed === true;
    });
    const whole = await ask<{ holds: boolean; blocks: number }>('proveChain', {});
    assert.equal(whole.holds, true);
    assert.ok(whole.blocks >= 1);
    assert.deepEqual(faultsIn(proveChain.reply, whole), []);
    await components.admin(
      `set session_replication_role = replica; update portorium_audit.record set party = 'x' where reference = 'tampered'; set session_replication_role = origin`,
    );
    const broken = await ask<{ holds: boolean; reason: string }>('proveChain', {});
    assert.deepEqual([broken.holds, broken.reason], [false, 'a record was changed']);
    assert.deepEqual(faultsIn(proveChain.reply, broken), []);
  });

  it('tells a gateway the first acceptance of its own callers’ messages, and of nobody else’s', async () => {
    const acceptances = (gateway: 'speed2ng' | 'ccn2ng', party: string, messageId: readonly string[]) =>
      host.dispatch(
        'audit.listAcceptances',
        { party, messageId },
        sampleCall({
          caller: { circle: 'central', party: gateway, profiles: [gateway], subject: gateway },
          via: gateway,
          deadlineAtMs: Date.now() + 5000,
        }),
        gateway,
      ) as Promise<{ acceptance?: readonly { messageId: string; conversationId: string; event: string }[] }>;
    const ours = { circle: 'untrusted', party: 'BE1', messageId: 'BE1/file/1', event: 'entry.file' } as const;
    await entry.audit(sampleRecord({ ...ours, outcome: 'refused', conversationId: 'refused' }));
    // Of two that came at once, the one that had the effect may have been recorded later.
    await entry.audit(sampleRecord({ ...ours, outcome: 'done', conversationId: 'the other' }));
    await entry.audit(
      sampleRecord({ ...ours, outcome: 'accepted', conversationId: 'first', contentSha256: 'a'.repeat(64) }),
    );
    await entry.audit(sampleRecord({ ...ours, outcome: 'done', conversationId: 'again' }));
    await entry.audit(
      sampleRecord({ ...ours, circle: 'trusted', party: 'BE', outcome: 'accepted', messageId: 'BE/file/1' }),
    );
    const found = await acceptances('speed2ng', 'BE1', ['BE1/file/1', 'BE1/file/2']);
    assert.deepEqual(
      found.acceptance?.map(({ messageId, conversationId }) => [messageId, conversationId]),
      [['BE1/file/1', 'first']],
    );
    assert.deepEqual(faultsIn(contract.services.Acceptances.operations.listAcceptances.reply, found), []);
    assert.deepEqual(await acceptances('speed2ng', 'BE2', ['BE1/file/1']), {});
    assert.deepEqual(await acceptances('ccn2ng', 'BE1', ['BE1/file/1']), {}, 'of the other circle');
    assert.equal((await acceptances('ccn2ng', 'BE', ['BE/file/1'])).acceptance?.length, 1);
    assert.deepEqual(await acceptances('speed2ng', 'BE', ['BE/file/1']), {});
  });

  it('is for auditors and operators, and whoever reads is recorded', async () => {
    await assert.rejects(ask('consultTrail', { conversationId: 'ours' }, { ...auditor, profiles: ['declarant'] }), {
      code: 'CALLER_NOT_ADMITTED',
    });
    const [row] = await components.admin<{ party: string; personal_data: boolean }>(
      `select party, personal_data from portorium_audit.record where event = 'audit.trail.consult' and outcome = 'done' limit 1`,
    );
    assert.deepEqual(row, { party: 'auditor-1', personal_data: true });
  });
}).timeout(30_000);
