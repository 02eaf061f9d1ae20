import assert from 'node:assert/strict';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { shippedCodeLists } from '../entry/test-support/shipped-code-lists.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import { seedProfiles } from './domain/seed-profiles.ts';

const onDate = '2026-11-21';

/** Lithium batteries that nobody declared as dangerous goods, on the way from Hong Kong. */
const lithiumByAir = {
  activeBorderTransportMeans: {
    ModeOfTransport: '4',
    countriesOfRoutingOfMeansOfTransport: [
      { sequenceNumber: 1, country: 'HK' },
      { sequenceNumber: 2, country: 'BE' },
    ],
  },
  consignmentMasterLevel: {
    consignmentHouseLevel: [
      {
        goodsItem: [
          { goodsItemNumber: 1, commodity: { descriptionOfGoods: 'Paper bags' } },
          {
            goodsItemNumber: 2,
            commodity: {
              descriptionOfGoods: 'Lithium-ion batteries UN3480',
              commodityCode: { harmonizedSystemSubHeadingCode: '850760' },
            },
            weight: { grossMass: '12.5' },
          },
        ],
      },
    ],
  },
};

const paperBags = {
  consignmentMasterLevel: {
    consignmentHouseLevel: [{ goodsItem: [{ goodsItemNumber: 1, commodity: { descriptionOfGoods: 'Paper bags' } }] }],
  },
};

const requestOf = (reference: string, declaration: unknown = lithiumByAir) => ({
  reference,
  procedure: 'entry',
  specificCircumstanceIndicator: 'F32',
  onDate,
  declaration,
});

