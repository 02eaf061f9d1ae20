import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { filingFacts } from '../entry/domain/filing.ts';
import { shippedCodeLists } from '../entry/test-support/shipped-code-lists.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import { concernedIn } from './domain/concerned.ts';
import { profileKinds } from './domain/kinds.ts';
import { restrictedReason } from './domain/reading.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { isMemberState } from './domain/visibility.ts';
import type { DraftSummary } from './life-of-profiles.ts';
import { putProfiles } from './storage/sealed.test-support.ts';

const onDate = '2026-11-21';

/** Enters in Belgium, goes to Germany. */
const gnomes = {
  customsOfficeOfFirstEntry: { referenceNumber: 'BE101000' },
  consignmentMasterLevel: {
    consignmentHouseLevel: [
      {
        consignee: { address: { country: 'DE' } },
        goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }],
      },
    ],
  },
};

const definition = {
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } } },
  reason: 'Gnomes.',
};

const expertOf = (party: string, subject = `expert-${party}`) =>
  ({ circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng', party, subject }) as const;
const systemOf = (party: string) =>
  ({ circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng', party }) as const;

describe('Member States that a declaration concerns', () => {
  it('are those that entry finds, in each of its examples', () => {
    const examples = join(import.meta.dirname, '../entry/examples');
    const lists = shippedCodeLists();
    const geography = {
      isMemberState: (country: string) => lists.isMemberState(country, onDate),
      countryOfOffice: (office: string) => lists.countryOfOffice(office),
    };
    const folders = readdirSync(examples).filter((name) => name.startsWith('fileIE3F'));
    assert.ok(folders.length >= 6);
    for (const folder of folders) {
      const { message } = JSON.parse(readFileSync(join(examples, folder, 'valid.json'), 'utf8'));
      const { involvedMemberStates } = filingFacts(message, geography);
      assert.ok(involvedMemberStates.length > 0, folder);
      assert.deepEqual(concernedIn(message, 'entry').toSorted(), involvedMemberStates.toSorted(), folder);
    }
  });

  it('are known here as in the code list', () => {
    const listed = shippedCodeLists()
      .codes('CL717', onDate)
      .map(({ code }) => code);
    assert.ok(listed.length >= 27);
    assert.deepEqual(
      listed.filter((code) => !isMemberState(code)),
      [],
    );
  });

  it('are none of what is no declaration at all', () => {
    for (const odd of [null, 'text', [], { consignmentMasterLevel: 7 }, { addressedMemberState: { country: 4 } }])
      assert.deepEqual(concernedIn(odd, 'entry'), []);
  });
});

describe('kinds and levels of profiles', () => {
  let running: TestApplication;
  let asked = 0;

  const draft = (profileId: string, more: object, as: object) =>
    running.ask<DraftSummary>(
      'draftProfile',
      {
        reference: `${profileId}-${JSON.stringify(more).length}`,
        profileId,
        definition: JSON.stringify({ ...definition, ...more }),
        reason: 'Gnomes are coming.',
      },
      as,
    );
  const approve = (draftId: string, as: object) =>
    running.ask<DraftSummary>('approveProfile', { draftId, reason: 'Agreed.' }, as);
  const consult = (reference: string, as: object) => running.ask<Assessment>('consultAssessment', { reference }, as);
  const assess = async (declaration: unknown = gnomes) => {
    asked += 1;
    const reference = `KIND-${asked}`;
    await running.ask<Assessment>('assess', {
      reference,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate,
      declaration,
    });
    return reference;
  };
  const hitsOf = ({ hits = [] }: Assessment) => hits.map(({ profileId }) => profileId);
  const insert = (id: string, more: object) =>
    putProfiles(
      running,
      `insert into profile (id, version, valid_from, state, definition, reason) values ($1, 1, '2026-01-01', 'active', $2, 'test')`,
      [id, JSON.stringify({ ...definition, ...more })],
    );
  /** Until the engine of the application has the profiles that were put in. */
  const untilHit = async (profileId: string) => {
    const endMs = Date.now() + 30_000;
    while (Date.now() < endMs) {
      const reference = await assess();
      const rows = await running.query<{ hits: string }>('select hits from assessment where reference = $1', [
        reference,
      ]);
      if (rows[0]!.hits.includes(profileId)) return reference;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return assert.fail(`${profileId} never hit`);
  };

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
    await insert('BE-1', { memberState: 'BE', riskLevel: 'high' });
    await insert('DE-1', { memberState: 'DE' });
    await insert('FR-1', { memberState: 'FR', riskLevel: 'critical' });
    await insert('FIN-1', { kind: 'commonFinancialRisk', riskAreaCode: 'UVL' });
    await insert('EU-1', {});
  });
  after(() => running.stop());

  it('are said by every seeded profile', () => {
    for (const { definition: of } of seedProfiles) assert.ok(of.kind !== undefined && of.kind in profileKinds);
  });

  it('are those of the risk area where a profile does not say its own', async () => {
    const { profiles } = await running.ask<{ profiles: { profileId: string; kind: string }[] }>(
      'listProfiles',
      {},
      expertOf('BE'),
    );
    assert.equal(profiles.find(({ profileId }) => profileId === 'EU-1')?.kind, 'productSafety');
  });

  it('a national profile hits only where its Member State is concerned, and only that Member State is told', async () => {
    const reference = await untilHit('EU-1');
    const [stored] = await running.query<{ hits: string; member_states: string }>(
      'select hits, member_states from assessment where reference = $1',
      [reference],
    );
    assert.deepEqual(
      (JSON.parse(stored!.hits) as { profileId: string }[]).map(({ profileId }) => profileId),
      ['BE-1', 'DE-1', 'EU-1', 'FIN-1'],
    );
    assert.equal(stored!.member_states, 'BE DE');
    const [belgian, german] = [await consult(reference, expertOf('BE')), await consult(reference, expertOf('DE'))];
    assert.deepEqual(hitsOf(belgian), ['BE-1', 'EU-1', 'FIN-1']);
    assert.deepEqual(hitsOf(german), ['DE-1', 'EU-1', 'FIN-1']);
    assert.deepEqual([belgian.highestLevel, german.highestLevel], ['high', 'low']);
    const score = ({ areas = [] }: Assessment) => areas.find(({ riskAreaCode }) => riskAreaCode === 'PSF')?.score;
    assert.ok(score(belgian)! > score(german)!);
    await assert.rejects(consult(reference, expertOf('FR')), { code: 'RISK_ASSESSMENT_UNKNOWN' });
    await assert.rejects(consult(reference, systemOf('FR')), { code: 'RISK_ASSESSMENT_UNKNOWN' });
    assert.deepEqual(hitsOf(await consult(reference, expertOf('EU'))), ['EU-1', 'FIN-1']);
  });

  it('restricted criteria are read by risk experts alone; an entry system learns what to do', async () => {
    const reference = await untilHit('FIN-1');
    const restricted = ({ hits = [] }: Assessment) => hits.find(({ profileId }) => profileId === 'FIN-1')!;
    const expert = restricted(await consult(reference, expertOf('BE')));
    assert.deepEqual(
      [expert.reason, expert.elements?.[0]?.value, expert.restricted],
      ['Gnomes.', 'Garden gnomes', undefined],
    );
    const system = restricted(await consult(reference, systemOf('BE')));
    assert.deepEqual([system.reason, system.elements, system.restricted], [restrictedReason, undefined, true]);
    const open = (await consult(reference, systemOf('BE'))).hits?.find(({ profileId }) => profileId === 'EU-1');
    assert.equal(open?.reason, 'Gnomes.');
    const operator = { circle: 'administrators', profile: 'operator', via: 'shared-services' } as const;
    await assert.rejects(consult(reference, operator), { code: 'CALLER_NOT_ADMITTED' });
  });

  it('profiles of another Member State are in no list, history, export or draft, and cannot be ended', async () => {
    const made = await draft('BE-2', { memberState: 'BE' }, expertOf('BE'));
    assert.equal(made.memberState, 'BE');
    for (const [party, seen] of [
      ['BE', true],
      ['DE', false],
      ['EU', false],
    ] as const) {
      const expert = expertOf(party);
      const { profiles } = await running.ask<{ profiles: { profileId: string }[] }>('listProfiles', {}, expert);
      assert.equal(
        profiles.some(({ profileId }) => profileId === 'BE-1'),
        seen,
      );
      const exported = await running.ask<{ profiles: { profileId: string }[] }>('exportProfiles', {}, expert);
      assert.equal(
        exported.profiles.some(({ profileId }) => profileId === 'BE-1'),
        seen,
      );
      const { drafts = [] } = await running.ask<{ drafts?: DraftSummary[] }>('listDrafts', {}, expert);
      assert.equal(
        drafts.some(({ draftId }) => draftId === made.draftId),
        seen,
      );
    }
    const { draftId } = made;
    const german = expertOf('DE');
    await assert.rejects(running.ask('consultProfile', { profileId: 'BE-1' }, german), {
      code: 'RISK_PROFILE_UNKNOWN',
    });
    await assert.rejects(running.ask('consultDraft', { draftId }, german), { code: 'RISK_DRAFT_UNKNOWN' });
    await assert.rejects(approve(draftId, german), { code: 'RISK_DRAFT_UNKNOWN' });
    await assert.rejects(running.ask('rejectProfile', { draftId, reason: 'x' }, german), {
      code: 'RISK_DRAFT_UNKNOWN',
    });
    await assert.rejects(running.ask('retireProfile', { profileId: 'BE-1', reason: 'x' }, german), {
      code: 'RISK_PROFILE_UNKNOWN',
    });
  });

  it('a national profile is approved at home, by another person', async () => {
    const { draftId } = await draft('BE-3', { memberState: 'BE' }, expertOf('BE'));
    await assert.rejects(approve(draftId, expertOf('BE')), { code: 'RISK_DRAFT_SAME_PERSON' });
    assert.equal((await approve(draftId, expertOf('BE', 'another'))).state, 'approved');
  });

  it('a profile of the Union needs another Member State, or the risk unit of the Union', async () => {
    const one = await draft('EU-2', {}, expertOf('BE'));
    await assert.rejects(approve(one.draftId, expertOf('BE', 'another')), { code: 'RISK_DRAFT_SAME_MEMBER_STATE' });
    assert.equal((await approve(one.draftId, expertOf('DE'))).state, 'approved');
    const two = await draft('EU-3', {}, expertOf('EU'));
    await assert.rejects(approve(two.draftId, expertOf('EU')), { code: 'RISK_DRAFT_SAME_PERSON' });
    assert.equal((await approve(two.draftId, expertOf('EU', 'another'))).state, 'approved');
  });

  it('nobody drafts for another Member State, and no profile changes its owner', async () => {
    const refused = { code: 'RISK_PROFILE_ELSEWHERE' };
    await assert.rejects(draft('NEW-1', { memberState: 'DE' }, expertOf('BE')), refused);
    await assert.rejects(draft('NEW-1', { memberState: 'DE' }, expertOf('EU')), refused);
    await assert.rejects(draft('BE-1', {}, expertOf('BE')), refused);
    await assert.rejects(draft('EU-1', { memberState: 'BE' }, expertOf('BE')), refused);
    assert.deepEqual(await running.query(`select from profile_draft where profile_id = 'NEW-1'`), []);
  });

  it('that there are not are refused, with their place', async () => {
    for (const [more, place] of [
      [{ kind: 'gnomes' }, 'kind'],
      [{ memberState: 'GB' }, 'memberState'],
      [{ campaignId: 'PCA-1' }, 'campaignId'],
      [{ kind: 'priorityControlArea' }, 'campaignId'],
    ] as const) {
      await assert.rejects(draft('ODD-1', more, expertOf('BE')), ({ faults }: { faults: { path: string[] }[] }) => {
        assert.deepEqual(
          faults.map(({ path }) => path),
          [['definition', place]],
        );
        return true;
      });
    }
  });
});
