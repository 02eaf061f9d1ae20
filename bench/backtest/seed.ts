/** Fills the database: stored declarations in blocks as the application writes them, results of controls, live profiles. */
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type pg from 'pg';
import type { Profile } from '../../platforms/cdco/risk-analysis/domain/profile.ts';
import type { Bench } from '../risk/declarations.ts';

const compress = promisify(zstdCompress);
const perBlock = 256;
const days = 60;

export const referenceOf = (number: number): string => `BENCH-${number}`;

const dayOf = (number: number): string =>
  new Date(Date.UTC(2026, 8, 1) + (number % days) * 86_400_000).toISOString().slice(0, 10);

/** As `lineOf` writes it; the declaration is text already. */
const lineOf = ({ text, specificCircumstance }: Bench, number: number, day: string): string =>
  `${JSON.stringify([referenceOf(number), 'entry', specificCircumstance, day]).slice(0, -1)},${text}]`;

/** Different ones as far as there are, then the same under other references. A block has declarations of one day. */
export const seedDeclarations = async (pool: pg.Pool, different: readonly Bench[], count: number): Promise<number> => {
  let bytes = 0;
  for (let from = 0; from < count; from += perBlock) {
    const length = Math.min(perBlock, count - from);
    const day = dayOf(from / perBlock);
    const lines = Array.from({ length }, (_, one) =>
      lineOf(different[(from + one) % different.length]!, from + one, day),
    );
    const content = await compress(lines.join('\n'));
    bytes += content.length;
    await pool.query(
      'insert into declaration_block (declarations, first_day, last_day, content) values ($1, $2, $2, $3)',
      [length, day, content],
    );
  }
  return bytes;
};

/** Of one declaration in fifty, one in five a find. */
export const seedResults = async (pool: pg.Pool, count: number): Promise<void> => {
  await pool.query(
    `insert into control_result (number, reported_by, control_id, line, found, controlled_on, risk_area, reference)
     select number, 'BENCH', 'C-' || number, '{}', number % 5 = 0, '2026-11-20', case when number % 5 = 0 then 'PSF' end,
       'BENCH-' || number * 50
     from generate_series(1, $1::integer / 50) number`,
    [count],
  );
};

export const seedLive = async (pool: pg.Pool, profiles: readonly Profile[]): Promise<void> => {
  await pool.query(
    `insert into profile (id, version, valid_from, state, definition, reason)
     select id, 1, '2020-01-01', 'active', definition, 'Bench.' from unnest($1::text[], $2::text[]) as given (id, definition)`,
    [profiles.map(({ id }) => id), profiles.map(({ definition }) => JSON.stringify(definition))],
  );
};
