import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distortions } from '../test-support/distortions.ts';
import { inventedNames } from '../test-support/invented-names.ts';
import { choicesOf } from '../test-support/random.ts';
import { assign } from './assignment.ts';
import { compareNames } from './compare-names.ts';
import { editDistance } from './edit-distance.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import { wordsOfName } from './words.ts';

const indexOf = (names: readonly string[]): NameIndex => {
  const building = buildNameIndex(names.map(wordsOfName));
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
};

/** The table of the textbook, whole. */
const plainDistance = (a: string, b: string): number => {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = table[row - 1]![column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(table[row - 1]![column]! + 1, table[row]![column - 1]! + 1, exchanged);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, table[row - 2]![column - 2]! + 1);
      }
      table[row]![column] = least;
    }
  }
  return table[a.length]![b.length]!;
};

const shortWord = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 32 });
const word = fc.string({ unit: fc.constantFrom(...'abcdehiknorstuvz'), minLength: 2, maxLength: 9 });
const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

describe('the distance of two words', () => {
  it('is that of the whole table', () => {
    fc.assert(fc.property(shortWord, shortWord, (a, b) => editDistance(a, b, 40) === plainDistance(a, b)));
  });
});

describe('the pairing of words', () => {
  it('gains the most that any pairing gains', () => {
    const table = fc.array(fc.array(fc.constantFrom(0, 0.5, 0.7, 0.9, 1), { minLength: 4, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    const best = (of: number[][], row: number, free: readonly number[]): number =>
      row === of.length
        ? 0
        : Math.max(
            best(of, row + 1, free),
            ...free.map(
              (at) =>
                of[row]![at]! +
                best(
                  of,
                  row + 1,
                  free.filter((other) => other !== at),
                ),
            ),
          );
    fc.assert(
      fc.property(table, (of) => {
        const chosen = [...assign(4, 4, (row, column) => of[row]![column]!)];
        const used = chosen.filter((column) => column >= 0);
        assert.equal(new Set(used).size, used.length);
        const gained = chosen.reduce((sum, column, row) => sum + (column < 0 ? 0 : of[row]![column]!), 0);
        assert.ok(Math.abs(gained - best(of, 0, [0, 1, 2, 3])) < 1e-9);
      }),
    );
  });
});

describe('two names', () => {
  it('are as alike as the other way round', () => {
    fc.assert(fc.property(name, name, (a, b) => Math.abs(compareNames(a, b) - compareNames(b, a)) < 1e-6));
  });

  it('are the same whatever the order of words, case, marks, punctuation and legal form', () => {
    fc.assert(
      fc.property(name, (one) => {
        const other = one.split(' ').toReversed().join(', ').toUpperCase();
        return compareNames(one, other) === 1;
      }),
    );
    for (const [one, other] of [
      ['Müller & Söhne GmbH', 'MULLER UND SOHNE AG'],
      ['Invented Gadgets Co., Ltd.', 'invented gadgets'],
      ['Wymysł Sp. z o.o.', 'WYMYSL SPZOO'],
      ['ООО Выдумка', 'Vydumka LLC'],
      ['Επινοημένη Α.Ε.', 'Epinoimeni'],
      ['虚构贸易有限公司', '虚构贸易'],
      ['Intl. Invented Mfg', 'International Invented Manufacturing'],
    ] as const) {
      assert.ok(compareNames(one, other) > 0.88, `${one}: ${other}: ${compareNames(one, other)}`);
    }
  });

  it('are less alike the more is damaged', () => {
    const scores = [
      'Zelentdze Kromann',
      'Zelentdze Kromenn',
      'Zelontdze Kromenn',
      'Zelontze Kromenn',
      'Solantse Kumenn',
    ].map((damaged) => compareNames('Zelentdze Kromann', damaged));
    for (const [at, score] of scores.slice(1).entries()) assert.ok(score < scores[at]!, scores.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 6 }), (words) => {
        const whole = words.join(' ');
        const without = words.slice(1).join(' ');
        return compareNames(whole, without) <= compareNames(whole, whole);
      }),
    );
  });

  it('whose numbers differ are not taken for each other', () => {
    assert.ok(compareNames('Warehouse 17', 'Warehouse 18') < 0.7);
  });
});

describe('listed names', () => {
  const names = inventedNames(4000, choicesOf(11));
  const index = indexOf(names);

  it('are found in the first ten whatever the usual damages: 95 of 100', () => {
    const choices = choicesOf(12);
    const kinds = Object.entries(distortions);
    const found = Array.from({ length: 1400 }, (_, at) => {
      const wanted = choices.below(names.length);
      const damaged = kinds[at % kinds.length]![1](names[wanted]!, choices);
      return index.search(wordsOfName(damaged), 0.5, 10).some(({ name: one }) => one === wanted);
    });
    const share = found.filter(Boolean).length / found.length;
    assert.ok(share >= 0.95, `recall@10 ${share}`);
  });

  it('are found first where they are the same, before those that are like them', () => {
    for (const [at, one] of names.slice(0, 300).entries()) {
      const [first, second] = index.search(wordsOfName(one), 0.5, 10);
      assert.equal(first!.score, 1);
      const same = (other: string) => compareNames(one, other) === 1;
      assert.ok(first!.name === at || same(names[first!.name]!));
      assert.ok(second === undefined || second.score < 1 || same(names[second.name]!));
    }
  });

  it('say which word was taken for which, and how', () => {
    const found = indexOf(['Zelentdze Kromann', 'Abdul Qasemm']).search(wordsOfName('Kromman, Z. Junior'), 0.5, 10);
    const [{ pairs, onlyDeclared, onlyListed }] = found as [(typeof found)[0]];
    assert.deepEqual(
      pairs.map(({ declared, listed, way }) => [declared, listed, way]),
      [
        ['kromman', 'kromann', 'spelling'],
        ['z', 'zelentdze', 'initial'],
      ],
    );
    assert.deepEqual([onlyDeclared, onlyListed], [['junior'], []]);
  });

  it('are found where words are written together or apart', () => {
    const two = indexOf(['Blue Gnome Cargo', 'Redgnome Lines']);
    assert.equal(two.search(wordsOfName('Bluegnome Cargo'), 0.8, 10)[0]?.name, 0);
    assert.equal(two.search(wordsOfName('Red Gnome Lines'), 0.8, 10)[0]?.name, 1);
  });

  it('are looked for in bounded time, whatever is asked', () => {
    const asked = [
      'mohammed '.repeat(5000),
      'a '.repeat(50_000),
      'ab'.repeat(500_000),
      'ﷺ'.repeat(50_000),
      '\u0300'.repeat(1000),
      '',
    ];
    const before = performance.now();
    for (const text of asked) index.search(wordsOfName(text), 0.5, 10);
    assert.ok(performance.now() - before < 5000);
  });

  it('may be none', () => assert.deepEqual(indexOf([]).search(['anything'], 0.5, 10), []));
});
