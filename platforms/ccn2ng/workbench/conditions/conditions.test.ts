import assert from 'node:assert/strict';
import { seedProfiles } from '../../../cdco/risk-analysis/domain/seed-profiles.ts';
import { changeTree } from './change-tree.ts';
import type { Condition } from './condition.ts';
import { emptyRow } from './node.ts';
import { rootOf } from './read-condition.ts';
import { pathAt, writeCondition } from './write-condition.ts';

const noUnit = () => undefined;
const written = (condition: Condition) => writeCondition(rootOf(condition), noUnit).condition;
const row = (element: string): Condition => ({ element, is: { present: true } });

/** An `all` of one condition says what that condition says. */
const simplest = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(simplest);
  if (typeof value !== 'object' || value === null) return value;
  const one = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, simplest(inner)]));
  const parts = one['all'] ?? one['any'];
  return Array.isArray(parts) && parts.length === 1 ? parts[0] : one;
};

describe('the tree of the condition editor', () => {
  it('says the same as the condition that it was read from, for every seeded profile', () => {
    assert.ok(seedProfiles.length > 20);
    for (const { id, definition } of seedProfiles) {
      const condition = definition.condition as unknown as Condition;
      assert.deepEqual(simplest(written(condition)), simplest(condition), id);
    }
  });

  it('keeps negation, counts, sums, and tests of every value', () => {
    const condition = {
      all: [
        { not: { any: [row('LRN'), row('declarant.name')] } },
        { count: 'item', from: 3, where: row('weight.grossMass') },
        { sum: 'house', element: 'totalGrossMass', to: '1000.5' },
        { element: 'a', is: { in: ['1', '2'] }, every: true },
        { every: 'house', where: { all: [row('x'), { not: row('y') }] } },
      ],
    };
    assert.deepEqual(written(condition), condition);
  });

  it('leads from the place of a fault to the row', () => {
    const root = rootOf({ all: [row('a'), { some: 'item', where: { all: [row('b'), { not: row('c') }] } }] });
    const { paths } = writeCondition(root, noUnit);
    assert.equal(pathAt(paths, '/condition/all/0/element'), '0.0');
    assert.equal(pathAt(paths, '/condition/all/1/where/all/0/is/in/3'), '0.1.0');
    assert.equal(pathAt(paths, '/condition/all/1/where/all/1/not/element'), '0.1.1.0');
    assert.equal(pathAt(paths, '/title'), undefined);
  });

  it('is changed by the steps of its buttons, and by nothing else', () => {
    const root = rootOf({ all: [row('a'), { any: [row('b')] }] });
    const more = changeTree(changeTree(root, 'add-row 0.1'), 'nest 0.0');
    const [nested, any] = more.children;
    assert.ok(nested?.kind === 'any' && nested.children.length === 1);
    assert.ok(any?.kind === 'any' && any.children[1] === emptyRow);
    assert.deepEqual(changeTree(more, 'dissolve 0.0').children[0], root.children[0]);
    assert.equal(changeTree(root, 'remove 0.1').children.length, 1);
    for (const step of ['remove', 'remove 0.9', 'remove x', 'drop 0.1', ''])
      assert.deepEqual(changeTree(root, step), root, step);
  });
});
