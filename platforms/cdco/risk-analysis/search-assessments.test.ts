import assert from 'node:assert/strict';
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { shippedCodeLists } from '../entry/test-support/shipped-code-lists.ts';
import application from './application.ts';
import type { contract } from './contract.ts';

type Found = ReplyOf<(typeof contract)['services']['RiskHits']['operations']['searchAssessments']>;
type Vocabulary = ReplyOf<(typeof contract)['services']['RiskVocabulary']['operations']['describeVocabulary']>;

const declarationOf = (office: string, descriptionOfGoods: string) => ({
  activeBorderTransportMeans: {
    ModeOfTransport: '4',
    countriesOfRoutingOfMeansOfTransport: [{ sequenceNumber: 1, country: 'HK' }],
  },
  customsOfficeOfFirstEntry: { referenceNumber: office },
  consignmentMasterLevel: { consignmentHouseLevel: [{ goodsItem: [{ commodity: { descriptionOfGoods } }] }] },
});

const requestOf = (reference: string, office: string, goods: string) => ({
  reference,
  procedure: 'entry',
  specificCircumstanceIndicator: 'F32',
  onDate: '2026-11-21',
  declaration: declarationOf(office, goods),
});

const expertOf = (party: string) => ({ circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng', party }) as const;
const lithium = 'Lithium-ion batteries UN3480';

describe('searching assessments', () => {
  let running: TestApplication;
  const search = async (wanted: object, party = 'EU') => {
    const { assessments = [], next } = await running.ask<Found>('searchAssessments', wanted, expertOf(party));
    return { found: assessments, references: assessments.map(({ reference }) => reference).sort(), next };
  };

  before(async () => {
    running = await startTestApplication(application, shippedCodeLists());
    const assessments = [
      requestOf('26BE-LITHIUM-1', 'BE343000', lithium),
      requestOf('26DE-LITHIUM-2', 'DE004851', lithium),
      requestOf('26BE-PAPER-3', 'BE343000', 'Paper bags'),
      requestOf('26BE_PAPER-4', 'BE101000', 'Paper bags'),
    ];
    await running.ask('assessMany', { assessments });
  });
  after(() => running.stop());

  it('finds what a profile hit, and in which area', async () => {
    const { found, references } = await search({ profileId: 'SEED-SAF-001', riskAreaCode: 'SAF' });
    assert.deepEqual(references, ['26BE-LITHIUM-1', '26DE-LITHIUM-2']);
    assert.ok(found.every(({ hits, profiles }) => hits > 0 && profiles?.includes('SEED-SAF-001')));
    assert.deepEqual((await search({ profileId: 'SEED-SAF-001', riskAreaCode: 'CIT' })).references, []);
  });

  it('finds by office, by the beginning of the MRN, and leaves out what nothing hit', async () => {
    assert.deepEqual((await search({ office: 'DE' })).references, ['26DE-LITHIUM-2']);
    // In a pattern of SQL the sign _ would be any sign.
    assert.deepEqual((await search({ referenceStart: '26BE_' })).references, ['26BE_PAPER-4']);
    assert.deepEqual((await search({ onlyHits: true })).references, ['26BE-LITHIUM-1', '26DE-LITHIUM-2']);
  });

  it('finds for a Member State what concerns it, and nothing else', async () => {
    assert.deepEqual((await search({}, 'DE')).references, ['26DE-LITHIUM-2']);
    assert.deepEqual((await search({ onlyHits: true }, 'BE')).references, ['26BE-LITHIUM-1']);
    assert.deepEqual((await search({ profileId: 'SEED-SAF-001' }, 'FR')).references, []);
  });

  it('finds by day; a day that there is not is no condition', async () => {
    assert.equal((await search({ toDay: '2020-01-01' })).references.length, 0);
    assert.equal((await search({ fromDay: '2020-01-01', toDay: '2026-02-31' })).references.length, 4);
  });

  it('goes on from page to page, and ends', async () => {
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await search({ limit: 3, ...(before === undefined ? {} : { before }) });
      seen.push(...page.references);
      before = page.next;
    } while (before !== undefined);
    assert.deepEqual(seen.sort(), ['26BE-LITHIUM-1', '26BE-PAPER-3', '26BE_PAPER-4', '26DE-LITHIUM-2']);
    assert.deepEqual((await search({ before: 'not what was given' })).references, []);
  });
});

describe('the vocabulary', () => {
  let running: TestApplication;
  before(async () => {
    running = await startTestApplication(application, shippedCodeLists());
  });
  after(() => running.stop());

  it('names the elements of the data model with their types, derived ones with what they mean', async () => {
    const { elements, countryGroups, specificCircumstances } = await running.ask<Vocabulary>(
      'describeVocabulary',
      { procedure: 'entry' },
      expertOf('BE'),
    );
    const at = (block: string, path: string) => elements.find((one) => one.block === block && one.path === path);
    assert.equal(at('item', 'countryOfOrigin.country')?.list, 'CL718');
    assert.equal(at('item', 'weight.grossMass')?.unit, 'kg');
    assert.match(at('item', 'derived.commodityCode')?.title ?? '', /Commodity code/);
    assert.ok(countryGroups.some(({ code, members }) => code === 'EU' && members.length === 27));
    assert.ok(specificCircumstances?.includes('F32'));
  });

  it('is refused for what is no procedure', () =>
    assert.rejects(running.ask('describeVocabulary', { procedure: 'nothing' }, expertOf('BE')), {
      code: 'RISK_PROCEDURE_UNKNOWN',
    }));
});
