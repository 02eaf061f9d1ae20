/** Files of packages, and what was found when they were read. */
import type { Transaction } from '../../kit/store/store.ts';
import type { Visibility } from '../package/build.ts';
import type { Queries } from './packages.ts';

export interface FileRow {
  readonly package_id: string;
  readonly part: Visibility;
  readonly object_name: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly checked_at: Date;
  readonly damage: string | null;
}

export const filesOfPackage = (queries: Queries, id: string): Promise<FileRow[]> =>
  queries.query<FileRow>('select * from package_file where package_id = $1 order by part', [id]);

export interface NewFile {
  readonly part: Visibility;
  readonly objectName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const replaceFiles = async (transaction: Transaction, id: string, files: readonly NewFile[]): Promise<void> => {
  await transaction.query('delete from package_file where package_id = $1', [id]);
  for (const { part, objectName, bytes, sha256 } of files)
    await transaction.query(
      'insert into package_file (package_id, part, object_name, bytes, sha256) values ($1, $2, $3, $4, $5)',
      [id, part, objectName, bytes, sha256],
    );
};

/** Those that were not looked at for the longest time. */
export const filesToCheck = (queries: Queries, before: Date, limit: number): Promise<FileRow[]> =>
  queries.query<FileRow>(
    `select package_file.* from package_file join package on package.id = package_id
     where package.state = 'kept' and checked_at < $1 order by checked_at limit $2`,
    [before, limit],
  );

export const noteCheck = async (queries: Queries, file: FileRow, damage: string | undefined): Promise<void> => {
  await queries.query('update package_file set checked_at = now(), damage = $3 where package_id = $1 and part = $2', [
    file.package_id,
    file.part,
    damage ?? null,
  ]);
};
