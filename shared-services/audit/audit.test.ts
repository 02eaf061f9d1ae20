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
import { testSigner } from './test-support/log.ts';
import { verifiesInBrowser } from './test-support/web-crypto.ts';

interface Trail {
  readonly record?: readonly { readonly reference?: string; readonly sealed: boolean; readonly event: string }[];
}

const auditor: Caller = { circle: 'administrators', party: 'auditor-1', profiles: ['auditor'], subject: 'sub' };
const { consultTrail, searchTrail, listEvents, proveChain, proveInclusion, proveConsistency, ...others } =
  contract.services.AuditTrail.operations;
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
      auditLog: { signer: testSigner(), witnesses: [] },
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
    await eventually('both sealed', async () => (await tell()).record?.every(({ sealed }) => sealed) === true, 20_000);
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
    await eventually('the seal', async () => (await sealed()) === true, 20_000);
  });

  it('proves the chain, and says where it breaks', async () => {
    await entry.audit(sampleRecord({ conversationId: 'proof', reference: 'tampered' }));
    await eventually('sealed', async () => {
      const trail = await ask<Trail>('consultTrail', { conversationId: 'proof' });
      return trail.record?.[0]?.sealed === true;
    });
    const whole = await ask<{ holds: boolean; records: number; checkpoints: number }>('proveChain', {});
    assert.equal(whole.holds, true);
    assert.ok(whole.records >= 1 && whole.checkpoints >= 1);
    assert.deepEqual(faultsIn(proveChain.reply, whole), []);
    await components.admin(
      `set session_replication_role = replica; update portorium_audit.record set party = 'x' where reference = 'tampered'; set session_replication_role = origin`,
    );
    const broken = await ask<{ holds: boolean; reason: string }>('proveChain', {});
    assert.deepEqual([broken.holds, broken.reason], [false, 'a record was changed']);
    assert.deepEqual(faultsIn(proveChain.reply, broken), []);
    await components.admin(
      `set session_replication_role = replica; update portorium_audit.record set party = 'sample' where reference = 'tampered'; set session_replication_role = origin`,
    );
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

  interface Found {
    readonly record?: readonly { readonly position: string; readonly reference?: string; readonly sealed: boolean }[];
    readonly next?: string;
    readonly total: number;
    readonly totalIsMore: boolean;
    readonly byOutcome?: readonly { readonly outcome: string; readonly records: number }[];
  }
  const search = async (query: object) => {
    const found = await ask<Found>('searchTrail', query);
    assert.deepEqual(faultsIn(searchTrail.reply, found), []);
    return found;
  };

  it('finds records by what auditors know, newest first, a page at a time, with counts', async () => {
    const sinceMs = Date.now() - 60_000;
    for (const number of [1, 2, 3, 4, 5])
      await entry.audit(
        sampleRecord({
          reference: `found-${number}`,
          party: 'BE0000000077',
          event: 'entry.found',
          ...(number > 3 ? { outcome: 'refused', refusalCode: 'ENTRY_FOUND' } : {}),
        }),
      );
    const party = { party: 'BE0000000077', fromMs: sinceMs, toMs: Date.now() + 60_000 };
    const first = await search({ ...party, limit: 2 });
    assert.deepEqual(
      first.record?.map(({ reference }) => reference),
      ['found-5', 'found-4'],
    );
    assert.deepEqual([first.total, first.totalIsMore], [5, false]);
    assert.deepEqual(first.byOutcome, [
      { outcome: 'accepted', records: 3 },
      { outcome: 'refused', records: 2 },
    ]);
    const second = await search({ ...party, limit: 3, before: first.next });
    assert.deepEqual([second.record?.length, second.next], [3, undefined]);
    const total = async (query: object) => (await search(query)).total;
    assert.equal(await total({ refusalCode: 'ENTRY_FOUND' }), 2);
    assert.equal(await total({ reference: 'found-1' }), 1);
    assert.equal(await total({ event: 'entry.found', component: 'entry', outcome: 'accepted', circle: 'central' }), 3);
    assert.equal(await total({ ...party, toMs: sinceMs }), 0);
    await eventually('all sealed', async () => (await search(party)).record?.every(({ sealed }) => sealed) === true);
    assert.equal(await total({ ...party, fromMs: Date.now() + 60_000 }), 0);
    assert.equal(await total(party), 5);
  });

  it('gives proofs that a page verifies with WebCrypto alone, until somebody changes the record', async () => {
    for (let count = 0; count < 5; count += 1) await entry.audit(sampleRecord({ reference: `proof-${count}` }));
    await eventually('sealed', async () => (await search({ reference: 'proof-4' })).record?.[0]?.sealed === true);
    const position = (await search({ reference: 'proof-2' })).record![0]!.position;
    const proof = () => ask<Parameters<typeof verifiesInBrowser>[0]>('proveInclusion', { position });
    const given = await proof();
    assert.deepEqual(faultsIn(proveInclusion.reply, given), []);
    assert.equal(await verifiesInBrowser(given), true);
    assert.match(given.leaf, /"reference":"proof-2"/);
    const tamper = (party: string) =>
      components.admin(
        `set session_replication_role = replica; update portorium_audit.record set party = '${party}' where reference = 'proof-2'; set session_replication_role = origin`,
      );
    await tamper('x');
    assert.equal(await verifiesInBrowser(await proof()), false);
    await tamper('sample');
    await assert.rejects(ask('proveInclusion', { position: '1-1' }), { code: 'AUDIT_RECORD_UNKNOWN' });
    await assert.rejects(ask('proveInclusion', { position, treeSize: 1_000_000 }), { code: 'AUDIT_SIZE_UNKNOWN' });
  });

  it('tells checkpoints, how the log stands, and that nothing before was changed', async () => {
    await entry.audit(sampleRecord({ reference: 'one more' }));
    await eventually('sealed', async () => (await search({ reference: 'one more' })).record?.[0]?.sealed === true);
    const list = await ask<{ checkpoint: { treeSize: number }[]; total: number }>('listCheckpoints', { limit: 2 });
    assert.deepEqual(faultsIn(others.listCheckpoints.reply, list), []);
    assert.equal(list.checkpoint.length, 2);
    const [newest, earlier] = list.checkpoint;
    const state = await ask<{ checkpoint: { treeSize: number } }>('consultCheckpoint', { treeSize: newest!.treeSize });
    assert.deepEqual(faultsIn(others.consultCheckpoint.reply, state), []);
    const sizes = { fromSize: earlier!.treeSize, toSize: newest!.treeSize };
    const proof = await ask<{ path: readonly string[] }>('proveConsistency', sizes);
    assert.deepEqual(faultsIn(proveConsistency.reply, proof), []);
    const page = await ask<{ line: readonly string[] }>('exportTrail', { limit: 5000 });
    assert.deepEqual(faultsIn(others.exportTrail.reply, page), []);
    assert.match(page.line.at(-1)!, /^\{"end":\{"leaves":\d+\}\}$/);
    await assert.rejects(ask('exportTrail', {}, { ...auditor, profiles: ['operator'] }), {
      code: 'CALLER_NOT_ADMITTED',
    });
  });

  it('tells every event that may be searched for', async () => {
    const list = await ask<{ auditEvent: readonly { event: string; personalData: boolean }[] }>('listEvents', {});
    assert.deepEqual(faultsIn(listEvents.reply, list), []);
    assert.ok(list.auditEvent.some(({ event, personalData }) => event === 'audit.trail.search' && personalData));
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
}).timeout(120_000);
