import assert from 'node:assert/strict';
import type { TSchema } from '../../../../reference-architecture/contract/schema.ts';
import { ConsignmentMasterLevelType66 } from '../../../../reference-architecture/data-model/master-consignments.ts';
import { ActiveBorderTransportMeansType } from '../../../../reference-architecture/data-model/means-of-transport.ts';
import { checkDefinition } from './check-definition.ts';
import type { Block, Condition } from './condition.ts';
import { riskAreas } from './risk-areas.ts';
import { seedProfiles } from './seed-profiles.ts';

type Properties = Readonly<Record<string, TSchema>>;
const propertiesOf = (schema: TSchema | undefined): Properties => (schema?.['items'] ?? schema)?.['properties'] ?? {};

const master = propertiesOf(ConsignmentMasterLevelType66);
const house = propertiesOf(master['consignmentHouseLevel']);
/** The most complete structures of the data model, by where a condition stands. */
const scopes: Readonly<Record<'declaration' | Block, Properties>> = {
  declaration: {
    activeBorderTransportMeans: ActiveBorderTransportMeansType,
    consignmentMasterLevel: ConsignmentMasterLevelType66,
  },
  house,
  item: {
    ...propertiesOf(house['goodsItem']),
    ...propertiesOf(master['goodsItem']),
    ...propertiesOf(house['goodsItem']),
  },
};

const isThere = (scope: Properties, path: string): boolean => {
  let inner: Properties = scope;
  let found: TSchema | undefined;
  for (const name of path.split('.')) {
    found = inner[name];
    if (found === undefined) return false;
    inner = propertiesOf(found);
  }
  return Object.keys(inner).length === 0;
};

const strangePaths = (of: Condition, scope: 'declaration' | Block = 'declaration'): string[] => {
  const own = (block: Block, path: string) => (isThere(scopes[block], path) ? [] : [path]);
  if ('all' in of) return of.all.flatMap((one) => strangePaths(one, scope));
  if ('any' in of) return of.any.flatMap((one) => strangePaths(one, scope));
  if ('not' in of) return strangePaths(of.not, scope);
  if ('is' in of) return isThere(scopes[scope], of.element) ? [] : [of.element];
  if ('some' in of) return strangePaths(of.where, of.some);
  const where =
    of.where === undefined ? [] : strangePaths(of.where, 'count' in of ? of.count : 'sum' in of ? of.sum : of.every);
  return 'sum' in of ? [...own(of.sum, of.element), ...where] : where;
};

describe('seeded profiles', () => {
  it('are at least 24, with ids of their own that say that they are invented', () => {
    assert.ok(seedProfiles.length >= 24);
    assert.equal(new Set(seedProfiles.map(({ id }) => id)).size, seedProfiles.length);
    for (const { id, definition } of seedProfiles) {
      assert.match(id, new RegExp(`^SEED-${definition.riskAreaCode}-\\d{3}$`));
      assert.ok(id.length <= 17);
      assert.match(definition.title, /invented/);
    }
  });

  it('cover every risk area', () => {
    const covered = new Set(seedProfiles.map(({ definition }) => definition.riskAreaCode));
    assert.deepEqual([...covered].sort(), Object.keys(riskAreas).sort());
  });

  for (const { id, definition } of seedProfiles) {
    it(`${id} can be read, and speaks of elements that the data model has`, () => {
      assert.deepEqual(checkDefinition(JSON.parse(JSON.stringify(definition))), []);
      assert.deepEqual(strangePaths(definition.condition), []);
    });
  }
});
