import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { discoverContracts } from '../../reference-architecture/catalogue/discover.ts';
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

interface Approval {
  readonly approvalId: string;
  readonly state: string;
  readonly proposedBy: string;
  readonly decidedBy?: string;
}
interface Change {
  readonly platform: string;
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  readonly approvalId?: string;
}

const person = (subject: string, profile: string): Caller => ({
  ...{ circle: 'administrators', party: subject, profiles: [profile], subject },
});
const operator = person('operator-1', 'operator');
const officer = person('officer-1', 'security-officer');
const dangerousSetting = ['PORTORIUM_REVOCATION', 'PORTORIUM_TLS_MIN_VERSION'];
const oldTls = { name: 'PORTORIUM_TLS_MIN_VERSION', value: 'TLSv1.2' };

describe('governance', () => {
  let components: TestComponents;
  let host: Host;
  before(async () => {
    components = await testComponents([
      { name: 'governance', outbox: true, migrationsDirectory: join(import.meta.dirname, 'storage', 'migrations') },
    ]);
    const root = join(import.meta.dirname, '../..');
    host = await startHost({
      modules: [application],
      catalogue: (await discoverContracts(root)).map(({ contract }) => contract),
      poolOf: components.poolOf,
      remoteOf: () => {
        throw new Error('alone');
      },
      codeLists: { has: () => false } as unknown as CodeLists,
      settings: { screeningTimeoutMs: 1, demonstrationAccounts: false },
      clock: systemClock,
      log: silentLogger(),
      metricsOf: createMetrics,
    });
  });
  after(async () => {
    await host.stop();
    await components.drop();
  });

  const ask = async <Reply>(operation: string, request: unknown, caller = operator): Promise<Reply> =>
    (await host.dispatch(
      `governance.${operation}`,
      request,
      sampleCall({ caller, via: 'shared-services', deadlineAtMs: Date.now() + 5000 }),
      'shared-services',
    )) as Reply;
  const report = async (setting: readonly { name: string; value: string }[], platform: 'ccn2ng' | 'cdco' = 'ccn2ng') =>
    (await host.dispatch(
      'governance.reportConfiguration',
      { ...(setting.length === 0 ? {} : { setting }), dangerousSetting },
      ownCall(platform, Date.now() + 5000),
      platform,
    )) as { readonly unapproved?: readonly string[] };
  const changes = async (): Promise<readonly Change[]> =>
    (await ask<{ change?: Change[] }>('listConfigurationChanges', {})).change ?? [];
  const propose = (value: string, caller = operator) =>
    ask<Approval>('proposeConfiguration', { ...oldTls, value, reason: 'A Member State cannot do better.' }, caller);
  const decide = (approvalId: string, decision: string, caller: Caller) =>
    ask<Approval>('decideConfiguration', { approvalId, decision, reason: 'Looked at.' }, caller);

  it('has every service of the platform in its register, with its owner and who may use it', async () => {
    const { service } = await ask<{
      service: { application: string; service: string; owner: string; consumer: object[] }[];
    }>('listServices', {});
    const entry = service.find(
      ({ application: of, service: name }) => of === 'entry' && name === 'EntrySummaryDeclaration',
    );
    assert.ok(entry !== undefined, JSON.stringify(service.map((one) => `${one.application}.${one.service}`)));
    assert.ok(entry.owner.length > 0);
    assert.ok(service.every(({ consumer }) => consumer.length > 0));
  });

  it('keeps each change of a setting, once, and none where nothing has changed', async () => {
    const level = { name: 'PORTORIUM_LOG_LEVEL', value: 'debug' };
    for (let count = 0; count < 2; count += 1) assert.deepEqual(await report([level]), {});
    await report([{ ...level, value: 'warn' }]);
    await report([]);
    const seen = (await changes()).map(({ platform, name, before, after }) => [platform, name, before, after]);
    assert.deepEqual(seen, [
      ['ccn2ng', 'PORTORIUM_LOG_LEVEL', 'warn', undefined],
      ['ccn2ng', 'PORTORIUM_LOG_LEVEL', 'debug', 'warn'],
      ['ccn2ng', 'PORTORIUM_LOG_LEVEL', undefined, 'debug'],
    ]);
  });

  it('says which dangerous settings nobody has agreed to, until another person agrees', async () => {
    assert.deepEqual(await report([oldTls]), { unapproved: [oldTls.name] });
    const { approvalId, state } = await propose('TLSv1.2');
    assert.equal(state, 'proposed');
    assert.equal((await propose('TLSv1.2', officer)).approvalId, approvalId, 'what is proposed is not proposed again');
    assert.deepEqual(await report([oldTls]), { unapproved: [oldTls.name] });
    await assert.rejects(decide(approvalId, 'approved', operator), { code: 'APPROVAL_SAME_PERSON' });
    const agreed = await decide(approvalId, 'approved', officer);
    assert.deepEqual([agreed.state, agreed.decidedBy], ['approved', 'officer-1']);
    assert.deepEqual(await decide(approvalId, 'approved', officer), agreed, 'a repetition has no effect');
    await assert.rejects(decide(approvalId, 'rejected', officer), { code: 'APPROVAL_DECIDED' });
    assert.deepEqual(await report([oldTls]), {});
    assert.deepEqual(await report([oldTls], 'cdco'), {});
    const [newest] = await changes();
    assert.deepEqual([newest?.platform, newest?.approvalId], ['cdco', approvalId]);
    const { setting } = await ask<{ setting: { name: string; approved: boolean }[] }>('listConfiguration', {});
    assert.ok(setting.some(({ name, approved }) => name === oldTls.name && approved));
  });

  it('agrees to a value and no other, and takes it back when anybody who decides says so', async () => {
    assert.deepEqual(await report([{ ...oldTls, value: 'TLSv1.1' }]), { unapproved: [oldTls.name] });
    const { approvalId } = await propose('TLSv1.2');
    await decide(approvalId, 'withdrawn', operator);
    assert.deepEqual(await report([oldTls]), { unapproved: [oldTls.name] });
    await assert.rejects(decide(approvalId, 'approved', officer), { code: 'APPROVAL_DECIDED' });
  });

  it('refuses what it does not know, and who may not', async () => {
    const unknown = { name: 'PORTORIUM_LOG_LEVEL', value: 'debug', reason: 'x' };
    await assert.rejects(ask('proposeConfiguration', unknown), { code: 'SETTING_UNKNOWN' });
    await assert.rejects(decide('019aa5a2-7c1e-7000-8000-000000000001', 'approved', officer), {
      code: 'APPROVAL_UNKNOWN',
    });
    const auditor = person('auditor-1', 'auditor');
    await assert.rejects(ask('proposeConfiguration', { ...oldTls, reason: 'x' }, auditor), {
      code: 'CALLER_NOT_ADMITTED',
    });
  });

  it('leaves a record of each step', async () => {
    const rows = await components.admin<{ event: string; outcome: string; count: string }>(
      `select event, outcome, count(*) from portorium_audit.record where event like 'governance.approval.%'
       group by 1, 2 order by 1, 2`,
    );
    const told = rows.map(({ event, outcome }) => `${event} ${outcome}`);
    for (const one of ['decide accepted', 'decide done', 'decide refused', 'propose accepted', 'propose done'])
      assert.ok(told.includes(`governance.approval.${one}`), one);
  });
});
