/** For tests: a fresh database with this component in it, and the published files where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { silentLogger } from '../kit/logging.ts';
import { prepareComponents } from '../kit/postgres/components.ts';
import { openPool } from '../kit/postgres/pool.ts';
import { testDatabase, testRoleSecret } from '../kit/postgres/test-support.ts';
import type { HeldCode, HeldList } from './code-list.ts';
import { component } from './component.ts';

export interface TestReferenceData {
  readonly adminUrl: string;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export const openTestReferenceData = async (): Promise<TestReferenceData> => {
  const database = await testDatabase();
  const log = silentLogger();
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components: [component],
    log,
  });
  const pool = openPool(prepared.get(component.name)!.connectionString, {
    maxConnections: 4,
    applicationName: 'reference-data test',
    statementTimeoutMs: 20_000,
    log,
  });
  return {
    adminUrl: database.adminUrl,
    pool,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

const publishedFolder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Why tests on published files cannot run; undefined where they can. */
export const publishedFilesAbsent: string | undefined = existsSync(publishedFolder)
  ? undefined
  : `SKIPPED because ${publishedFolder} is absent`;

export const publishedPath = (path: string): string => `${publishedFolder}${path}`;

export const publishedFile = (path: string): string => readFileSync(publishedPath(path), 'utf8');

/** A list as a snapshot holds it, with what the test does not care about filled in. */
export const heldList = (
  name: string,
  codes: readonly Partial<HeldCode>[],
  more: Partial<HeldList> = {},
): HeldList => ({
  name,
  title: name,
  source: 'a test',
  version: '1',
  origin: 'shipped',
  hierarchical: false,
  unlistedPattern: null,
  importedAt: '2026-11-21T08:00:00Z',
  codes: codes.map((code) => ({
    code: '?',
    description: '',
    validFrom: '1993-01-01',
    validTo: null,
    attributes: {},
    ...code,
  })),
  ...more,
});
