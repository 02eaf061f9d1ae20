import assert from 'node:assert/strict';
import type { Hit } from '../hit.ts';
import { isContainerNumber, isImoNumber, normalIdentifier } from './identifiers.ts';
import { createKeeping } from './keeping.ts';
import { mostCompared, watchListHits } from './screen-declaration.ts';
import { screenerOf } from './screener.ts';
import { seedWatchLists } from './seed-watch-lists.ts';
import { subjectsOf } from './subjects.ts';
import type { WatchList } from './watch-list.ts';

const onDate = '2026-11-21';
const screener = screenerOf(seedWatchLists);

const hitsOf = (declaration: unknown): readonly Hit[] => {
  const work = watchListHits(declaration, onDate, screener);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

describe('identifiers of watch lists', () => {
  it('have check digits that hold: ISO 6346, IMO', () => {
    // The number of the standard's own example, and that of the usual explanation of IMO numbers.
    assert.ok(isContainerNumber('CSQU3054383'));
    assert.ok(isImoNumber('9074729'));
    for (const digit of '012456789') assert.ok(!isContainerNumber(`CSQU305438${digit}`));
    for (const digit of '012345678') assert.ok(!isImoNumber(`907472${digit}`));
  });

  it('are written in one way', () => {
    assert.equal(normalIdentifier('vessel', 'imo 9074729'), '9074729');
    assert.equal(normalIdentifier('container', 'csqu 305438-3'), 'CSQU3054383');
    assert.equal(normalIdentifier('party', ' de.000 '), 'DE000');
  });

  it('find their entry, and one with another digit finds nothing', () => {
    const asked = (identifier: string) => screener.screen({ kind: 'container', identifiers: [identifier] }, { onDate });
    assert.deepEqual(
      asked('xxxu 666000 3').map(({ entry, score }) => [entry.entryId, score]),
      [['C-1', 100]],
    );
    assert.deepEqual(asked('XXXU6660004'), []);
  });
});

describe('addresses of watch lists', () => {
  const asked = (name: string, country = 'BE') =>
    screener.screen({ kind: 'address', name, country }, { onDate }).map(({ entry }) => entry.entryId);

  it('are found with typing errors, in their country only', () => {
    assert.deepEqual(asked('Inventiestrat 666 4460 Verzonnen'), ['A-1']);
    assert.deepEqual(asked('Inventiestraat 666 4460 Verzonnen', 'NL'), []);
  });

  it('have neighbours that are others', () => assert.deepEqual(asked('Inventiestraat 667 4460 Verzonnen'), []));
});

describe('a declaration', () => {
  it('names parties in any role, at any depth, with the place of each', () => {
    const found = subjectsOf({ a: { 'b/c': [{ consignor: { name: 'X', identificationNumber: 'DE1' } }] } });
    assert.deepEqual(found, [
      {
        asked: { kind: 'party', name: 'X', identifiers: ['DE1'] },
        elements: [
          { pointer: '/a/b~1c/0/consignor/name', value: 'X' },
          { pointer: '/a/b~1c/0/consignor/identificationNumber', value: 'DE1' },
        ],
      },
    ]);
  });

  it('of whatever shape is read without a fault', () => {
    let deep: unknown = { name: 'Phantasma Gnomeworks' };
    for (let depth = 0; depth < 5000; depth += 1) deep = { consignor: deep };
    for (const odd of [null, 7, 'text', [], [[null]], { consignor: 7 }, { consignor: { name: 7 } }, deep]) {
      assert.deepEqual(hitsOf(odd), []);
    }
  });

  it('hides no party behind many others, and those very far behind by another spelling only', () => {
    const declared = (before: number, name: string) => ({
      house: [
        ...Array.from({ length: before }, (_, at) => ({ consignor: { name: `Honest Teapot ${at}` } })),
        { consignor: { name } },
      ],
    });
    assert.equal(hitsOf(declared(mostCompared - 1, 'Fantasma Gnomewroks')).length, 1);
    assert.equal(hitsOf(declared(mostCompared + 100, 'Gnomeworks Fantasma')).length, 1);
    assert.equal(hitsOf(declared(mostCompared + 100, 'Fantasma Gnomewroks')).length, 0);
  });
});

describe('lists', () => {
  it('have their own least scores, and a question may ask for less', () => {
    const [first] = seedWatchLists as [WatchList];
    const strict = screenerOf([{ ...first, leastScore: 100 }]);
    const asked = { kind: 'party', name: 'Zelentdze Kromanskyy' } as const;
    assert.equal(screener.screen(asked, { onDate }).length, 1);
    assert.equal(strict.screen(asked, { onDate }).length, 0);
    assert.equal(strict.screen(asked, { onDate, leastScore: 80 }).length, 1);
  });

  it('that are none find nothing', () => {
    assert.deepEqual(screenerOf([]).screen({ kind: 'party', name: 'Anybody' }, { onDate }), []);
  });
});

describe('kept answers', () => {
  it('are given again, and those not asked for longest go first', () => {
    let found = 0;
    const keeping = createKeeping<number>(2);
    const ask = (question: string) => keeping.get(question, () => (found += 1));
    assert.deepEqual(['a', 'b', 'a', 'c', 'a', 'b'].map(ask), [1, 2, 1, 3, 1, 4]);
    assert.equal(keeping.size(), 2);
  });
});
