import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Band, bandSetOf, noBands } from './bands.ts';
import { credibilityChecks } from './checks.ts';
import { hitOf, maxCases } from './finding.ts';
import { judgeCredibility } from './judge.ts';
import { seedBands } from './seed-bands.ts';

const bands = bandSetOf(3, 'EUR', seedBands);

interface Given {
  readonly code?: string;
  readonly origin?: string;
  readonly value?: string;
  readonly currency?: string;
  readonly net?: string;
  readonly gross?: string;
  readonly units?: string;
}

const goods = ({ code = '610910', origin = 'BD', value, currency = 'EUR', net, gross, units }: Given) => ({
  commodity: {
    commodityCode: { harmonizedSystemSubHeadingCode: code },
    ...(units === undefined ? {} : { goodsMeasure: { supplementaryUnits: units } }),
  },
  countryOfOrigin: { country: origin },
  ...(value === undefined ? {} : { itemAmountInvoiced: { value, currency } }),
  weight: { ...(net === undefined ? {} : { netMass: net }), ...(gross === undefined ? {} : { grossMass: gross }) },
});

const judged = (...items: readonly Given[]) =>
  judgeCredibility(
    { declaration: { goodsShipment: { goodsItem: items.map(goods) } }, procedure: 'import' },
    credibilityChecks,
    bands,
  );

const failedIn = (...items: readonly Given[]) => judged(...items).findings.map(({ checkId }) => checkId);

const shirts: Band = seedBands.find(({ code, origin }) => code === '610910' && origin === 'BD')!;
/** Cents of value for 100 kg: exact decimals. */
const insideCents = fc.integer({
  min: Math.ceil(shirts.quantiles.p01 * 10_000),
  max: Math.floor(shirts.quantiles.p99 * 10_000),
});
const narrowCents = fc.integer({
  min: Math.ceil(shirts.quantiles.p05 * 10_000),
  max: Math.floor(shirts.quantiles.p95 * 10_000),
});
const euros = (cents: number) => (cents / 100).toFixed(2);

