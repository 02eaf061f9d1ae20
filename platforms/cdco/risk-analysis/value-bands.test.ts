import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Refusal } from '../../../shared-services/kit/refusal.ts';
import { jsonPointer } from '../../../shared-services/kit/refusal.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import type { Credibility } from './domain/credibility/judge.ts';
import { seedBands } from './domain/credibility/seed-bands.ts';
import { replayCredibility } from './replay-credibility.ts';
import { readBandSet } from './storage/value-bands.ts';

const expert = { circle: 'trusted', profile: 'risk-expert', party: 'EU', via: 'ccn2ng' } as const;

const exampleOf = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'examples/importValueBands', `${name}.json`), 'utf8'));

interface Imported {
  readonly bandsVersion: number;
  readonly bands: number;
  readonly rows: number;
  readonly repeated: boolean;
}

/** Lithium accumulators of China at half a euro per kilogram. */
const cheap = {
  goodsShipment: {
    goodsItem: [
      {
        commodity: { commodityCode: { harmonizedSystemSubHeadingCode: '850760' } },
        countryOfOrigin: { country: 'CN' },
        itemAmountInvoiced: { value: '50', currency: 'EUR' },
        weight: { netMass: '100', grossMass: '90' },
      },
    ],
  },
};

describe('value bands', () => {
  let running: TestApplication;
  let asked = 0;
  const importFile = (request: unknown) => running.ask<Imported>('importValueBands', request, expert);
  const assess = () => {
    asked += 1;
    return running.ask<Assessment>('assess', {
      reference: `CHEAP-${asked}`,
      procedure: 'import',
      specificCircumstanceIndicator: 'H01',
      onDate: '2026-11-21',
      declaration: cheap,
    });
  };

  /** Polls as a caller would notice: by what assessments say. */
  const untilVersion = async (version: number): Promise<Assessment> => {
    for (let turn = 0; ; turn += 1) {
      const assessment = await assess();
      if (assessment.credibility?.bandsVersion === version || turn === 50) return assessment;
      await wait(100);
    }
  };

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('are seeded with invented ones, and judge what is assessed: hits, figures and what to ask', async () => {
    const { credibility, hits, areas, recommendation } = await assess();
    assert.equal(credibility?.bandsVersion, 1);
    assert.equal(credibility?.blocks, true);
    assert.deepEqual(
      hits?.map(({ profileId, profileVersion, blocks }) => [profileId, profileVersion, blocks]),
      [
        ['CRED-VALUE-KG', 1, false],
        ['CRED-NET-GROSS', 1, false],
      ],
    );
    const [finding] = credibility?.findings ?? [];
    assert.equal(finding?.cases[0]?.pointer, '/goodsShipment/goodsItem/0');
    assert.deepEqual(
      [finding?.cases[0]?.band?.code, finding?.cases[0]?.band?.origin, finding?.cases[0]?.band?.value],
      ['850760', 'CN', '0.5'],
    );
    assert.deepEqual(areas, [{ riskAreaCode: 'UVL', score: 70 }]);
    assert.equal(recommendation, 'requestForInformation');
    assert.ok(credibility?.unjudged?.some(({ because }) => because === 'noSupplementaryUnits'));
  });

  it('are consulted with the assessment that used them', async () => {
    const made = await assess();
    const consulted = await running.ask<Assessment>('consultAssessment', { reference: made.reference }, expert);
    assert.deepEqual(consulted, made);
  });

  it('imported are a new version, in force without a restart; the same file again is none', async () => {
    const file = { ...exampleOf('valid').message };
    file.csv = file.csv.replace('412,6,9,17', '412,0.1,0.2,17');
    assert.deepEqual(await importFile(file), { bandsVersion: 2, bands: 2, rows: 2, repeated: false });
    assert.deepEqual(await importFile(file), { bandsVersion: 2, bands: 2, rows: 2, repeated: true });
    const { hits } = await untilVersion(2);
    assert.deepEqual(
      hits?.map(({ profileId }) => profileId),
      ['CRED-NET-GROSS'],
    );
    const outcomes = await running.query(`select outcome from record where event = 'risk-analysis.value-bands.import'`);
    assert.deepEqual(outcomes, [{ outcome: 'accepted' }, { outcome: 'done' }]);
  });

  it('of the time of an assessment give its answer again, whatever was imported since', async () => {
    const store = running.host.storeOf('risk-analysis');
    const [row] = await running.query<{ stages: string }>(`select stages from assessment where reference = 'CHEAP-1'`);
    const { credibility } = JSON.parse(row!.stages) as { credibility: Credibility };
    assert.equal(credibility.bandsVersion, 1);
    const checked = { declaration: cheap, procedure: 'import' };
    assert.deepEqual(await replayCredibility(store, checked, credibility), credibility);
    const now = await replayCredibility(store, checked, { ...credibility, bandsVersion: 2 });
    assert.notDeepEqual(now.findings, credibility.findings);
    await assert.rejects(replayCredibility(store, checked, { ...credibility, checkSet: 'none' }), /called none/);
  });

  it('are made of past goods items', async () => {
    const { bandsVersion, bands } = await importFile(exampleOf('valid-history').message);
    const made = await readBandSet(running.host.storeOf('risk-analysis'), bandsVersion);
    assert.equal(made.bands.size, bands);
    const band = made.bands.get('valuePerKilogram 85076000 CN');
    assert.deepEqual([band?.support, band?.quantiles.p01, band?.quantiles.p99], [2, 25, 26]);
  });

  it('keep all earlier versions as they were: none can be changed', async () => {
    const first = await readBandSet(running.host.storeOf('risk-analysis'), 1);
    assert.deepEqual([...first.bands.values()], seedBands);
    await assert.rejects(running.query(`update value_band_set set bands = '[]'`), /never changed/);
    await assert.rejects(running.query('delete from value_band_set'), /never changed/);
  });

  it('with wrong rows are refused, every fault with line and column, and nothing is imported', async () => {
    const { message, expect } = exampleOf('invalid-rows');
    const count = () => running.query('select count(*) from value_band_set');
    const before = await count();
    await assert.rejects(importFile(message), (refusal: Refusal) => {
      const told = refusal.faults.map(({ code, path }) => `${code} ${jsonPointer(path)}`);
      const expected = expect.faults.map(
        ({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`,
      );
      assert.deepEqual([refusal.code, told.toSorted()], [expect.code, expected.toSorted()]);
      return true;
    });
    assert.deepEqual(await count(), before);
  });

  const header = 'measure,code,origin,support,p01,p05,p25,median,p75,p95,p99';
  const row = 'valuePerKilogram,850760,CN,412,6,9,17,25,38,66,102';
  for (const [what, csv, pointers] of [
    [
      'a column that is missing',
      'measure,code\na,1',
      ['origin', 'support', 'p01', 'p05', 'p25', 'median', 'p75', 'p95', 'p99'].map((column) => `/csv/0/${column}`),
    ],
    [
      'a cell that is missing, beside a wrong one',
      `${header}\nvaluePerKilogram,850760\n${row.replace('412', '-1')}`,
      ['/csv/1', '/csv/2/support'],
    ],
    ['a cell twice', `${header}\n${row}\n${row}`, ['/csv/2']],
    ['a quotation mark that is not closed', `${header}\n"a`, ['/csv']],
    ['no row', header, ['/csv']],
  ] as const) {
    it(`with ${what} are refused`, () =>
      assert.rejects(importFile({ ...exampleOf('valid').message, csv }), (refusal: Refusal) => {
        assert.deepEqual(
          refusal.faults.map(({ path }) => jsonPointer(path)),
          pointers,
        );
        return true;
      }));
  }

  it('are read one file at a time, and never in the way of an assessment', async () => {
    const line = (number: number) =>
      `${10_000_000 + ((number * 7919) % 90_000_000)},CN,${1000 + number},${10 + (number % 131)},`;
    const csv = [
      'code,origin,value,netMass,supplementaryUnits',
      ...Array.from({ length: 120_000 }, (_, number) => line(number)),
    ];
    const file = { ...exampleOf('valid-history').message, minimumSupport: 5, csv: csv.join('\n') };
    const first = importFile(file);
    await assert.rejects(importFile(file), { code: 'OVERLOADED' });
    let longestMs = 0;
    let last = performance.now();
    const ticks = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    const { rows } = await first;
    clearInterval(ticks);
    assert.equal(rows, 120_000);
    assert.ok(longestMs < 3000, `others waited ${longestMs} ms`);
  });

  it('are imported by risk experts alone', async () => {
    for (const as of [
      { ...expert, profile: 'national-entry-system' },
      { circle: 'untrusted', profile: 'trader', via: 'speed2ng' },
    ] as const) {
      await assert.rejects(running.ask('importValueBands', exampleOf('valid').message, as), {
        code: 'CALLER_NOT_ADMITTED',
      });
    }
  });
});
