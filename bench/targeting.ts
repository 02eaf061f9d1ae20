/**
 * `npm run bench:targeting`: how well the statistics of risk analysis choose what to inspect, beside single rates, gradient
 * boosting and chance. Declarations pass in order of date; the result of a control is known 30 days later.
 *
 * `--test FILE` judges another file of the same columns; its results are used for judging only. `--rolling` judges quarters
 * of the training year. `--data FOLDER` says where the data are, `--no-peer` leaves LightGBM out, `--save` keeps the figures.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UnreadableData } from './targeting/csv.ts';
import { type Judged, judge } from './targeting/judge.ts';
import { learners } from './targeting/learners.ts';
import { filesIn, type Period, rollingPeriods, testPeriod, validPeriod } from './targeting/periods.ts';
import { tableOf } from './targeting/report.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data/customs-declarations-synthetic') },
    test: { type: 'string' },
    rolling: { type: 'boolean', default: false },
    'no-peer': { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});

const stop = (reason: string): never => {
  console.error(reason);
  process.exit(2);
};

const lines: string[] = [];
const say = (text: string): void => {
  console.log(text);
  lines.push(text);
};

const base = ({ judged }: Period): number => judged.filter(({ found }) => found).length / judged.length;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const report = (period: Period): Judged => {
  const result = judge(period, { learners, peer: !options['no-peer'] });
  const { from, until, known, judged, name } = period;
  say(`\n### ${name}: ${from} to ${until}\n`);
  say(`${judged.length} lines, of which ${percent(base(period))} were found wrong; ${known.length} earlier ones.\n`);
  say(tableOf(result.rows));
  const { count, quality } = result.novel;
  say(
    `\nOf these ${count} have no earlier line of the same commodity, mass and value. Among them alone the statistics reach:\n`,
  );
  say(tableOf([{ name: 'statistics', quality }]));
  return result;
};

const periodsOf = (): Period[] => {
  const files = filesIn(options.data);
  if (files === undefined) {
    return stop(
      `There are no declarations in ${options.data}. Get df_syn_train_eng.csv and df_syn_valid_eng.csv from ` +
        'https://github.com/Seondong/Customs-Declaration-Datasets (branch en, folder data) and name their folder with --data.',
    );
  }
  if (options.rolling) return rollingPeriods(files);
  return [options.test === undefined ? validPeriod(files) : testPeriod(files, options.test)];
};

const save = async (): Promise<void> => {
  const file = join(import.meta.dirname, 'targeting.md');
  const method = (await readFile(file, 'utf8')).split('## Figures')[0];
  const when = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}`;
  await writeFile(file, `${method}## Figures\n\n${when}. Precision and recall in per cent.\n${lines.join('\n')}\n`);
};

try {
  const results = periodsOf().map(report);
  const { ours, shuffled } = results.at(-1)!;
  const at = (quality: Judged['ours'], share: number) =>
    quality.find((one) => one.share === share)!.precision.toFixed(3);
  say(`\nbench:targeting p5=${at(ours, 0.05)} p10=${at(ours, 0.1)} shuffled5=${at(shuffled, 0.05)}`);
  if (options.save) await save();
} catch (error) {
  if (error instanceof UnreadableData) stop(error.message);
  throw error;
}
