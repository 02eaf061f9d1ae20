/** `npm run bench:watch-lists`: names damaged in known ways, looked for among 50,000 invented ones. */
import { parseArgs } from 'node:util';
import { createKeeping } from '../platforms/cdco/risk-analysis/domain/watch-lists/keeping.ts';
import type { NameMatch } from '../platforms/cdco/risk-analysis/domain/watch-lists/names/name-index.ts';
import { wordsOfName } from '../platforms/cdco/risk-analysis/domain/watch-lists/names/words.ts';
import { inventedNames } from '../platforms/cdco/risk-analysis/domain/watch-lists/test-support/invented-names.ts';
import { choicesOf } from '../platforms/cdco/risk-analysis/domain/watch-lists/test-support/random.ts';
import { usualLeastScore } from '../platforms/cdco/risk-analysis/domain/watch-lists/watch-list.ts';
import { createRandom } from './risk/random.ts';
import { load, quantile, questions, recallOf, timesOf } from './watch-lists/measure.ts';
import { peersAmong } from './watch-lists/peers.ts';

const { values: given } = parseArgs({
  options: {
    names: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    peers: { type: 'boolean' },
  },
});
const seed = Number(given.seed);
const leastScore = usualLeastScore / 100;
const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
const ms = (time: number) => time.toFixed(3);

const used = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

const names = inventedNames(Number(given.names), choicesOf(seed));
const before = used();
const { index, loadMs, longestStepMs } = load(names);
say(
  `${names.length} invented names, seed ${seed}: loaded in ${loadMs.toFixed(0)} ms, longest step ${longestStepMs.toFixed(0)} ms, ${(used() - before).toFixed(0)} MB`,
);

const asked = questions(names, 300, choicesOf(seed + 1));
const recall = recallOf(asked, index, leastScore);
say('\ndistortion          first   in ten     hits');
for (const { kind, asked: of, first, inTen, hits } of recall) {
  say(`${kind.padEnd(16)} ${percent(first, of)} ${percent(inTen, of)} ${percent(hits, of)}`);
}
const sum = (of: 'asked' | 'first' | 'inTen' | 'hits') => recall.reduce((total, one) => total + one[of], 0);
say(
  `${'all'.padEnd(16)} ${percent(sum('first'), sum('asked'))} ${percent(sum('inTen'), sum('asked'))} ${percent(sum('hits'), sum('asked'))}`,
);

const listed = new Set(names);
const strangers = inventedNames(3000, choicesOf(seed + 2)).filter((name) => !listed.has(name));
const falselyHit = (least: number) =>
  strangers.filter((name) => index.search(wordsOfName(name), least / 100, 1).length > 0).length / strangers.length;
say('');
for (const least of [usualLeastScore, 90, 92]) {
  say(`names not listed, made of the same parts: ${percent(falselyHit(least), 1)} give a hit at ${least} %`);
}
const rightly = sum('hits') / sum('asked');
say(
  `precision, were half of all names listed ones with one damage: ${percent(rightly, rightly + falselyHit(usualLeastScore))}`,
);

const texts = asked.map(({ text }) => text);
const ask = (text: string) => index.search(wordsOfName(text), leastScore, 10);
timesOf(texts, ask);
const times = timesOf(texts, ask);
say(
  `\nwithout kept answers: median ${ms(quantile(times, 0.5))} ms, p99 ${ms(quantile(times, 0.99))} ms, longest ${ms(quantile(times, 1))} ms`,
);

const kept = createKeeping<readonly NameMatch[]>(20_000);
const random = createRandom(seed);
const traders = Array.from({ length: 50_000 }, () => texts[random.zipf(texts.length)]!);
const keptTimes = timesOf(traders, (text) => {
  const words = wordsOfName(text);
  return kept.get(words.join(' '), () => index.search(words, leastScore, 10));
});
say(
  `with kept answers, names as frequent as by Zipf: median ${ms(quantile(keptTimes, 0.5))} ms, p99 ${ms(quantile(keptTimes, 0.99))} ms`,
);

const adversarial = [
  'a '.repeat(5000),
  'mohammed '.repeat(2000),
  'ab'.repeat(20_000),
  names.slice(0, 300).join(' '),
  'ﷺ'.repeat(3000),
  'Trading International Global General Holding Group Shipping Export Import Logistics Steel Foods',
];
say(`names made to be slow: longest ${ms(Math.max(...timesOf(adversarial, ask)))} ms`);

if (given.peers) for (const line of peersAmong(names, asked)) say(line);

say(`bench:watch-lists medianMs=${ms(quantile(times, 0.5))} recall10=${(sum('inTen') / sum('asked')).toFixed(4)}`);
