import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../../shared-services/kit/call.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import type { Definition } from './domain/profile.ts';
import type { Declared } from './domain/trials/declared.ts';
import { storeOf } from './storage/sealed.test-support.ts';
import { insertBacktest } from './storage/trials/backtests.ts';
import { blockOf, writeBlock } from './storage/trials/blocks.ts';
import { claimBacktest } from './storage/trials/running-backtests.ts';
import type { TrialReplyOf } from './trials/replies.ts';
import { runBacktest } from './trials/run-backtest.ts';

type Backtest = TrialReplyOf<'consultBacktest'>;
type ShadowRun = TrialReplyOf<'consultShadow'>;

const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;
const ann = { ...expert, party: 'EU', subject: 'expert-1' };
const bob = { ...expert, party: 'DE', subject: 'expert-2' };
const eve = { ...expert, party: 'FR', subject: 'expert-3' };
const reporter = { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' } as const;

const says = (word: string) => ({
  title: word,
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: [`*${word}*`] } } },
  reason: `It says ${word}.`,
});

const declarationOf = (word: string, office: string) => ({
  customsOfficeOfFirstEntry: { referenceNumber: office },
  consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: `Garden ${word}` } }] },
});

const declared = (number: number, prefix: string): Declared => ({
  reference: `${prefix}-${number}`,
  procedure: 'entry',
  specificCircumstance: 'F10',
  onDate: number % 2 === 0 ? '2026-11-01' : '2026-11-02',
  declaration: declarationOf(number % 10 === 0 ? 'gnome' : 'hose', number % 20 === 0 ? 'BE000001' : 'DE000002'),
});

const until = async <T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> => {
  for (let turn = 0; turn < 600; turn += 1) {
    const seen = await look();
    if (holds(seen)) return seen;
    await wait(100);
  }
  return assert.fail('it never came to hold');
};

