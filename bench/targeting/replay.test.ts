import assert from 'node:assert/strict';
import { shuffleResults } from './alter.ts';
import { type Declared, parseDeclared, UnreadableData } from './csv.ts';
import { learners, statistics } from './learners.ts';
import { qualityOf } from './ranking.ts';
import { delayDays, replay } from './replay.ts';

const today = 20_000;
const shoes = { hs6: '640411', origin: 'VN', netMassKg: 100, value: 1000 };
const declared = (day: number, found: boolean, at = 0): Declared => ({ id: `${day}-${at}`, day, line: shoes, found });
const scoresAfter = (known: readonly Declared[], day = today) =>
  learners.map(({ create }) => replay(create(), known, [declared(day, false)]));

const history = Array.from({ length: 50 }, (_, at) => declared(today - 100 + at, at % 5 === 0, at));

describe('replay of declarations', () => {
  it('gives a result of tomorrow no say today', () => {
    const with1 = scoresAfter([...history, declared(today + 1, true)]);
    assert.deepEqual(with1, scoresAfter([...history, declared(today + 1, false)]));
  });

  it('gives a result no say before its delay is over, and then it has one', () => {
    const scores = (age: number, found: boolean) => scoresAfter([...history, declared(today - age, found)]);
    assert.deepEqual(scores(delayDays - 1, true), scores(delayDays - 1, false));
    assert.notDeepEqual(scores(delayDays, true), scores(delayDays, false));
  });

  it('does not look at the results of what it judges', () => {
    const judged = [0, 10, 40].map((day) => declared(today + day, false));
    const found = judged.map((one) => ({ ...one, found: true }));
    assert.deepEqual(replay(statistics(), history, judged), replay(statistics(), history, found));
  });
});

describe('ranking', () => {
  it('counts finds among the inspected, and inspected among the finds', () => {
    const scores = Array.from({ length: 100 }, (_, at) => 100 - at);
    const found = scores.map((_, at) => at < 3 || at >= 97);
    const quality = qualityOf(scores, found);
    assert.deepEqual(quality.at(2), { share: 0.05, precision: 3 / 5, recall: 0.5 });
  });

  it('does not take the order of the file for a ranking', () => {
    const found = Array.from({ length: 1000 }, (_, at) => at < 200);
    const [{ precision } = { precision: 1 }] = qualityOf(
      found.map(() => 0.5),
      found,
    ).slice(-1);
    assert.ok(precision < 0.35);
  });
});

describe('shuffled results', () => {
  it('are the same results for other declarations', () => {
    const shuffled = shuffleResults(history, 1);
    const count = (of: readonly Declared[]) => of.filter(({ found }) => found).length;
    assert.equal(count(shuffled), count(history));
    assert.notDeepEqual(shuffled, history);
    assert.deepEqual(shuffleResults(history, 1), shuffled);
  });
});

describe('file of declarations', () => {
  it('is refused with its line where a row has other columns, or a column is missing', () => {
    assert.throws(() => parseDeclared('Declaration ID,Date\n1,2020-01-01,x', 'a.csv'), /a\.csv, line 2/);
    assert.throws(() => parseDeclared('Declaration ID,Date\n1,2020-01-01', 'a.csv'), UnreadableData);
  });
});
