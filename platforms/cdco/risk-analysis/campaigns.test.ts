import assert from 'node:assert/strict';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import type { campaigns } from './contract/campaigns.ts';
import type { DraftSummary } from './life-of-profiles.ts';

type View = Content<NonNullable<(typeof campaigns)['operations']['consultCampaign']['reply']>>;
type List = Content<NonNullable<(typeof campaigns)['operations']['listCampaigns']['reply']>>;

const expertOf = (party: string, subject = `expert-${party}`) =>
  ({ circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng', party, subject }) as const;
const [belgian, german] = [expertOf('BE'), expertOf('DE')];

const gnomes = (office: string) => ({
  customsOfficeOfFirstEntry: { referenceNumber: office },
  consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }] },
});
const definitionOf = (campaignId: string) => ({
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  kind: 'priorityControlArea',
  campaignId,
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } } },
  reason: 'Gnomes.',
});
const wishOf = (campaignId: string, more: object = {}) => ({
  campaignId,
  name: 'Gnomes by sea',
  purpose: 'Paint with lead on garden gnomes.',
  riskAreaCode: 'PSF',
  startsOn: '2026-11-25',
  endsOn: '2026-12-10',
  routes: { countriesOfDeparture: ['CN'], modesOfTransport: ['1'] },
  memberStates: ['BE', 'DE'],
  ...more,
});

