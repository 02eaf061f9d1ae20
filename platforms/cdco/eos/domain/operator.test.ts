import assert from 'node:assert/strict';
import { aeoOn, type Operator, statusOn } from './operator.ts';

const operator: Operator = {
  EORI: 'BE0000000001',
  name: 'Invented Parcels NV',
  country: 'BE',
  validFrom: '2024-01-01',
  validTo: '2025-12-31',
  aeo: { type: 'AEOC', status: 'valid', validFrom: '2024-06-01' },
};

describe('status of an operator', () => {
  for (const [day, status] of [
    ['2023-12-31', 'unknown'],
    ['2024-01-01', 'valid'],
    ['2025-12-31', 'valid'],
    ['2026-01-01', 'expired'],
  ] as const) {
    it(`on ${day} is ${status}`, () => assert.equal(statusOn(operator, day), status));
  }

  it('is unknown where there is no operator', () => assert.equal(statusOn(undefined, '2024-01-01'), 'unknown'));

  it('has an authorisation from its first day on', () => {
    assert.equal(aeoOn(operator, '2024-05-31'), undefined);
    assert.equal(aeoOn(operator, '2024-06-01')?.type, 'AEOC');
  });
});
