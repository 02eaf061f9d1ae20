/** Where packages of closed cases are kept: in the process of the shared services. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { ArchivePlace } from '../../shared-services/archiving/place.ts';
import { openObjectStore } from '../../shared-services/kit/object-store/open.ts';
import { root } from '../root.ts';
import type { PlatformSettings } from '../settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }).version;

export const openArchive = async (
  platforms: readonly Platform[],
  { settings, dataDirectory }: { readonly settings: PlatformSettings; readonly dataDirectory: string },
): Promise<ArchivePlace | undefined> => {
  if (!platforms.includes('shared-services')) return undefined;
  const said = settings.PORTORIUM_ARCHIVE_STORE ?? join(dataDirectory, 'archive');
  const place = said.startsWith('s3://') ? said : resolve(root, said);
  return {
    store: await openObjectStore(place),
    quietMs: settings.PORTORIUM_ARCHIVE_QUIET_DAYS * dayMs,
    checkWithinMs: settings.PORTORIUM_ARCHIVE_CHECK_DAYS * dayMs,
    casesPerMinute: settings.PORTORIUM_ARCHIVE_CASES_PER_MINUTE,
    version: version(),
  };
};
