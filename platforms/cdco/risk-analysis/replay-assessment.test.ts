import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { shippedCodeLists } from '../entry/test-support/shipped-code-lists.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { replayAssessment } from './replay-assessment.ts';
import { readAssessments, type StoredAssessment } from './storage/assessments.ts';
import { storeOf } from './storage/sealed.test-support.ts';

const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;
const ann = { ...expert, party: 'BE', subject: 'expert-1' };
const bob = { ...expert, party: 'DE', subject: 'expert-2' };
const eori = 'BE0123456789';

/** Something for every stage: a profile, a watch list, a check, rates, a find of its declarant. */
const declaration = {
  activeBorderTransportMeans: {
    ModeOfTransport: '4',
    countriesOfRoutingOfMeansOfTransport: [{ sequenceNumber: 1, country: 'HK' }],
  },
  declarant: { identificationNumber: eori },
  consignmentMasterLevel: {
    consignmentHouseLevel: [
      {
        consignor: { name: 'Phantasma Gnomeworks Trading GmbH' },
        goodsItem: [
          {
            commodity: {
              descriptionOfGoods: 'Lithium-ion batteries UN3480',
              commodityCode: { harmonizedSystemSubHeadingCode: '850760' },
            },
            weight: { netMass: '10', grossMass: '9' },
          },
        ],
      },
    ],
  },
};

const asTold = ({ hits, areas, highestLevel, recommendation, stages }: StoredAssessment): unknown =>
  JSON.parse(JSON.stringify({ hits, areas, highestLevel, recommendation, stages }));

