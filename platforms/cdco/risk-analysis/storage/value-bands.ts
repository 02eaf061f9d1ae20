/** Versions of the value bands in the database. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import { type Band, type BandSet, bandSetOf, noBands } from '../domain/credibility/bands.ts';

export interface NewBands {
  readonly currency: string;
  readonly source: string;
  readonly contentSha256: string;
  readonly bands: readonly Band[];
}

interface Row {
  readonly version: number;
  readonly currency: string;
  readonly bands: string;
}

export const newestVersion = async (from: Pick<Store, 'query'>): Promise<number> => {
  const [row] = await from.query<{ version: number | null }>('select max(version) as version from value_band_set');
  return row?.version ?? 0;
};

/** The bands of a version, as they were: what an earlier assessment is explained by. */
export const readBandSet = async (from: Pick<Store, 'query'>, version: number): Promise<BandSet> => {
  const [row] = await from.query<Row>('select version, currency, bands from value_band_set where version = $1', [
    version,
  ]);
  return row === undefined ? noBands : bandSetOf(row.version, row.currency, JSON.parse(row.bands) as Band[]);
};

/** One import after the other: versions have no gaps. What repeats the newest import keeps its version. */
export const writeBands = async (
  transaction: Transaction,
  { currency, source, contentSha256, bands }: NewBands,
): Promise<{ readonly version: number; readonly repeated: boolean }> => {
  await transaction.query('lock table value_band_set in share row exclusive mode');
  const [newest] = await transaction.query<{ version: number; content_sha256: string }>(
    'select version, content_sha256 from value_band_set order by version desc limit 1',
  );
  if (newest?.content_sha256 === contentSha256) return { version: newest.version, repeated: true };
  const version = (newest?.version ?? 0) + 1;
  await transaction.query(
    'insert into value_band_set (version, currency, source, content_sha256, bands) values ($1, $2, $3, $4, $5)',
    [version, currency, source, contentSha256, JSON.stringify(bands)],
  );
  return { version, repeated: false };
};