describe('trials of profiles', () => {
  let running: TestApplication;
  let drafted = 0;

  const draftOf = async (word: string, profileId = `TRY-${drafted}`) => {
    drafted += 1;
    const wish = {
      reference: `DRAFT-${drafted}`,
      profileId,
      definition: JSON.stringify(says(word)),
      reason: 'Try it.',
    };
    return running.ask<{ draftId: string; warnings?: string[] }>('draftProfile', wish, ann);
  };
  const fill = async (blocks: number, prefix: string) => {
    const store = storeOf(running);
    for (let block = 0; block < blocks; block += 1) {
      await writeBlock(
        store,
        await blockOf(Array.from({ length: 250 }, (_, one) => declared(block * 250 + one, prefix))),
      );
    }
  };
  const start = (message: object) => running.ask<Backtest>('startBacktest', { reason: 'To see.', ...message }, ann);
  const consult = (backtestId: string) => running.ask<Backtest>('consultBacktest', { backtestId }, ann);
  const ended = (backtestId: string) =>
    until(
      () => consult(backtestId),
      ({ state }) => !['waiting', 'running'].includes(state),
    );
  const assess = (reference: string, word: string, office = 'BE000001') =>
    running.ask<Assessment>('assess', {
      reference,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate: '2026-11-21',
      declaration: declarationOf(word, office),
    });

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
  });
  after(() => running.stop());

  it('hold a draft against all stored declarations, and tell hits, load, days and samples', async () => {
    await fill(4, 'A');
    const { draftId } = await draftOf('gnome');
    const begun = await start({ reference: 'BT-1', draftIds: [draftId] });
    assert.equal(begun.state, 'waiting');
    assert.equal((await start({ reference: 'BT-1', draftIds: [draftId] })).backtestId, begun.backtestId);
    const done = await ended(begun.backtestId);
    assert.equal(done.state, 'done');
    assert.deepEqual([done.declarationsDone, done.declarationsTotal, done.interruptions], [1000, 1000, 0]);
    const [figures] = done.figures!;
    assert.deepEqual([figures!.declarations, figures!.hits, figures!.hitShare], [1000, 100, '0.100000']);
    assert.deepEqual(figures!.offices, [
      { office: 'BE000001', hits: 50, perDay: '25.00', peak: 50, peakDay: '2026-11-01' },
      { office: 'DE000002', hits: 50, perDay: '25.00', peak: 50, peakDay: '2026-11-01' },
    ]);
    assert.deepEqual(figures!.days, [
      { day: '2026-11-01', declarations: 500, hits: 100 },
      { day: '2026-11-02', declarations: 500, hits: 0 },
    ]);
    assert.equal(figures!.samples!.length, 20);
    assert.deepEqual(figures!.samples![0]!.pointers, [
      '/consignmentMasterLevel/goodsItem/0/commodity/descriptionOfGoods',
    ]);
    const other = await draftOf('hose');
    const limited = await start({ reference: 'BT-2', draftIds: [draftId, other.draftId], fromDay: '2026-11-02' });
    const [ofGnomes, ofHoses] = (await ended(limited.backtestId)).figures!;
    assert.deepEqual([ofGnomes!.hits, ofHoses!.hits, ofHoses!.declarations], [0, 500, 500]);
    const { backtests } = await running.ask<{ backtests: Backtest[] }>('listBacktests', { draftId }, ann);
    assert.deepEqual(
      backtests.map(({ reference }) => reference),
      ['BT-2', 'BT-1'],
    );
  });

  it('know results of controls that name their declaration', async () => {
    const { draftId } = await draftOf('gnome');
    const report = (number: number, found: boolean, more: object = {}) =>
      running.ask(
        'recordControlResult',
        {
          controlId: `C-${number}`,
          controlledOn: '2026-11-20',
          found,
          reference: `A-${number}`,
          goodsItem: { hs6: '850760' },
          ...more,
        },
        reporter,
      );
    for (const number of [10, 20, 30]) await report(number, true, { riskAreaCode: 'PSF' });
    await report(40, false);
    await report(50, true, { riskAreaCode: 'IPR' });
    await report(51, true, { riskAreaCode: 'PSF' });
    await report(52, true, { riskAreaCode: 'IPR' });
    const { backtestId } = await start({ reference: 'BT-3', draftIds: [draftId] });
    const { results } = (await ended(backtestId)).figures![0]!;
    assert.deepEqual(
      [results.controlled, results.confirmed, results.foundElsewhere, results.nothingFound, results.missed],
      [5, 3, 1, 1, 1],
    );
    assert.equal(results.confirmedShare, '0.600000');
    assert.ok(Number(results.confirmedShareFrom) > 0.2 && Number(results.confirmedShareTo) < 0.9);
  });

  it('are taken up again where whoever ran them has gone, and count nothing twice', async () => {
    await fill(4, 'B');
    const store = storeOf(running);
    const { draftId } = await draftOf('gnome');
    const subjects = [{ draftId, profileId: 'TRY', profileVersion: 1, definition: says('gnome') as Definition }];
    const wish = { backtestId: newId(), startedFor: 'EU', reference: 'BT-4', subjects, by: { subject: 'x' }, why: '-' };
    // Claimed before the application can: as by a process that ends after its first block.
    await store.transaction(async (transaction) => {
      await insertBacktest(transaction, { ...wish, fromDay: undefined, toDay: undefined, askedAtMs: 0 });
      assert.equal(await claimBacktest(transaction, 'gone'), wish.backtestId);
    });
    const signal = AbortSignal.abort();
    await runBacktest({ store, runner: 'gone', today: '2026-11-21', signal }, wish.backtestId);
    const interrupted = await consult(wish.backtestId);
    assert.deepEqual([interrupted.state, interrupted.declarationsDone], ['running', 250]);
    await running.query(`update backtest set runner_seen_at = now() - interval '1 minute' where runner = 'gone'`);
    const done = await ended(wish.backtestId);
    assert.deepEqual([done.state, done.interruptions, done.declarationsDone], ['done', 1, 2000]);
    assert.deepEqual([done.figures![0]!.declarations, done.figures![0]!.hits], [2000, 200]);
  });

  it('are cancelled while they run, and keep what they have found', async () => {
    const { draftId } = await draftOf('gnome');
    const { backtestId } = await start({ reference: 'BT-5', draftIds: [draftId] });
    await running.ask('cancelBacktest', { backtestId }, ann);
    const { state } = await ended(backtestId);
    assert.ok(state === 'cancelled' || state === 'done');
    const unknown = running.ask('cancelBacktest', { backtestId: '0199d3a0-0000-7000-8000-000000000009' }, ann);
    await assert.rejects(unknown, { code: 'RISK_TRIAL_UNKNOWN' });
    await assert.rejects(start({ reference: 'BT-6' }), { code: 'RISK_TRIAL_SUBJECT' });
  });

  it('of a national profile are of its Member State alone; samples are of declarations that concern the reader', async () => {
    const union = await draftOf('gnome');
    const { backtestId } = await start({ reference: 'BT-8', draftIds: [union.draftId], toDay: '2026-11-01' });
    await ended(backtestId);
    const seenBy = (as: typeof ann, id = backtestId) =>
      running.ask<Backtest>('consultBacktest', { backtestId: id }, as);
    const [ofBob, ofEve] = [(await seenBy(bob)).figures![0]!, (await seenBy(eve)).figures![0]!];
    assert.equal(ofBob.hits, ofEve.hits);
    assert.ok(ofBob.samples!.length > 0 && ofBob.samples!.length < 20);
    assert.equal(ofEve.samples, undefined);
    await assert.rejects(running.ask('cancelBacktest', { backtestId }, eve), { code: 'RISK_TRIAL_UNKNOWN' });
    const definition = JSON.stringify({ ...says('hose'), memberState: 'DE' });
    const wish = { reference: 'NATIONAL', profileId: 'DE-HOSE', definition, reason: 'Ours.' };
    const national = await running.ask<{ draftId: string }>('draftProfile', wish, bob);
    const asked = { reference: 'BT-9', draftIds: [national.draftId], toDay: '2026-11-01', reason: 'To see.' };
    await assert.rejects(running.ask('startBacktest', asked, eve), { code: 'RISK_TRIAL_SUBJECT' });
    const begun = await running.ask<Backtest>('startBacktest', asked, bob);
    await until(
      () => seenBy(bob, begun.backtestId),
      ({ state }) => state === 'done',
    );
    await assert.rejects(seenBy(eve, begun.backtestId), { code: 'RISK_TRIAL_UNKNOWN' });
    const { backtests } = await running.ask<{ backtests: Backtest[] }>('listBacktests', {}, eve);
    assert.ok(backtests.some(({ reference }) => reference === 'BT-8'));
    assert.ok(!backtests.some(({ reference }) => reference === 'BT-9'));
  });

  it('run in shadow beside live, change no answer, and tell what they would have hit', async () => {
    const { draftId } = await draftOf('gnome');
    const wish = { reference: 'SH-1', draftId, reason: 'To see.' };
    const { shadowRunId, state } = await running.ask<ShadowRun>('startShadow', wish, ann);
    assert.equal(state, 'running');
    await assert.rejects(running.ask('startShadow', { ...wish, reference: 'SH-2' }, ann), { code: 'RISK_SHADOW_FULL' });
    const consultShadow = () => running.ask<ShadowRun>('consultShadow', { shadowRunId }, ann);
    let sent = 0;
    // Every process takes it up at its next look.
    const seen = await until(
      async () => {
        sent += 1;
        const [one, other] = [await assess(`SH-G-${sent}`, 'gnome'), await assess(`SH-H-${sent}`, 'hose', 'DE000002')];
        assert.deepEqual([one.hits, other.hits], [undefined, undefined]);
        return consultShadow();
      },
      ({ hits, evaluated }) => hits > 0 && evaluated > hits,
    );
    assert.equal(seen.alone, seen.hits);
    assert.ok(seen.offices!.some(({ office, hits }) => office === 'BE000001' && hits > 0));
    assert.ok(seen.offices!.every(({ office, hits }) => office === 'BE000001' || hits === 0));
    assert.equal(seen.hours!.length, 1);
    assert.match(seen.samples![0]!.declarationReference, /^SH-G-/);
    await assess(`SH-G-${sent}`, 'gnome');
    assert.equal((await running.ask<ShadowRun>('stopShadow', { shadowRunId }, ann)).state, 'stopped');
    const { trials } = await running.ask<{ trials: { shadowRuns: ShadowRun[] } }>('consultDraft', { draftId }, bob);
    assert.equal(trials.shadowRuns[0]!.shadowRunId, shadowRunId);
    await until(
      async () =>
        running.query<{ all: string }>(`select sum(declarations) as all from declaration_block where number > 8`),
      ([row]) => Number(row!.all) === sent * 2,
    );
  });

  it('warn of live profiles that hit the same, by their criteria and on what came lately', async () => {
    const first = await draftOf('gnome', 'LIVE-GNOME');
    const { activeAt } = await running.ask<{ activeAt: string }>(
      'approveProfile',
      { draftId: first.draftId, reason: 'Agreed.' },
      bob,
    );
    running.clock.nowAt = Date.parse(activeAt);
    await until(
      () => assess(`WARN-${Math.random()}`, 'gnome'),
      ({ hits }) => hits?.some(({ profileId }) => profileId === 'LIVE-GNOME') === true,
    );
    const { warnings = [] } = await draftOf('gnome', 'SAME-GNOME');
    assert.ok(warnings.some((one) => one.includes('whatever it hits is hit already') && one.includes('LIVE-GNOME')));
    assert.ok(
      warnings.some((one) => one.includes('LIVE-GNOME (version 1) hits 100 % of what it hits')),
      warnings.join(),
    );
    const apart = await draftOf('kettle', 'KETTLE');
    assert.ok(!(apart.warnings ?? []).some((one) => one.includes('LIVE-GNOME')));
  });

  it('may be demanded before an approval, but in a crisis', async () => {
    const rule = { backtestDemanded: true, leastDeclarations: 1000, reason: 'Decided.' };
    await running.ask('setTrialRule', rule, ann);
    const approve = (draftId: string, more: object = {}) =>
      running.ask('approveProfile', { draftId, reason: 'Agreed.', ...more }, bob);
    const untried = await draftOf('kettle', 'UNTRIED');
    await assert.rejects(approve(untried.draftId), { code: 'RISK_TRIAL_MISSING' });
    await approve(untried.draftId, { crisisReason: 'Kettles explode today.' });
    const consulted = await running.ask<{ trials: { crisisReason: string; backtestDemanded: boolean } }>(
      'consultDraft',
      { draftId: untried.draftId },
      ann,
    );
    assert.deepEqual(consulted.trials, { backtestDemanded: true, crisisReason: 'Kettles explode today.' });
    const tried = await draftOf('spade', 'TRIED');
    await ended((await start({ reference: 'BT-7', draftIds: [tried.draftId] })).backtestId);
    await approve(tried.draftId);
    await running.ask('setTrialRule', { ...rule, backtestDemanded: false }, ann);
    const now = await running.ask<{ backtestDemanded: boolean }>('consultTrialRule', {}, ann);
    assert.equal(now.backtestDemanded, false);
  });

  it('go on when it is live: evaluations, hits, confirmed hits and cost by version and day', async () => {
    const answer = await assess('FIGURES-1', 'gnome');
    assert.ok(answer.hits?.some(({ profileId }) => profileId === 'LIVE-GNOME'));
    const result = { controlId: 'F-1', controlledOn: '2026-11-21', found: true, goodsItem: { hs6: '850760' } };
    await running.ask('recordControlResult', { ...result, reference: 'FIGURES-1' }, reporter);
    const figures = await until(
      () =>
        running.ask<TrialReplyOf<'consultProfileFigures'>>('consultProfileFigures', { profileId: 'LIVE-GNOME' }, ann),
      ({ days }) => (days?.[0]?.hits ?? 0) > 0 && (days?.[0]?.evaluations ?? 0) > 0,
    );
    const [today] = figures.days!;
    assert.deepEqual([today!.profileVersion, today!.controlled, today!.confirmed], [1, 1, 1]);
    assert.ok(today!.evaluations >= today!.hits);
    assert.ok(Number(figures.estimatedMicroseconds) > 0 && Number(figures.measuredMicroseconds) > 0);
    type Listed = { profileId: string; recentHits?: number; recentControlled?: number; recentConfirmed?: number };
    const { profiles } = await running.ask<{ profiles: Listed[] }>('listProfiles', {}, ann);
    const listed = profiles.find(({ profileId }) => profileId === 'LIVE-GNOME');
    assert.deepEqual([listed!.recentHits, listed!.recentControlled, listed!.recentConfirmed], [today!.hits, 1, 1]);
  });

  it('keep the declaration of an assessment, for experts of Member States that it concerns', async () => {
    const clockWas = running.clock.nowAt;
    // Blocks are written by the clock of the database.
    running.clock.nowAt = Date.now();
    await assess('KEPT "1"', 'gnome');
    running.clock.nowAt = clockWas;
    const consultBy = (person: typeof ann, reference = 'KEPT "1"') =>
      running.ask<{ declaration: string; onDate: string }>('consultDeclaration', { reference }, person);
    const seen = await until(
      () => consultBy(ann).catch(() => undefined),
      (found) => found !== undefined,
    );
    assert.equal(seen!.onDate, '2026-11-21');
    assert.deepEqual(JSON.parse(seen!.declaration), declarationOf('gnome', 'BE000001'));
    await assert.rejects(consultBy(eve), { code: 'RISK_ASSESSMENT_UNKNOWN' });
    await storeOf(running).query('delete from declaration_block');
    await assert.rejects(consultBy(ann), { code: 'RISK_DECLARATION_GONE' });
  });
});