describe('credibility checks', () => {
  it('never fail a value inside the band', () =>
    fc.assert(
      fc.property(insideCents, (cents) => assert.deepEqual(failedIn({ value: euros(cents), net: '100' }), [])),
    ));

  it('find a net mass a thousand times as large or small, and say it once', () =>
    fc.assert(
      fc.property(narrowCents, fc.constantFrom('0.1', '100000'), (cents, net) =>
        assert.deepEqual(failedIn({ value: euros(cents), net }), ['CRED-SCALE-VALUE']),
      ),
    ));

  it('find value and mass in each other’s place', () =>
    assert.deepEqual(failedIn({ code: '850760', origin: 'CN', value: '40', net: '1000' }), ['CRED-SWAPPED']));

  it('find pieces declared as kilograms', () =>
    assert.deepEqual(failedIn({ code: '851713', origin: 'CN', units: '500', net: '500', value: '160000' }), [
      'CRED-PIECES-KG',
    ]));

  it('find a net mass above gross mass, not one that equals it', () => {
    assert.deepEqual(failedIn({ net: '12.6', gross: '12.5' }), ['CRED-NET-GROSS']);
    assert.deepEqual(failedIn({ net: '12.5', gross: '12.5' }), []);
    assert.deepEqual(failedIn({ net: '0.1', gross: '12.5' }), ['CRED-NET-SMALL']);
  });

  it('explain with check, version, band, support, places and values', () => {
    const [finding] = judged({ value: '50', net: '100' }).findings;
    assert.deepEqual(
      [finding?.checkId, finding?.checkVersion, finding?.effect, finding?.count],
      ['CRED-VALUE-KG', 1, 'flag', 1],
    );
    assert.match(
      finding!.cases[0]!.explanation,
      /^0\.5 EUR per kg lies outside; usual .* of 100 cases of 610910 of origin BD, bands 3$/,
    );
    assert.deepEqual(finding!.cases[0]!.band!.support, 100);
    assert.deepEqual(finding!.elements, [
      { pointer: '/goodsShipment/goodsItem/0/itemAmountInvoiced/value', value: '50' },
      { pointer: '/goodsShipment/goodsItem/0/weight/netMass', value: '100' },
      {
        pointer: '/goodsShipment/goodsItem/0/commodity/commodityCode/harmonizedSystemSubHeadingCode',
        value: '610910',
      },
      { pointer: '/goodsShipment/goodsItem/0/countryOfOrigin/country', value: 'BD' },
    ]);
    const hit = hitOf(finding!);
    assert.deepEqual([hit.profileId, hit.blocks, hit.referralType], ['CRED-VALUE-KG', false, undefined]);
  });

  it('tell the trader neither figures nor thresholds', () => {
    for (const { disclosure, question } of credibilityChecks.checks)
      assert.doesNotMatch(`${disclosure}${question}`, /\d|band|usual|quantile/i);
  });

  it('say of what they could not judge, and that is no hit', () => {
    const because = (given: Given) =>
      judged(given).unjudged.find(({ checks }) => checks.includes('CRED-VALUE-KG/1'))?.because;
    assert.equal(because({ net: '1' }), 'noValue');
    assert.equal(because({ value: '1' }), 'noNetMass');
    assert.equal(because({ value: '1', net: '1', currency: 'USD' }), 'otherCurrency');
    assert.equal(because({ value: '1', net: '1', code: '010121' }), 'noBand');
    assert.deepEqual(judged({}).findings, []);
    assert.equal(judged({}, {}, {}).unjudged.find(({ checks }) => checks.includes('CRED-VALUE-KG/1'))?.count, 3);
  });

  it('are not thrown off by what is no declaration', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (item, rest) => {
        const declarations = [
          item,
          { goodsShipment: { goodsItem: item, consignment: rest } },
          { consignmentMasterLevel: { goodsItem: [item, rest] } },
        ];
        for (const declaration of declarations) {
          for (const procedure of ['import', 'entry'])
            judgeCredibility({ declaration, procedure }, credibilityChecks, noBands);
        }
      }),
    ));

  it('tell so many cases with their figures, and count all', () => {
    const { findings } = judged(...Array.from({ length: 50 }, () => ({ value: '50', net: '100' })));
    assert.deepEqual(
      findings.map(({ count, cases, elements }) => [count, cases.length, elements.length]),
      [[50, maxCases, 20]],
    );
    assert.ok(hitOf(findings[0]!).reason.length <= 512);
  });

  it('give the same answer with the bands of the time, whatever was imported since', () => {
    const declaration = { goodsShipment: { goodsItem: [goods({ value: '50', net: '100' })] } };
    const answer = () => judgeCredibility({ declaration, procedure: 'import' }, credibilityChecks, bands);
    const before = JSON.stringify(answer());
    const later = bandSetOf(4, 'EUR', [{ ...shirts, quantiles: { ...shirts.quantiles, p01: 0.1 } }]);
    assert.deepEqual(judgeCredibility({ declaration, procedure: 'import' }, credibilityChecks, later).findings, []);
    assert.equal(JSON.stringify(answer()), before);
  });
});

describe('impossible combinations', () => {
  const entryOf = (declaration: unknown) =>
    judgeCredibility({ declaration, procedure: 'entry' }, credibilityChecks, noBands).findings.map(
      ({ checkId }) => checkId,
    );

  it('are a container number with a check digit that is not its own', () => {
    const filing = (containerIdentificationNumber: string) => ({
      consignmentMasterLevel: { consignmentHouseLevel: [{ transportEquipment: [{ containerIdentificationNumber }] }] },
    });
    assert.deepEqual(entryOf(filing('CSQU3054383')), []);
    assert.deepEqual(entryOf(filing('CSQU3054384')), ['CRED-CONTAINER']);
  });

  it('are a ship identified as an aircraft, and not one identified as a ship', () => {
    const filing = (typeOfIdentification: string) => ({
      activeBorderTransportMeans: { ModeOfTransport: '1', typeOfIdentification },
    });
    assert.deepEqual(entryOf(filing('41')), ['CRED-MODE-ID']);
    assert.deepEqual(entryOf(filing('10')), []);
  });
});
