import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import type { DraftSummary } from './life-of-profiles.ts';
import { createLiveEngine, type LiveEngine } from './live-engine.ts';
import { replay } from './replay.ts';
import { putProfiles, storeOf } from './storage/sealed.test-support.ts';

const gnomes = { consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }] } };
const subject = { declaration: gnomes, procedure: 'entry', specificCircumstance: 'F10' };
const onDate = '2026-11-21';

const definition = {
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } } },
  reason: 'Gnomes.',
};

const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;
const ann = { ...expert, party: 'BE', subject: 'expert-1' };
const bob = { ...expert, party: 'DE', subject: 'expert-2' };
const cleo = { ...expert, party: 'FR', subject: 'expert-3' };

const wishOf = (reference: string, more: object = {}) => ({
  reference,
  profileId: 'GNOME-1',
  definition: JSON.stringify({ ...definition, ...more }),
  reason: 'Gnomes are coming.',
});

/** Until it holds, within ten seconds: others work on two cores, too. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await holds()) return;
    await wait(100);
  }
  assert.fail('it never came to hold');
};

describe('the life of a risk profile', () => {
  let running: TestApplication;
  let another: LiveEngine;
  let asked = 0;

  const draft = (wish: object, as = ann) => running.ask<DraftSummary>('draftProfile', wish, as);
  const approve = (draftId: string, as = bob, more: object = {}) =>
    running.ask<DraftSummary>('approveProfile', { draftId, reason: 'Agreed.', ...more }, as);
  const reject = (draftId: string, as = bob) =>
    running.ask<DraftSummary>('rejectProfile', { draftId, reason: 'No.' }, as);
  const retire = (profileId: string, more: object = {}) =>
    running.ask<{ inactiveAt: string }>('retireProfile', { profileId, reason: 'Gone.', ...more }, cleo);
  const consult = (draftId: string) =>
    running.ask<DraftSummary & { history: { what: string; subject: string; reason: string }[] }>(
      'consultDraft',
      { draftId },
      ann,
    );
  const assess = () => {
    asked += 1;
    const reference = `LIFE-${asked}`;
    const message = {
      reference,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate,
      declaration: gnomes,
    };
    return running.ask<Assessment>('assess', message);
  };
  const versions = (hits: Assessment['hits'] = []) => hits.map((one) => `${one.profileId}/${one.profileVersion}`);
  const here = async () => versions((await assess()).hits);
  const there = () => versions(another.current().assess(subject, onDate) as Assessment['hits']);
  /** The other says when it knows of the switch; the application, which looks once a second, is given time for two looks. */
  const known = async (instant: string) => {
    const atMs = Date.parse(instant);
    await until(() => another.nextSwitchMs() === atMs);
    await wait(2500);
  };

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
    const store = storeOf(running);
    another = createLiveEngine({ store, clock: running.clock, log: silentLogger(), seeds: [], pollEveryMs: 100 });
    await another.ready();
  });
  after(async () => {
    await another.stop();
    await running.stop();
  });

  it('goes from a draft to an end; two processes switch at the same instant, and what was assessed replays', async () => {
    const { draftId, state, profileVersion } = await draft(wishOf('LIFE-A'));
    assert.deepEqual([state, profileVersion], ['checked', 1]);
    const approved = await approve(draftId);
    const instantMs = Date.parse(approved.activeAt!);
    assert.equal(approved.state, 'approved');
    assert.ok(instantMs - running.clock.nowAt < 60_000);
    await known(approved.activeAt!);

    running.clock.nowAt = instantMs - 1;
    assert.deepEqual(there(), []);
    const before = await assess();
    assert.equal(before.hits, undefined);
    running.clock.nowAt = instantMs;
    assert.deepEqual(there(), ['GNOME-1/1']);
    const after = await assess();
    assert.deepEqual(versions(after.hits), ['GNOME-1/1']);
    assert.equal((await consult(draftId)).state, 'active');

    const { inactiveAt } = await retire('GNOME-1');
    await known(inactiveAt);
    assert.deepEqual([await here(), there()], [['GNOME-1/1'], ['GNOME-1/1']]);
    running.clock.nowAt = Date.parse(inactiveAt);
    assert.deepEqual([await here(), there()], [[], []]);

    const store = storeOf(running);
    assert.deepEqual(await replay(store, { ...before, onDate }, subject), []);
    assert.deepEqual(await replay(store, { ...after, onDate }, subject), after.hits);
    const told = await running.ask<{ versions: { activeAt: string; inactiveAt: string }[] }>(
      'consultProfile',
      { profileId: 'GNOME-1' },
      ann,
    );
    assert.deepEqual(
      told.versions.map((one) => [one.activeAt, one.inactiveAt]),
      [[approved.activeAt, inactiveAt]],
    );
    const { history, state: last } = await consult(draftId);
    assert.equal(last, 'retired');
    assert.deepEqual(
      history.map(({ what, subject: who }) => `${what} ${who}`),
      ['drafted expert-1', 'checked risk-analysis', 'approved expert-2', 'retired expert-3'],
    );
  });

  it('replaces a version by the next one at its instant', async () => {
    const first = await approve((await draft({ ...wishOf('NEXT-A'), profileId: 'NEXT-1' })).draftId);
    const second = await draft({ ...wishOf('NEXT-B', { riskLevel: 'high' }), profileId: 'NEXT-1' });
    assert.equal(second.profileVersion, 2);
    const { activeAt } = await approve(second.draftId, bob, { activeAt: '2026-11-21T09:00:00Z' });
    await known(first.activeAt!);
    running.clock.nowAt = Date.parse(activeAt!) - 1;
    assert.deepEqual([await here(), there()], [['NEXT-1/1'], ['NEXT-1/1']]);
    running.clock.nowAt = Date.parse(activeAt!);
    assert.deepEqual([await here(), there()], [['NEXT-1/2'], ['NEXT-1/2']]);
    assert.equal((await consult(first.draftId)).state, 'retired');
  });

  it('needs four eyes: nobody approves what they drafted, by whatever system', async () => {
    const { draftId } = await draft({ ...wishOf('EYES-1'), profileId: 'EYES-1' });
    await assert.rejects(approve(draftId, ann), { code: 'RISK_DRAFT_SAME_PERSON' });
    const official = { ...ann, actingOfficial: 'official-17' };
    await assert.rejects(approve(draftId, official), { code: 'RISK_DRAFT_SAME_PERSON' });
    const byOfficial = await draft({ ...wishOf('EYES-2'), profileId: 'EYES-2' }, official);
    const elsewhere = { ...bob, actingOfficial: 'official-17' };
    await assert.rejects(approve(byOfficial.draftId, elsewhere), { code: 'RISK_DRAFT_SAME_PERSON' });
    assert.equal((await consult(draftId)).state, 'checked');
    assert.deepEqual(await running.query(`select from profile where id like 'EYES-%'`), []);
  });

  it('is decided once, when two approve at once, and a repetition changes nothing', async () => {
    const { draftId } = await draft({ ...wishOf('RACE-1'), profileId: 'RACE-1' });
    const [one, other] = await Promise.allSettled([approve(draftId, bob), approve(draftId, cleo)]);
    const won = [one, other].filter(({ status }) => status === 'fulfilled');
    const lost = [one, other].find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    assert.equal(won.length, 1);
    assert.equal(lost.reason.code, 'RISK_DRAFT_DECIDED');
    assert.equal((await running.query(`select from profile where id = 'RACE-1'`)).length, 1);
    const winner = one.status === 'fulfilled' ? bob : cleo;
    assert.deepEqual(await approve(draftId, winner), (won[0] as PromiseFulfilledResult<DraftSummary>).value);
    await assert.rejects(reject(draftId), { code: 'RISK_DRAFT_DECIDED' });
  });

  it('makes one version of two drafts on the same version: the other is outdated', async () => {
    const [a, b] = await Promise.all(
      ['SAME-A', 'SAME-B'].map((reference) => draft({ ...wishOf(reference), profileId: 'SAME-1' })),
    );
    const results = await Promise.allSettled([approve(a!.draftId), approve(b!.draftId)]);
    const codes = results.map((one) => (one.status === 'fulfilled' ? 'approved' : one.reason.code)).sort();
    assert.deepEqual(codes, ['RISK_DRAFT_OUTDATED', 'approved']);
  });

  it('keeps one draft for a reference, and refuses another one under it', async () => {
    const wish = { ...wishOf('ONCE-1'), profileId: 'ONCE-1' };
    const made = await Promise.all(Array.from({ length: 6 }, () => draft(wish)));
    assert.equal(new Set(made.map(({ draftId }) => draftId)).size, 1);
    await assert.rejects(draft({ ...wish, reason: 'Another one.' }), { code: 'RISK_DRAFT_DIFFERS' });
    assert.equal((await reject(made[0]!.draftId, ann)).state, 'rejected');
    await assert.rejects(approve(made[0]!.draftId), { code: 'RISK_DRAFT_DECIDED' });
    await assert.rejects(approve('0199d3a0-0000-7000-8000-000000000001'), { code: 'RISK_DRAFT_UNKNOWN' });
    const { drafts } = await running.ask<{ drafts: DraftSummary[] }>('listDrafts', { state: 'rejected' }, bob);
    assert.deepEqual(
      drafts.map(({ reference }) => reference),
      ['ONCE-1'],
    );
  });

  it('does not begin for what is faulty: each fault is told with its place', async () => {
    const where = { element: 'commodity.colour', is: { eq: 'red' } };
    const faulty = { ...wishOf('FAULT-1', { condition: { some: 'item', where } }), profileId: 'FAULT-1' };
    await assert.rejects(draft(faulty), ({ code, faults }: { code: string; faults: { path: string[] }[] }) => {
      assert.equal(code, 'RISK_PROFILE_FAULTY');
      assert.deepEqual(faults[0]?.path, ['definition', 'condition', 'where', 'element']);
      return true;
    });
    assert.deepEqual(await running.query(`select from profile_draft where reference = 'FAULT-1'`), []);
  });

  it('ends for whole profiles, is brought forward but never put off', async () => {
    await approve((await draft({ ...wishOf('END-1'), profileId: 'END-1' })).draftId, bob, {
      activeAt: '2027-01-01T00:00:00Z',
    });
    const soon = await retire('END-1', { inactiveAt: '2027-06-01T00:00:00Z' });
    assert.equal(soon.inactiveAt, '2027-06-01T00:00:00Z');
    assert.deepEqual(await retire('END-1', { inactiveAt: '2027-07-01T00:00:00Z' }), soon);
    const sooner = await retire('END-1', { inactiveAt: '2027-02-01T00:00:00Z' });
    assert.equal(sooner.inactiveAt, '2027-02-01T00:00:00Z');
    await assert.rejects(retire('NOBODY-1'), { code: 'RISK_PROFILE_UNKNOWN' });
    await assert.rejects(retire('END-1', { inactiveAt: '2027-13-45T00:00:00Z' }), { code: 'MESSAGE_INVALID' });
  });

  it('is a history to which one can only add', async () => {
    for (const table of ['profile_draft', 'profile_draft_step', 'profile_retirement']) {
      const [column] = table === 'profile_draft' ? ['reason'] : ['why'];
      await assert.rejects(running.query(`update ${table} set ${column} = 'other'`), /never changed/);
      await assert.rejects(running.query(`delete from ${table}`), /never changed/);
    }
    const changed = running.query(`update profile set active_at = now() where id = 'END-1'`);
    await assert.rejects(changed, /never edited/);
    await assert.rejects(running.query(`update profile set inactive_at = null where id = 'END-1'`), /not opened again/);
  });

  it('may begin with what was exported, page by page', async () => {
    const filler = `insert into profile (id, version, valid_from, state, definition, reason)
      select 'PAGE-' || lpad(n::text, 3, '0'), 1, '2026-01-01', 'active', $1, 'many' from generate_series(1, 250) n`;
    await putProfiles(running, filler, [JSON.stringify(definition)]);
    type Page = {
      profiles: { profileId: string; profileVersion: number; definition: string; reason: string }[];
      next?: string;
    };
    const first = await running.ask<Page>('exportProfiles', {}, ann);
    assert.equal(first.profiles.length, 200);
    const second = await running.ask<Page>('exportProfiles', { after: first.next }, ann);
    assert.equal(second.next, undefined);
    const all = [...first.profiles, ...second.profiles];
    const ids = await running.query<{ id: string }>(`select distinct id from profile where id not in ('GNOME-1')`);
    assert.deepEqual(all.map(({ profileId }) => profileId).sort(), ids.map(({ id }) => id).sort());
    const { profileVersion, ...exported } = all.find(({ profileId }) => profileId.startsWith('SEED-'))!;
    const made = await draft({ ...exported, reference: 'IMPORT-1' });
    assert.deepEqual([made.state, made.profileVersion], ['checked', profileVersion + 1]);
  });

  it('is for risk experts of the trusted circle only', async () => {
    for (const as of [{ circle: 'untrusted', profile: 'risk-expert', via: 'speed2ng' } as const, {}]) {
      await assert.rejects(running.ask('listDrafts', {}, as), { code: 'CALLER_NOT_ADMITTED' });
      await assert.rejects(running.ask('draftProfile', wishOf('NO-1'), as), { code: 'CALLER_NOT_ADMITTED' });
    }
  });
});