describe('campaigns: priority control areas', () => {
  let running: TestApplication;
  let asked = 0;
  const at = (instant: string) => {
    running.clock.nowAt = Date.parse(instant);
  };
  const create = (wish: object, as: object = belgian) => running.ask<View>('createCampaign', wish, as);
  const consult = (campaignId: string) => running.ask<View>('consultCampaign', { campaignId }, german);
  const end = (campaignId: string) => running.ask<View>('endCampaign', { campaignId, reason: 'Done.' }, german);
  const review = (campaignId: string, more: object) =>
    running.ask<View>(
      'reviewCampaign',
      { campaignId, reference: 'R-1', said: 'Half of it is over.', decision: 'goOn', ...more },
      german,
    );
  const draft = (campaignId: string, profileId: string) =>
    running.ask<DraftSummary>(
      'draftProfile',
      { reference: `D-${profileId}`, profileId, definition: JSON.stringify(definitionOf(campaignId)), reason: 'x' },
      belgian,
    );
  const approve = (draftId: string, more: object = {}) =>
    running.ask<DraftSummary>('approveProfile', { draftId, reason: 'Agreed.', ...more }, german);
  const assess = async (office = 'BE101000') => {
    asked += 1;
    const reference = `PCA-${asked}`;
    const { hits = [] } = await running.ask<Assessment>('assess', {
      reference,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate: new Date(running.clock.nowAt).toISOString().slice(0, 10),
      declaration: gnomes(office),
    });
    return { reference, hits: hits.map(({ profileId }) => profileId) };
  };
  const control = (controlId: string, reference: string, found: boolean) =>
    running.ask(
      'recordControlResult',
      { controlId, controlledOn: '2026-12-01', found, reference, goodsItem: {} },
      {
        circle: 'trusted',
        profile: 'national-entry-system',
        via: 'ccn2ng',
        party: 'BE',
      },
    );

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
  });
  after(() => running.stop());
  beforeEach(() => at('2026-11-21T08:00:00Z'));

  it('run for their time: their profiles are active within it alone, and what comes of them is counted', async () => {
    assert.equal((await create(wishOf('PCA-1'))).state, 'planned');
    const { draftId } = await draft('PCA-1', 'GNOME-1');
    const approved = await approve(draftId);
    assert.deepEqual([approved.activeAt, approved.inactiveAt], ['2026-11-25T00:00:00Z', '2026-12-11T00:00:00Z']);
    assert.deepEqual((await assess()).hits, []);
    at('2026-11-25T00:00:00Z');
    await eventually(
      'the profile of the campaign hits',
      async () => (await assess('NL000510')).hits.includes('GNOME-1'),
      60_000,
    );
    const earlier = (await consult('PCA-1')).results.selected;
    assert.ok(earlier >= 1);

    const [one, two] = [await assess(), await assess()];
    const elsewhere = await assess('DE002101');
    await control('C-1', one.reference, true);
    await control('C-2', one.reference, false);
    await control('C-2', one.reference, false);
    await control('C-3', elsewhere.reference, false);
    await control('C-4', 'NEVER-SEEN', true);
    const told = await consult('PCA-1');
    assert.equal(told.state, 'running');
    assert.deepEqual(told.results, { selected: earlier + 3, controlled: 2, finds: 1, rate: '0.5000' });
    assert.deepEqual(
      told.resultsByMemberState?.filter(({ memberState }) => memberState !== 'NL'),
      [
        { memberState: 'BE', selected: 2, controlled: 1, finds: 1, rate: '1.0000' },
        { memberState: 'DE', selected: 1, controlled: 1, finds: 0, rate: '0.0000' },
      ],
    );
    assert.deepEqual(
      told.profiles?.map(({ profileId, activeAt }) => [profileId, activeAt]),
      [['GNOME-1', '2026-11-25T00:00:00Z']],
    );
    assert.ok(two.hits.includes('GNOME-1'));

    at('2026-12-11T00:00:00Z');
    assert.equal((await consult('PCA-1')).state, 'ended');
    await eventually('the profile ends with its campaign', async () => (await assess()).hits.length === 0, 60_000);
    await assert.rejects(draft('PCA-1', 'GNOME-2'), { code: 'RISK_CAMPAIGN_ENDED' });
  }).timeout(180_000);

  it('are reviewed while they run: they go on, are adjusted, or end', async () => {
    await create(wishOf('PCA-2'));
    const { draftId } = await draft('PCA-2', 'GNOME-3');
    await approve(draftId);
    await assert.rejects(review('PCA-2', {}), { code: 'RISK_CAMPAIGN_PLANNED' });
    at('2026-11-30T10:00:00Z');
    const first = await review('PCA-2', {});
    assert.equal(first.state, 'reviewed');
    assert.deepEqual(await review('PCA-2', {}), first);
    await assert.rejects(review('PCA-2', { said: 'Another one.' }), { code: 'RISK_REVIEW_DIFFERS' });
    const changes = { endsOn: '2026-12-05', memberStates: ['BE', 'FR'] };
    const adjusted = await review('PCA-2', { reference: 'R-2', decision: 'adjust', ...changes });
    assert.deepEqual([adjusted.endsOn, adjusted.memberStates], ['2026-12-05', ['BE', 'FR']]);
    assert.equal(adjusted.profiles?.[0]?.inactiveAt, '2026-12-06T00:00:00Z');
    assert.deepEqual(JSON.parse(adjusted.history.at(-1)!.changes!), changes);
    for (const [more, place] of [
      [{ decision: 'adjust' }, 'decision'],
      [{ decision: 'goOn', endsOn: '2026-12-01' }, 'decision'],
      [{ decision: 'adjust', endsOn: '2027-01-01' }, 'endsOn'],
      [{ decision: 'adjust', endsOn: '2026-11-29' }, 'endsOn'],
      [{ decision: 'adjust', memberStates: ['GB'] }, 'memberStates'],
    ] as const) {
      await assert.rejects(
        review('PCA-2', { reference: 'R-3', ...more }),
        ({ code, faults }: { code: string; faults: { path: string[] }[] }) => {
          assert.deepEqual([code, faults[0]?.path[0]], ['MESSAGE_INVALID', place]);
          return true;
        },
      );
    }
    const ended = await review('PCA-2', { reference: 'R-4', decision: 'end', said: 'Nothing more to find.' });
    assert.deepEqual([ended.state, ended.endedAt], ['ended', '2026-11-30T10:00:00Z']);
    assert.equal(ended.profiles?.[0]?.inactiveAt, '2026-11-30T10:00:05Z');
    await assert.rejects(review('PCA-2', { reference: 'R-5' }), { code: 'RISK_CAMPAIGN_ENDED' });
    assert.deepEqual(
      ended.history.map(({ what, decision, memberState }) => `${what} ${decision ?? ''} ${memberState}`),
      ['created  BE', 'reviewed goOn DE', 'reviewed adjust DE', 'reviewed end DE'],
    );
  });

  it('end once, with their profiles; what waits for approval then is refused', async () => {
    await create(wishOf('PCA-3'));
    const waiting = await draft('PCA-3', 'GNOME-4');
    const late = await draft('PCA-3', 'GNOME-5');
    await create(wishOf('PCA-6'));
    const wished = await approve(late.draftId, { activeAt: '2026-12-01T00:00:00Z' });
    assert.equal(wished.activeAt, '2026-12-01T00:00:00Z');
    const moved = running.ask(
      'draftProfile',
      {
        reference: 'MOVE-1',
        profileId: 'GNOME-5',
        definition: JSON.stringify(definitionOf('PCA-6')),
        reason: 'x',
      },
      belgian,
    );
    await assert.rejects(moved, { code: 'RISK_PROFILE_ELSEWHERE' });
    const ended = await end('PCA-3');
    assert.equal(ended.state, 'ended');
    assert.deepEqual(await end('PCA-3'), ended);
    assert.equal(ended.history.length, 2);
    await assert.rejects(approve(waiting.draftId), { code: 'RISK_CAMPAIGN_ENDED' });
  });

  it('are created once, and refused where something is wrong with them', async () => {
    const made = await Promise.all([1, 2, 3].map(() => create(wishOf('PCA-4'))));
    assert.deepEqual(made[1], made[0]);
    assert.equal(made[2]!.history.length, 1);
    await assert.rejects(create(wishOf('PCA-4', { name: 'Other gnomes' })), { code: 'RISK_CAMPAIGN_DIFFERS' });
    for (const [more, place] of [
      [{ riskAreaCode: 'GNO' }, 'riskAreaCode'],
      [{ startsOn: '2026-02-30' }, 'startsOn'],
      [{ endsOn: '2026-11-24' }, 'endsOn'],
      [{ startsOn: '2026-01-01', endsOn: '2026-02-01' }, 'endsOn'],
      [{ endsOn: '2028-01-01' }, 'endsOn'],
      [{ memberStates: ['BE', 'GB'] }, 'memberStates'],
    ] as const) {
      await assert.rejects(create(wishOf('PCA-5', more)), ({ faults }: { faults: { path: string[] }[] }) => {
        assert.equal(faults[0]?.path[0], place);
        return true;
      });
    }
    await assert.rejects(draft('PCA-5', 'GNOME-6'), { code: 'RISK_CAMPAIGN_UNKNOWN' });
    await assert.rejects(consult('PCA-5'), { code: 'RISK_CAMPAIGN_UNKNOWN' });
  });

  it('are listed by state, with what came of them', async () => {
    const { campaigns: all = [] } = await running.ask<List>('listCampaigns', {}, belgian);
    assert.deepEqual(all.map(({ campaignId }) => campaignId).sort(), ['PCA-1', 'PCA-2', 'PCA-3', 'PCA-4', 'PCA-6']);
    const { campaigns: planned = [] } = await running.ask<List>('listCampaigns', { state: 'planned' }, belgian);
    assert.deepEqual(planned.map(({ campaignId }) => campaignId).sort(), ['PCA-1', 'PCA-4', 'PCA-6']);
    assert.ok(all.find(({ campaignId }) => campaignId === 'PCA-1')!.results.finds === 1);
    assert.equal((await running.ask<List>('listCampaigns', { state: 'reviewed' }, belgian)).campaigns, undefined);
    const system = { ...belgian, profile: 'national-entry-system' };
    await assert.rejects(running.ask('listCampaigns', {}, system), { code: 'CALLER_NOT_ADMITTED' });
  });

  it('have a history to which one can only add', async () => {
    await assert.rejects(running.query(`update campaign_step set said = 'other'`), /never changed/);
    await assert.rejects(running.query('delete from campaign_step'), /never changed/);
  });
});
