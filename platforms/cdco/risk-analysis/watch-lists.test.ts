import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';

const expert = { circle: 'trusted', profile: 'risk-expert', party: 'EU', via: 'ccn2ng' } as const;

const facts = {
  listId: 'WL-TEST',
  title: 'Test list',
  source: 'Invented for a test.',
  riskAreaCode: 'IPR',
  riskLevel: 'critical',
  validFrom: '2026-01-01',
  invented: true,
  format: 'csv',
};

interface Refused {
  readonly code: string;
  readonly faults: readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
}

interface Answer {
  readonly matches?: readonly { listId: string; version: number; entryId: string; score: number; why: string }[];
}

const declarationOf = (name: string) => ({
  activeBorderTransportMeans: { identificationNumber: 'IMO6660008', typeOfIdentification: '10' },
  consignmentMasterLevel: {
    transportEquipment: [{ containerIdentificationNumber: 'XXXU6660003' }],
    consignmentHouseLevel: [
      {
        consignor: { name },
        consignee: {
          name: 'Invented Honest Buyer',
          address: { street: 'Inventiestraat', number: '666', postCode: '4460', city: 'Verzonnen', country: 'BE' },
        },
      },
      { consignor: { name } },
    ],
  },
});

describe('watch lists', () => {
  let running: TestApplication;
  let asked = 0;

  const assess = (name: string, onDate = '2026-11-21') => {
    asked += 1;
    return running.ask<Assessment>('assess', {
      reference: `WATCH-${asked}`,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate,
      declaration: declarationOf(name),
    });
  };
  const listHits = ({ hits = [] }: Assessment) =>
    hits
      .filter((hit) => hit.watchListMatch !== undefined)
      .map((hit) => `${hit.profileId}/${hit.watchListMatch!.entryId}`);
  const importList = (content: string, more: object = {}) =>
    running.ask<{ version: number; entryCount: number }>('importWatchList', { ...facts, content, ...more }, expert);
  const screen = (name: string, more: object = {}) =>
    running.ask<Answer>('screenParties', { kind: 'party', name, onDate: '2026-11-21', ...more }, expert);
  const entriesFound = async (name: string, more: object = {}) =>
    ((await screen(name, more)).matches ?? []).map(({ version, entryId }) => `${version}/${entryId}`);

  /** Polls as a caller would notice: by what is answered. */
  const until = async (name: string, expected: readonly string[], more: object = {}) => {
    let found: readonly string[] = [];
    for (let turn = 0; turn < 50; turn += 1) {
      found = await entriesFound(name, more);
      if (found.join() === expected.join()) return;
      await wait(100);
    }
    assert.deepEqual(found, expected);
  };

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('give hits as profiles do, with entry, score, reason and places', async () => {
    const assessment = await assess('PHANTASMA-GNOMEWROKS, TRADING LTD');
    assert.deepEqual(listHits(assessment).toSorted(), [
      'WL-SEED-MEANS/C-1',
      'WL-SEED-MEANS/V-1',
      'WL-SEED-PARTIES/A-1',
      'WL-SEED-PARTIES/P-1',
    ]);
    const party = assessment.hits!.find((hit) => hit.watchListMatch?.entryId === 'P-1')!;
    assert.deepEqual(
      party.elements!.map(({ pointer }) => pointer),
      [0, 1].map((at) => `/consignmentMasterLevel/consignmentHouseLevel/${at}/consignor/name`),
    );
    assert.ok(party.watchListMatch!.score >= 90 && party.watchListMatch!.score < 100);
    assert.match(party.watchListMatch!.why, /“gnomewroks” for “gnomeworks” may be a typing error/);
    assert.equal(party.profileVersion, 1);
    assert.equal(assessment.highestLevel, 'high');
    assert.ok(assessment.areas!.some(({ riskAreaCode }) => riskAreaCode === 'TRN'));
    const stored = await running.ask<Assessment>('consultAssessment', { reference: `WATCH-${asked}` }, expert);
    assert.deepEqual(stored, assessment);
  });

  it('leave those alone who are like nobody listed', async () => {
    assert.ok(!listHits(await assess('Blue Teapot Bakery')).some((hit) => hit.startsWith('WL-SEED-PARTIES/P')));
  });

  it('are replaced whole by an import, and kept answers with them', async () => {
    assert.deepEqual(await entriesFound('Wobbly Gargoyle'), []);
    const first = await importList('entryId,kind,name\n1,party,Wobbly Gargoyle Lines\n2,party,Quiet Basilisk\n');
    assert.deepEqual(first, { listId: 'WL-TEST', version: 1, entryCount: 2 });
    await until('Wobbly Gargoyle Lines', ['1/1']);
    assert.deepEqual(await entriesFound('Quiet Basilisk'), ['1/2']);
    const second = await importList('entryId,kind,name\n1,party,Wobbly Gargoyle Lines\n');
    assert.equal(second.version, 2);
    await until('Wobbly Gargoyle Lines', ['2/1']);
    assert.deepEqual(await entriesFound('Quiet Basilisk'), []);
    assert.ok(listHits(await assess('Lines, Wobbly Gargoyle')).includes('WL-TEST/1'));
  });

  it('imported again are no new version', async () => {
    const again = await importList('entryId,kind,name\n1,party,Wobbly Gargoyle Lines\n');
    assert.equal(again.version, 2);
    const records = await running.query<{ outcome: string }>(
      `select outcome from record where event = 'risk-analysis.watch-list.import' and reference = 'WL-TEST/2' order by recorded_at`,
    );
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['accepted', 'done'],
    );
  });

  it('imported at once get versions one after the other', async () => {
    const names = ['Amber', 'Beryl', 'Coral', 'Diamond'];
    const more = { listId: 'WL-RACE' };
    const versions = await Promise.all(
      names.map((name) => importList(`entryId,kind,name\n1,party,${name} Chimera\n`, more)),
    );
    assert.deepEqual(versions.map(({ version }) => version).toSorted(), [1, 2, 3, 4]);
  });

  it('take effect on their first day, and end after their last', async () => {
    const more = { listId: 'WL-DAYS', validFrom: '2026-12-01', validTo: '2026-12-31' };
    const content = 'entryId,kind,name\n1,party,Lopsided Hippogriff\n';
    await importList(content, { ...more, validFrom: '2026-01-01' });
    await importList('entryId,kind,name\n1,party,Lopsided Hippogriff\n2,party,Upright Manticore\n', more);
    await until('Upright Manticore', ['2/2'], { onDate: '2026-12-05' });
    assert.deepEqual(await entriesFound('Lopsided Hippogriff'), ['1/1']);
    assert.deepEqual(await entriesFound('Upright Manticore'), []);
    assert.deepEqual(await entriesFound('Upright Manticore', { onDate: '2027-01-01' }), []);
  });

  it('with faults are refused, all faults at once, each with its row', async () => {
    const content = [
      'entryId,kind,name,aliases,identifiers,country,street,postCode',
      '1,party,,,,,,',
      '1,dragon,Sleepy,,,,,',
      '3,container,,,XXXU6660004,,,',
      '4,vessel,Boat,,IMO 6660008; 6660009,,,',
      '5,address,,,,Belgium,Somewhere,1000',
      '6,party',
    ].join('\n');
    const refused = await importList(content, { riskAreaCode: 'XXX', validTo: '2025-01-01' }).then(
      () => assert.fail('it was imported'),
      (error: Refused) => error,
    );
    assert.equal(refused.code, 'WATCH_LIST_INVALID');
    assert.deepEqual(refused.faults.map(({ path }) => path.join('/')).toSorted(), [
      'content/2/name',
      'content/3/entryId',
      'content/3/kind',
      'content/4/identifiers/0',
      'content/5/identifiers/1',
      'content/6/country',
      'content/6/country',
      'content/7',
      'riskAreaCode',
      'validTo',
    ]);
    assert.ok(!JSON.stringify(refused.faults).includes('Sleepy'));
  });

  it('that are no list at all are refused', async () => {
    const cases = [
      ['json', '{"entries": ['],
      ['json', '{"entries": {}}'],
      ['json', '[]'],
      ['json', '[null, {"entryId": 7, "kind": "party", "name": "X", "address": "there", "more": 1}]'],
      ['csv', 'entryId,kind,nmae\n1,party,X\n'],
      ['csv', 'entryId,kind,name\n1,party,"X\n'],
    ];
    for (const [format, content] of cases) {
      await assert.rejects(importList(content!, { format }), { code: 'WATCH_LIST_INVALID' }, content);
    }
  });

  it('are a matter of risk experts', async () => {
    for (const as of [
      { circle: 'untrusted', profile: 'trader', via: 'speed2ng' },
      { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' },
    ] as const) {
      for (const operation of ['importWatchList', 'listWatchLists', 'screenParties']) {
        await assert.rejects(running.ask(operation, {}, as), { code: 'CALLER_NOT_ADMITTED' });
      }
    }
    const { watchLists } = await running.ask<{ watchLists: { listId: string; version: number; invented: boolean }[] }>(
      'listWatchLists',
      {},
      expert,
    );
    assert.ok(watchLists.some(({ listId, invented }) => listId === 'WL-SEED-PARTIES' && invented));
    assert.equal(watchLists.find(({ listId }) => listId === 'WL-TEST')?.version, 2);
  });

  it('keep every version as it was', async () => {
    await assert.rejects(running.query(`update watch_list set title = 'other'`), /never edited/);
    await assert.rejects(running.query(`update watch_list_entry set content = '{}'`), /never edited/);
  });
});
