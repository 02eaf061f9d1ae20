import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Declared, dayOf, readDeclared, UnreadableData } from './csv.ts';

/** What is judged, and what may be learned from: nothing that is dated later than the beginning of the period. */
export interface Period {
  readonly name: string;
  readonly knownFiles: readonly string[];
  readonly judgedFile: string;
  /** First and last day. */
  readonly from: string;
  readonly until: string;
  readonly known: readonly Declared[];
  readonly judged: readonly Declared[];
}

const train = 'df_syn_train_eng.csv';
const valid = 'df_syn_valid_eng.csv';

/** The folder's two files, or undefined where one is missing. */
export const filesIn = (folder: string): { train: string; valid: string } | undefined => {
  const files = { train: join(folder, train), valid: join(folder, valid) };
  return existsSync(files.train) && existsSync(files.valid) ? files : undefined;
};

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

type Span = { readonly from: string; readonly until: string };

const periodOf = (name: string, knownFiles: readonly string[], judgedFile: string, span?: Span): Period => {
  const all = readDeclared([judgedFile]);
  if (all.length === 0) throw new UnreadableData(`${judgedFile} has no declarations`);
  const { from, until } = span ?? { from: dateOf(all[0]!.day), until: dateOf(all.at(-1)!.day) };
  const judged = all.filter(({ day }) => day >= dayOf(from) && day <= dayOf(until));
  const known = readDeclared(knownFiles).filter(({ day }) => day < dayOf(from));
  return { name, knownFiles, judgedFile, from, until, known, judged };
};

/** The later file of the folder: an estimate for a quarter that nobody here has seen. */
export const validPeriod = (files: { train: string; valid: string }): Period =>
  periodOf('valid', [files.train], files.valid);

export const testPeriod = (files: { train: string; valid: string }, test: string): Period =>
  periodOf('test', [files.train, files.valid], test);

/** Quarters of the training year, each judged by what was before it: for choices, so that `valid` stays unseen. */
export const rollingPeriods = (files: { train: string }): Period[] => [
  periodOf('second quarter', [files.train], files.train, { from: '2020-04-01', until: '2020-06-30' }),
  periodOf('third quarter', [files.train], files.train, { from: '2020-07-01', until: '2020-09-30' }),
  periodOf('fourth quarter', [files.train], files.train, { from: '2020-10-01', until: '2020-12-31' }),
];
