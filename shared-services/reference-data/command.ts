/** `npm run reference-data -- import CL141 customs-offices.csv`: what operators do with code lists from a shell. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { systemClock, toDay } from '../kit/clock.ts';
import { changeConnection } from '../kit/postgres/connection-string.ts';
import { roleNameOf } from '../kit/postgres/roles.ts';
import { loadHistory, loadImports } from './history.ts';
import { importFile, type Say } from './import-file.ts';
import { loadListFacts } from './store.ts';

export const usage = `Usage:
  reference-data import <list> <file>  [--format auto|csv|json] [--mode full|partial] [--valid-from YYYY-MM-DD]
                                       [--title TEXT] [--source TEXT] [--by WHO] [--skip-bad] [--allow-closing]
  reference-data list                  the code lists and where they come from
  reference-data show <list> <code>    a code with its history
  reference-data imports [list]        who imported what, when
All take --database-url URL (or DATABASE_URL): the database of the platform, as its administrator or as the component.`;

/** What was typed cannot be carried out; the message says why. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

export interface CommandParts {
  /** The words after the command's name. */
  readonly words: readonly string[];
  readonly environment: { readonly DATABASE_URL?: string | undefined; readonly USER?: string | undefined };
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly say: Say;
}

const options = {
  format: { type: 'string', default: 'auto' },
  mode: { type: 'string', default: 'full' },
  'valid-from': { type: 'string' },
  title: { type: 'string' },
  source: { type: 'string' },
  by: { type: 'string' },
  'skip-bad': { type: 'boolean', default: false },
  'allow-closing': { type: 'boolean', default: false },
  'database-url': { type: 'string' },
} as const;

const parse = (words: readonly string[]) => parseArgs({ args: [...words], options, allowPositionals: true });

type Given = ReturnType<typeof parse>['values'];

const oneOf = <Word extends string>(name: string, given: string, allowed: readonly Word[]): Word => {
  const found = allowed.find((word) => word === given);
  if (found === undefined) throw new Misuse(`--${name} is one of ${allowed.join(', ')}.`);
  return found;
};

const needed = (what: string, word: string | undefined): string => {
  if (word === undefined) throw new Misuse(`${what} is missing.`);
  return word;
};

const isDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const importCommand = async (pool: pg.Pool, [list, file]: readonly string[], given: Given, parts: CommandParts) => {
  const path = needed('The file', file);
  const validFrom = given['valid-from'];
  if (validFrom !== undefined && !isDay.test(validFrom)) throw new Misuse('--valid-from is a day, YYYY-MM-DD.');
  const of = {
    list: needed('The list', list),
    fileName: basename(path),
    text: await readFile(path, 'utf8'),
    format: oneOf('format', given.format, ['auto', 'csv', 'json']),
    mode: oneOf('mode', given.mode, ['full', 'partial']),
    by: given.by ?? parts.environment.USER ?? 'operator',
    today: parts.today,
    validFrom,
    title: given.title,
    source: given.source,
    skipBad: given['skip-bad'],
    allowClosing: given['allow-closing'],
  };
  await importFile(pool, of, parts.say);
};

const listCommand = async (pool: pg.Pool, say: Say) => {
  for (const { name, title, origin, version, source } of await loadListFacts(pool))
    say(`${name}  ${title} (${origin}, ${version}): ${source}`);
};

const showCommand = async (pool: pg.Pool, [list, code]: readonly string[], say: Say) => {
  const wanted = needed('The code', code);
  const history = await loadHistory(pool, needed('The list', list), wanted);
  if (history.length === 0) throw new Misuse(`${list} has no code ${wanted}.`);
  for (const { description, validFrom, validTo, attributes, takenBack } of history)
    say(
      `${wanted}  ${validFrom} – ${validTo ?? ''}  ${description}  ${JSON.stringify(attributes)}${takenBack ? '  (taken back)' : ''}`,
    );
};

const importsCommand = async (pool: pg.Pool, [list]: readonly string[], say: Say) => {
  for (const done of await loadImports(pool, list))
    say(
      `${done.importedAt}  ${done.list}  by ${done.importedBy}: ${done.source} (${done.mode}, from ${done.validFrom}), ` +
        `${done.added} added, ${done.changed} changed, ${done.closed} closed, ${done.unchanged} unchanged, ` +
        `${done.skipped} skipped, sha256 ${done.sha256}`,
    );
};

const openAsComponent = (url: string): pg.Pool => {
  const role = roleNameOf('reference-data');
  return new pg.Pool({
    connectionString: changeConnection(url, { options: `-c role=${role} -c search_path=${role}` }),
    max: 2,
  });
};

const dispatch = (pool: pg.Pool, command: string, words: readonly string[], given: Given, parts: CommandParts) => {
  if (command === 'import') return importCommand(pool, words, given, parts);
  if (command === 'list') return listCommand(pool, parts.say);
  if (command === 'show') return showCommand(pool, words, parts.say);
  if (command === 'imports') return importsCommand(pool, words, parts.say);
  throw new Misuse(`There is no command ${command}.\n${usage}`);
};

/** Carries out one command; answers with the exit status: 0 done, 1 not done and why was said. */
export const runCommand = async (parts: CommandParts): Promise<0 | 1> => {
  let pool: pg.Pool | undefined;
  try {
    const { values, positionals } = parse(parts.words);
    const [command, ...words] = positionals;
    if (command === undefined) throw new Misuse(usage);
    const url = values['database-url'] ?? parts.environment.DATABASE_URL;
    if (url === undefined) throw new Misuse('Which database? Give --database-url or DATABASE_URL.');
    pool = openAsComponent(url);
    await dispatch(pool, command, words, values, parts);
    return 0;
  } catch (fault) {
    parts.say((fault as Error).message);
    return 1;
  } finally {
    await pool?.end();
  }
};

if (import.meta.main)
  process.exitCode = await runCommand({
    words: process.argv.slice(2),
    environment: process.env,
    today: toDay(systemClock.nowMs()),
    say: (line) => console.log(line),
  });
