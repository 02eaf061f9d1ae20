import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import application from './application.ts';
import type { DraftSummary } from './life-of-profiles.ts';

const child = fileURLToPath(new URL('./activation.child.ts', import.meta.url));
const gnomes = { consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }] } };

const definition = {
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } } },
  reason: 'Gnomes.',
};

interface Watcher {
  readonly process: ChildProcess;
  /** Each change of the answer: between which two instants, and what it is since. */
  readonly changes: () => readonly { readonly afterMs: number; readonly byMs: number; readonly hits: string }[];
}

const watch = (connectionString: string): Watcher => {
  const process_ = spawn(process.execPath, [child, connectionString, JSON.stringify(gnomes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  process_.stdout.on('data', (bytes: Buffer) => {
    printed += bytes.toString();
  });
  const changeOf = (line: string) => {
    const [afterMs, byMs, hits = ''] = line.split(' ');
    return { afterMs: Number(afterMs), byMs: Number(byMs), hits };
  };
  return { process: process_, changes: () => printed.split('\n').slice(0, -1).map(changeOf) };
};

describe('an approved profile, in two processes of the operating system over one database', () => {
  const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;
  let running: TestApplication;
  let watchers: readonly Watcher[] = [];

  const ask = <Reply>(operation: string, request: object, subject: string) =>
    running.ask<Reply>(operation, request, { ...expert, party: subject === 'expert-1' ? 'BE' : 'DE', subject });
  const everyoneSaid = (count: number) =>
    eventually(`change ${count} of the answers`, async () =>
      watchers.every(({ changes }) => changes().length >= count),
    );
  /** The nth change lies around the instant, to the millisecond, in each of them. */
  const assertChanged = (nth: number, instantMs: number, hits: string) => {
    for (const { changes } of watchers) {
      const change = changes()[nth]!;
      assert.equal(change.hits, hits);
      assert.ok(change.afterMs <= instantMs && instantMs <= change.byMs, JSON.stringify({ change, instantMs }));
    }
  };

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
    watchers = [watch(running.connectionString), watch(running.connectionString)];
  });
  after(async () => {
    await Promise.all(
      watchers.map(async ({ process: one }) => {
        one.kill();
        await once(one, 'close');
      }),
    );
    await running.stop();
  });

  it('hits from the same instant on in both, within seconds; and so does its end', async () => {
    await everyoneSaid(1);
    running.clock.nowAt = Date.now();
    const wish = { reference: 'A', profileId: 'GNOME-1', definition: JSON.stringify(definition), reason: 'Gnomes.' };
    const { draftId } = await ask<DraftSummary>('draftProfile', wish, 'expert-1');
    const { activeAt } = await ask<DraftSummary>('approveProfile', { draftId, reason: 'Agreed.' }, 'expert-2');
    const activeMs = Date.parse(activeAt!);
    assert.ok(activeMs - running.clock.nowAt <= 6_000);
    await everyoneSaid(2);
    assertChanged(1, activeMs, 'GNOME-1');

    running.clock.nowAt = Date.now();
    const end = { profileId: 'GNOME-1', reason: 'Gone.' };
    const { inactiveAt } = await ask<{ inactiveAt: string }>('retireProfile', end, 'expert-1');
    await everyoneSaid(3);
    assertChanged(2, Date.parse(inactiveAt), '');
  });
});