describe('risk-analysis assess', () => {
  let running: TestApplication;
  const assess = (request: unknown) => running.ask<Assessment>('assess', request);
  const assessMany = async (...assessments: unknown[]) =>
    (await running.ask<{ assessments: Assessment[] }>('assessMany', { assessments })).assessments;

  before(async () => {
    running = await startTestApplication(application, shippedCodeLists());
  });
  after(() => running.stop());

  it('names the profile version and the elements that it hit', async () => {
    const { hits, highestLevel, recommendation, areas, profileSet } = await assess(requestOf('LITHIUM-1'));
    assert.deepEqual(
      hits?.map(({ profileId, profileVersion }) => [profileId, profileVersion]),
      [['SEED-SAF-001', 1]],
    );
    assert.deepEqual(hits?.[0]?.elements, [
      {
        pointer:
          '/consignmentMasterLevel/consignmentHouseLevel/0/goodsItem/1/commodity/commodityCode/harmonizedSystemSubHeadingCode',
        value: '850760',
      },
      {
        pointer: '/consignmentMasterLevel/consignmentHouseLevel/0/goodsItem/1/commodity/descriptionOfGoods',
        value: 'Lithium-ion batteries UN3480',
      },
      { pointer: '/activeBorderTransportMeans/countriesOfRoutingOfMeansOfTransport/0/country', value: 'HK' },
    ]);
    assert.deepEqual([highestLevel, recommendation], ['high', 'requestForInformation']);
    assert.deepEqual(areas, [{ riskAreaCode: 'SAF', score: 75 }]);
    const [set] = await running.query<{ versions: string }>('select versions from profile_set where id = $1', [
      profileSet,
    ]);
    assert.ok(JSON.parse(set!.versions).some(({ id }: { id: string }) => id === 'SEED-SAF-001'));
  });

  it('finds nothing where no profile holds, and says so', async () => {
    const { hits, areas, highestLevel, recommendation } = await assess(requestOf('PAPER-1', paperBags));
    assert.deepEqual(
      { hits, areas, highestLevel, recommendation },
      {
        hits: undefined,
        areas: undefined,
        highestLevel: 'none',
        recommendation: 'none',
      },
    );
  });

  it('judges a declaration with unknown elements on the rest, and says so', async () => {
    const strange = {
      ...lithiumByAir,
      colour: 'red',
      activeBorderTransportMeans: { ...lithiumByAir.activeBorderTransportMeans, wings: 2 },
    };
    const { hits, unknownElements } = await assess(requestOf('STRANGE-1', strange));
    assert.deepEqual(unknownElements, ['/activeBorderTransportMeans/wings', '/colour']);
    assert.deepEqual(
      hits?.map(({ profileId }) => profileId),
      ['SEED-SAF-001'],
    );
  });

  it('says what the trader may be told', async () => {
    const { disclosure } = await assess(requestOf('TOLD-1'));
    assert.equal(disclosure.measure, 'requestForInformation');
  });

  it('answers a repetition with the stored assessment, and stores no second row', async () => {
    const first = await assess(requestOf('AGAIN-1'));
    running.clock.nowAt += 60_000;
    const again = await assess(requestOf('AGAIN-1', paperBags));
    assert.deepEqual(again, first);
    const rows = await running.query('select from assessment where reference = $1', ['AGAIN-1']);
    assert.equal(rows.length, 1);
  });

  it('gives callers that arrive at once with one reference one assessment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => assess(requestOf('RACE-1'))));
    assert.equal(new Set(answers.map(({ assessmentId }) => assessmentId)).size, 1);
  });

  it('writes an audit record for each call in the transaction of its effect', async () => {
    await assess(requestOf('AUDIT-1'));
    await assess(requestOf('AUDIT-1'));
    const records = await running.query<{ event: string; outcome: string; personal_data: boolean }>(
      'select event, outcome, personal_data from record where reference = $1 order by recorded_at',
      ['AUDIT-1'],
    );
    assert.deepEqual(records, [
      { event: 'risk-analysis.assess', outcome: 'accepted', personal_data: true },
      { event: 'risk-analysis.assess', outcome: 'done', personal_data: true },
    ]);
  });

  describe('many at once', () => {
    it('are answered in their order, known ones with what is stored', async () => {
      const known = await assess(requestOf('MANY-2'));
      const answers = await assessMany(requestOf('MANY-1', paperBags), requestOf('MANY-2'), requestOf('MANY-3'));
      assert.deepEqual(
        answers.map(({ reference }) => reference),
        ['MANY-1', 'MANY-2', 'MANY-3'],
      );
      assert.deepEqual(answers[1], known);
      assert.deepEqual(
        answers.map(({ hits }) => hits?.length ?? 0),
        [0, 1, 1],
      );
    });

    it('with one reference twice give one row, and the first declaration decides', async () => {
      const [first, second] = await assessMany(requestOf('TWICE-1', paperBags), requestOf('TWICE-1'));
      assert.deepEqual(second, first);
      assert.equal(first!.highestLevel, 'none');
    });

    it('that overlap in different orders all get their answers', async () => {
      const references = Array.from({ length: 50 }, (_, number) => `OVERLAP-${number}`);
      const batches = [references, references.toReversed(), references, references.toReversed()];
      const answers = await Promise.all(batches.map((batch) => assessMany(...batch.map((one) => requestOf(one)))));
      const ids = (batch: readonly Assessment[]) => batch.map(({ assessmentId }) => assessmentId).sort();
      for (const batch of answers) assert.deepEqual(ids(batch), ids(answers[0]!));
    });
  });

  it('is refused to everyone but the central callers of the contract', async () => {
    const refused = { code: 'CALLER_NOT_ADMITTED' };
    for (const as of [
      { circle: 'untrusted', profile: 'trader', via: 'speed2ng' },
      { circle: 'untrusted', profile: 'entry', via: 'speed2ng' },
      { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' },
      { profile: 'eos' },
    ] as const) {
      await assert.rejects(running.ask('assess', requestOf('NEVER-1'), as), refused);
    }
    assert.deepEqual(await running.query(`select from assessment where reference = 'NEVER-1'`), []);
  });

  describe('consultation of results and profiles', () => {
    const nes = { circle: 'trusted', profile: 'national-entry-system', party: 'BE', via: 'ccn2ng' } as const;
    const expert = { ...nes, profile: 'risk-expert' } as const;
    const trader = { circle: 'untrusted', profile: 'trader', via: 'speed2ng' } as const;

    it('gives the trusted circle the assessment as it was made', async () => {
      const made = await assess(requestOf('CONSULT-1'));
      assert.deepEqual(await running.ask('consultAssessment', { reference: 'CONSULT-1' }, nes), made);
    });

    it('refuses what was never assessed', () =>
      assert.rejects(running.ask('consultAssessment', { reference: 'UNKNOWN-1' }, nes), {
        code: 'RISK_ASSESSMENT_UNKNOWN',
      }));

    it('offers the untrusted circle nothing at all', async () => {
      for (const operation of ['consultAssessment', 'listProfiles', 'consultProfile']) {
        await assert.rejects(running.ask(operation, {}, trader), { code: 'CALLER_NOT_ADMITTED' });
      }
    });

    it('shows profiles to risk experts only', async () => {
      const { profiles } = await running.ask<{ profiles: { profileId: string }[] }>('listProfiles', {}, expert);
      assert.ok(profiles.length >= 24);
      await assert.rejects(running.ask('listProfiles', {}, nes), { code: 'CALLER_NOT_ADMITTED' });
    });

    describe('check of a profile', () => {
      interface Verdict {
        readonly acceptable: boolean;
        readonly faults?: { readonly pointer: string; readonly problem: string }[];
      }
      const check = (definition: unknown) =>
        running.ask<Verdict>('checkProfile', { definition: JSON.stringify(definition) }, expert);
      const asking = (element: string, is: object) => ({
        title: 'x',
        riskAreaCode: 'SEC',
        riskLevel: 'low',
        procedures: ['entry'],
        condition: { some: 'item', where: { element, is } },
        reason: 'x',
      });

      it('takes every seeded profile', async () => {
        for (const { id, definition } of seedProfiles) {
          const { acceptable, faults } = await check(definition);
          assert.ok(acceptable, `${id}: ${JSON.stringify(faults)}`);
        }
      });

      it('refuses elements, codes and units that there are not, with their places', async () => {
        const pointers = async (element: string, is: object) =>
          (await check(asking(element, is))).faults?.map(({ pointer }) => pointer);
        assert.deepEqual(await pointers('countryOfOrigin.colour', { eq: 'red' }), ['/condition/where/element']);
        assert.deepEqual(await pointers('countryOfOrigin.country', { in: ['CN', 'QQ'] }), ['/condition/where/is/in/1']);
        assert.deepEqual(await pointers('weight.grossMass', { range: { to: '1', unit: 'lb' } }), [
          '/condition/where/is/range/unit',
        ]);
      });

      it('says what cannot be read at all, and is for risk experts only', async () => {
        const { faults } = await running.ask<Verdict>('checkProfile', { definition: '{' }, expert);
        assert.deepEqual(faults, [{ pointer: '', problem: 'this is not JSON' }]);
        await assert.rejects(running.ask('checkProfile', { definition: '{}' }, nes), { code: 'CALLER_NOT_ADMITTED' });
      });
    });

    it('shows all versions of a profile, criteria as JSON', async () => {
      const { versions } = await running.ask<{ versions: { definition: string }[] }>(
        'consultProfile',
        { profileId: 'SEED-IPR-001' },
        expert,
      );
      assert.equal(JSON.parse(versions[0]!.definition).riskAreaCode, 'IPR');
      await assert.rejects(running.ask('consultProfile', { profileId: 'NONE' }, expert), {
        code: 'RISK_PROFILE_UNKNOWN',
      });
    });
  });
});
