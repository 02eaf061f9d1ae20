/** Where packages of closed cases are kept: in the process of the shared services. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { ArchivePlace } from '../../shared-services/archiving/place.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { openObjectStore } from '../../shared-services/kit/object-store/open.ts';
import { root } from '../root.ts';
import type { PlatformSettings } from '../settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }).version;

export interface ArchiveParts {
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly log: Logger;
}

/** Undefined: nothing is archived by this process. */
export const openArchive = async (
  platforms: readonly Platform[],
  { settings, dataDirectory, log }: ArchiveParts,
): Promise<ArchivePlace | undefined> => {
  if (!platforms.includes('shared-services')) return undefined;
  const { PORTORIUM_ARCHIVE_STORE: given, PORTORIUM_CERTIFICATES: certificates } = settings;
  if (given === undefined && certificates !== undefined) {
    // A folder that nobody chose may be gone tomorrow, and applications let go what is archived.
    log.warn({}, 'closed cases are not archived: PORTORIUM_ARCHIVE_STORE names no place');
    return undefined;
  }
  const said = given ?? join(dataDirectory, 'archive');
  const place = said.startsWith('s3://') ? said : resolve(root, said);
  return {
    store: await openObjectStore(place),
    quietMs: settings.PORTORIUM_ARCHIVE_QUIET_DAYS * dayMs,
    checkWithinMs: settings.PORTORIUM_ARCHIVE_CHECK_DAYS * dayMs,
    casesPerMinute: settings.PORTORIUM_ARCHIVE_CASES_PER_MINUTE,
    version: version(),
  };
};
