import assert from 'node:assert/strict';
import type { Condition } from './condition.ts';
import { costOf, judgeCost } from './cost.ts';
import { usualTraffic } from './matching/traffic.ts';
import { seedProfiles } from './seed-profiles.ts';

const definition = (condition: Condition) => ({ ...seedProfiles[0]!.definition, condition });
const commodity: Condition = { element: 'derived.commodityCode', is: { prefix: ['85076000'] } };
const words = (count: number): Condition => ({
  any: Array.from({ length: count }, (_, number) => ({
    element: 'commodity.descriptionOfGoods',
    is: { pattern: `.*word${number}.*` },
  })),
});

describe('cost of a profile', () => {
  it('is next to nothing where something rare leads to it', () => {
    const cost = costOf(definition({ some: 'item', where: { all: [commodity, words(5)] } }), usualTraffic);
    assert.ok(cost.lookUps! < 0.1 && cost.microseconds < 0.5, JSON.stringify(cost));
    assert.deepEqual(judgeCost(cost), {});
  });

  it('is warned of where every declaration pays it', () => {
    const cost = costOf(definition({ not: { some: 'item', where: commodity } }), usualTraffic);
    assert.equal(cost.lookUps, undefined);
    assert.match(judgeCost(cost).warning ?? '', /every declaration/);
  });

  it('is refused where it is out of all proportion', () => {
    const cost = costOf(definition({ some: 'item', where: words(20) }), usualTraffic);
    assert.match(judgeCost(cost).refused ?? '', /20 is the most/);
  });

  it('of the seeded profiles is refused of none', () => {
    const refused = seedProfiles.filter((one) => judgeCost(costOf(one.definition, usualTraffic)).refused !== undefined);
    assert.deepEqual(
      refused.map(({ id }) => id),
      [],
    );
  });
});
