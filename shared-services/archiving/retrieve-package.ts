/** Gives a file of a package out, after it was compared with what was put there. */
import type { OperationCall } from '../kit/host/module.ts';
import type { Logger } from '../kit/logging.ts';
import type { Store } from '../kit/store/store.ts';
import { noteCompared } from './keeping/check.ts';
import { type Compared, readCompared } from './keeping/compare.ts';
import { objectIdOf } from './package/build.ts';
import type { ArchivePlace } from './place.ts';
import { refuse } from './refusals.ts';
import { type FileRow, filesOfPackage } from './storage/files.ts';
import { readPackage } from './storage/packages.ts';
import { seesRestricted } from './who.ts';

interface Asked {
  readonly packageId: string;
  readonly restricted?: boolean;
}

export const retrievePackage = (store: Store, place: ArchivePlace | undefined, log: Logger) => {
  const fileOf = async ({ packageId, restricted = false }: Asked): Promise<FileRow> => {
    const row = await readPackage(store, packageId);
    if (row === undefined) throw refuse('PACKAGE_UNKNOWN');
    if (row.state !== 'kept') throw refuse('PACKAGE_DISPOSED');
    const part = restricted ? 'restricted' : 'open';
    const file = (await filesOfPackage(store, packageId)).find((one) => one.part === part);
    if (file === undefined) throw refuse('PACKAGE_UNKNOWN', `The package has no ${part} file.`);
    return file;
  };

  const read = async (file: FileRow): Promise<Compared> => {
    if (place === undefined) throw refuse('ARCHIVE_UNAVAILABLE');
    return readCompared(place.store, file).catch((error: unknown) => {
      log.warn({ err: error }, 'the store of the archive cannot be read');
      throw refuse('ARCHIVE_UNAVAILABLE');
    });
  };

  return async (asked: Asked, call: OperationCall) => {
    if (asked.restricted === true && !seesRestricted(call)) throw refuse('PACKAGE_RESTRICTED');
    const file = await fileOf(asked);
    const compared = await read(file);
    await noteCompared({ store, log }, file, compared.sound ? undefined : compared.damage);
    if (!compared.sound)
      throw refuse('PACKAGE_DAMAGED', `What is in the store is not what was put there: ${compared.damage}.`);
    return {
      packageId: asked.packageId,
      fileName: `${objectIdOf(asked.packageId, file.part)}.tar`,
      mediaType: 'application/x-tar',
      bytes: compared.bytes.length,
      sha256: file.sha256,
      content: compared.bytes.toString('base64'),
    };
  };
};
