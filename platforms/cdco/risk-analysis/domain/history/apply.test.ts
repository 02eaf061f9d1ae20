import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Hit } from '../hit.ts';
import { summaryOf } from '../summary.ts';
import { applyHistory, type OperatorHistory } from './apply.ts';
import { operatorsOf } from './operators.ts';
import type { HistoryRule } from './rule.ts';
import { historyRules } from './rules.ts';

const hit = (more: Partial<Hit> = {}): Hit => ({
  profileId: 'P',
  profileVersion: 1,
  riskAreaCode: 'SEC',
  riskLevel: 'medium',
  blocks: false,
  reason: 'x',
  elements: [],
  ...more,
});

const declaration = {
  declarant: { identificationNumber: 'BE0123456789' },
  consignmentMasterLevel: {
    carrier: { identificationNumber: 'NL000000001' },
    consignmentHouseLevel: [
      { consignee: { identificationNumber: 'FR00000000000001' } },
      { consignee: { name: 'Nobody' } },
    ],
  },
};

const applied = (hits: readonly Hit[], histories: Record<string, Partial<OperatorHistory>>, rules = historyRules) =>
  applyHistory({ areas: summaryOf(hits).areas, hits }, rules, {
    operators: operatorsOf(declaration, 'entry'),
    histories: new Map(Object.entries(histories).map(([eori, history]) => [eori, { findDays: [], ...history }])),
    procedure: 'entry',
    onDate: '2026-11-21',
  });

const authorised = { BE0123456789: { aeo: { type: 'AEOS', status: 'valid' } } } as const;

describe('operators of a declaration', () => {
  it('are found at each level, with role and place', () =>
    assert.deepEqual(operatorsOf(declaration, 'entry'), [
      { role: 'declarant', pointer: '/declarant/identificationNumber', value: 'BE0123456789' },
      { role: 'carrier', pointer: '/consignmentMasterLevel/carrier/identificationNumber', value: 'NL000000001' },
      {
        role: 'consignee',
        pointer: '/consignmentMasterLevel/consignmentHouseLevel/0/consignee/identificationNumber',
        value: 'FR00000000000001',
      },
    ]));

  it('are found once where the consignment is the only level', () =>
    assert.equal(
      operatorsOf({ consignmentMasterLevel: { carrier: { identificationNumber: 'NL1' } } }, 'entry').length,
      1,
    ));

  it('are none in what is no declaration', () =>
    fc.assert(fc.property(fc.jsonValue(), (any) => void operatorsOf(any, 'entry'))));
});

describe('the history of operators', () => {
  it('lowers the areas of the rule where the declarant is authorised, and says why', () => {
    const { areas, changes } = applied([hit(), hit({ riskAreaCode: 'IPR' })], authorised);
    assert.deepEqual(areas, [
      { riskAreaCode: 'IPR', score: 45 },
      { riskAreaCode: 'SEC', score: 30 },
    ]);
    assert.deepEqual(changes, [
      {
        ruleId: 'HIST-AEOS',
        ruleVersion: 1,
        riskAreaCode: 'SEC',
        scoreBefore: 45,
        scoreAfter: 30,
        explanation: 'The declarant is authorised for security and safety (declarant: AEOS, valid).',
        pointer: '/declarant/identificationNumber',
      },
    ]);
  });

  it('does not lower what is immediate, and does not lower for a suspended or another role’s authorisation', () => {
    for (const immediate of [hit({ blocks: true }), hit({ riskLevel: 'critical' })]) {
      assert.deepEqual(applied([immediate], authorised).changes, []);
    }
    assert.deepEqual(applied([hit()], { NL000000001: authorised.BE0123456789 }).changes, []);
    const suspended = { BE0123456789: { aeo: { type: 'AEOS', status: 'suspended' } } } as const;
    assert.deepEqual(applied([hit()], suspended).areas, [{ riskAreaCode: 'SEC', score: 55 }]);
  });

  it('raises by recent finds, not by old ones or those of tomorrow', () => {
    const scoreAfter = (...findDays: string[]) => applied([hit()], { FR00000000000001: { findDays } }).areas[0]?.score;
    assert.equal(scoreAfter('2026-11-21'), 50);
    assert.equal(scoreAfter('2025-11-21'), 50);
    assert.equal(scoreAfter('2025-11-20'), 45);
    assert.equal(scoreAfter('2026-11-22'), 45);
    assert.equal(scoreAfter('2026-11-01', '2026-10-01', '2026-09-01'), 60);
  });

  it('keeps scores within 1 and 100, whatever the rules, and makes none where nothing was hit', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 6 }), (points) => {
        const rules: HistoryRule[] = points.map((one) => ({ ...historyRules[0]!, points: one }));
        const { areas } = applied([hit()], authorised, rules);
        assert.ok(areas.every(({ score }) => score >= 1 && score <= 100));
        assert.deepEqual(applied([], authorised, rules), { areas: [], changes: [] });
      }),
    ));
});
