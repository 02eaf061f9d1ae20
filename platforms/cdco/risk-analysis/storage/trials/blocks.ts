/** Blocks of declarations, on which profiles are tried. */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Store } from '../../../../../shared-services/kit/store/store.ts';
import { type Declared, declaredIn, lineOf, linesIn } from '../../domain/trials/declared.ts';

/** Most declarations of one block. */
export const mostOfBlock = 256;

// In threads of their own: whoever answers does not wait for it.
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

type Queries = Pick<Store, 'query'>;

export interface Block {
  readonly declarations: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly content: Buffer;
}

export const blockOf = async (declared: readonly Declared[]): Promise<Block> => {
  const days = declared.map(({ onDate }) => onDate).sort();
  return {
    declarations: declared.length,
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    content: await compress(declared.map(lineOf).join('\n')),
  };
};

export const writeBlock = async (to: Queries, { declarations, firstDay, lastDay, content }: Block): Promise<void> => {
  await to.query('insert into declaration_block (declarations, first_day, last_day, content) values ($1, $2, $3, $4)', [
    declarations,
    firstDay,
    lastDay,
    content,
  ]);
};

export const newestBlock = async (from: Queries): Promise<number> => {
  const [row] = await from.query<{ newest: string | null }>('select max(number) as newest from declaration_block');
  return Number(row?.newest ?? 0);
};

export interface BlockRange {
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
  /** Numbers after the first, up to the second. */
  readonly after: number;
  readonly upTo: number;
}

/** Numbers in order, and how many declarations they have together. Blocks never change: it is one view of them. */
export const blocksIn = async (from: Queries, { fromDay, toDay, after, upTo }: BlockRange) => {
  const rows = await from.query<{ number: string; declarations: number }>(
    `select number, declarations from declaration_block
     where number > $1 and number <= $2 and last_day >= $3::date and first_day <= $4::date order by number`,
    [after, upTo, fromDay ?? '-infinity', toDay ?? 'infinity'],
  );
  return {
    numbers: rows.map(({ number }) => Number(number)),
    declarations: rows.reduce((sum, { declarations }) => sum + declarations, 0),
  };
};

/** A line for each declaration. Undefined: it is kept no more. */
export const readBlock = async (from: Queries, number: number): Promise<string[] | undefined> => {
  const [row] = await from.query<{ content: Buffer }>('select content from declaration_block where number = $1', [
    number,
  ]);
  return row && linesIn(String(await decompress(row.content)));
};

/** Of the newest blocks, at most so many. */
export const recentDeclared = async (from: Queries, most: number): Promise<Declared[]> => {
  const rows = await from.query<{ content: Buffer }>(
    'select content from declaration_block order by number desc limit 8',
  );
  const found: Declared[] = [];
  for (const { content } of rows) {
    if (found.length < most) found.push(...declaredIn(String(await decompress(content))));
  }
  return found.slice(0, most);
};