describe('the replay of a stored decision', () => {
  let running: TestApplication;
  let store: Store;
  let results = 0;

  const assess = (reference: string) =>
    running.ask<Assessment>('assess', {
      reference,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F32',
      onDate: '2026-11-21',
      declaration,
    });
  const stored = async (reference: string) => (await readAssessments(store, [reference])).get(reference)!;
  const replayed = async (reference: string) => {
    const again = await replayAssessment(store, await stored(reference), declaration);
    assert.ok(again !== undefined);
    return asTold(again);
  };
  const record = async (found: boolean, more: object = {}) => {
    results += 1;
    await running.ask('recordControlResult', {
      ...{ controlId: `CONTROL-${results}`, controlledOn: '2026-11-20', found, goodsItem: { hs6: '850760' } },
      ...more,
    });
  };
  let asked = 0;
  /** Until an assessment of now says so. */
  const until = async (holds: (one: StoredAssessment) => boolean): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) {
      asked += 1;
      await assess(`UNTIL-${asked}`);
      if (holds(await stored(`UNTIL-${asked}`))) return;
      await wait(100);
    }
    assert.fail('it never came to hold');
  };
  const version = ({ hits }: StoredAssessment, id: string) =>
    hits.find(({ profileId }) => profileId === id)?.profileVersion;
  let changes = 0;
  const activate = async (kind: 'Rule' | 'Profile', id: string, definition: string): Promise<void> => {
    changes += 1;
    const drafted = await running.ask<{ draftId: string }>(
      `draft${kind}`,
      {
        ...{ reference: `CHANGE-${changes}`, definition, reason: 'Changed.' },
        ...(kind === 'Rule' ? { ruleId: id } : { profileId: id }),
      },
      ann,
    );
    const approval = { draftId: drafted.draftId, reason: 'Agreed.' };
    const { activeAt } = await running.ask<{ activeAt: string }>(`approve${kind}`, approval, bob);
    running.clock.nowAt = Date.parse(activeAt);
  };
  const changedRule = async (id: string, change: object): Promise<void> => {
    const { versions } = await running.ask<{ versions: { definition: string }[] }>('consultRule', { ruleId: id }, ann);
    await activate('Rule', id, JSON.stringify({ ...JSON.parse(versions.at(-1)!.definition), ...change }));
  };

  before(async () => {
    running = await startTestApplication(application, shippedCodeLists());
    store = storeOf(running);
    await changedRule('RAND-SHARE', { sharePercent: 100 });
    await changedRule('STAT-EXPECTED', { atLeastRate: 0.2, atLeastControls: 2, atLeastResults: 5 });
    for (let at = 0; at < 8; at += 1) await record(true);
    await record(true, { riskAreaCode: 'DRG', goodsItem: { hs6: '850760', declarant: eori } });
    await until((one) => version(one, 'RAND-SHARE') === 2 && one.stages.statistics?.resultsLearned === results);
    await assess('DECIDED-1');
  });
  after(() => running.stop());

  it('has something of every stage to tell', async () => {
    const { hits, stages } = await stored('DECIDED-1');
    const ids = hits.map(({ profileId }) => profileId);
    for (const id of ['SEED-SAF-001', 'WL-SEED-PARTIES', 'CRED-NET-GROSS', 'STAT-EXPECTED', 'RAND-SHARE']) {
      assert.ok(ids.includes(id), `${id} of ${ids}`);
    }
    assert.ok(stages.history!.changes.length > 0);
  });

  it('gives the same answer, and no other one, after everything has changed', async () => {
    const before = asTold(await stored('DECIDED-1'));
    assert.deepEqual(await replayed('DECIDED-1'), before);
    await changedRule('RAND-SHARE', { sharePercent: 0 });
    await changedRule('STAT-EXPECTED', { atLeastRate: 1 });
    await changedRule('CRED-NET-GROSS', { effect: 'flag', riskLevel: 'low' });
    await changedRule('HIST-FINDS-1', { points: 40 });
    const { definition } = seedProfiles.find(({ id }) => id === 'SEED-SAF-001')!;
    await activate('Profile', 'SEED-SAF-001', JSON.stringify({ ...definition, riskLevel: 'low' }));
    const list = { listId: 'WL-SEED-PARTIES', title: 'Others', source: 'Invented for a test.', riskAreaCode: 'SEC' };
    await running.ask(
      'importWatchList',
      {
        ...list,
        ...{ riskLevel: 'low', validFrom: '2026-01-01', invented: true, format: 'csv' },
        content: 'entryId,kind,name\n1,party,Somebody Else Invented\n',
      },
      ann,
    );
    const csv =
      'measure,code,origin,support,p01,p05,p25,median,p75,p95,p99\nvaluePerKilogram,850760,,412,6,9,17,25,38,66,102\n';
    await running.ask('importValueBands', { content: 'bands', currency: 'EUR', source: 'Invented.', csv }, ann);
    for (let at = 0; at < 20; at += 1) await record(false);
    await record(true, { riskAreaCode: 'DRG', goodsItem: { hs6: '850760', declarant: eori } });
    await until(
      (one) =>
        version(one, 'SEED-SAF-001') === 2 &&
        version(one, 'CRED-NET-GROSS') === 2 &&
        version(one, 'RAND-SHARE') === undefined &&
        version(one, 'STAT-EXPECTED') === undefined &&
        version(one, 'WL-SEED-PARTIES') === undefined &&
        one.stages.credibility?.bandsVersion === 2 &&
        one.stages.history!.changes.some(({ ruleVersion }) => ruleVersion === 2) &&
        one.stages.statistics?.resultsLearned === results,
    );
    await assess('DECIDED-2');
    assert.notDeepEqual(asTold(await stored('DECIDED-2')), before);
    assert.deepEqual(await replayed('DECIDED-1'), before);
    assert.deepEqual(await replayed('DECIDED-2'), asTold(await stored('DECIDED-2')));
  });

  it('is none where other code had read the rules', async () => {
    const { stages, ...rest } = await stored('DECIDED-1');
    const older = { ...stages, versions: { ...stages.versions!, stages: 'older' } };
    assert.equal(await replayAssessment(store, { ...rest, stages: older }, declaration), undefined);
    const before = { ...stages, versions: undefined };
    assert.equal(await replayAssessment(store, { ...rest, stages: before as never }, declaration), undefined);
  });
});
