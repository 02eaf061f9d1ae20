/** Reads files of the archive again, each once in a while, and says which are not what was put there. */
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import type { Store } from '../../kit/store/store.ts';
import type { ArchivePlace } from '../place.ts';
import { type FileRow, filesToCheck, noteCheck } from '../storage/files.ts';
import { readCompared } from './compare.ts';
import { ownRecord } from './own-record.ts';

export interface CheckParts {
  readonly store: Store;
  readonly place: ArchivePlace;
  readonly clock: Clock;
  readonly log: Logger;
  /** In one round. */
  readonly limit?: number;
}

/** A damage is recorded when it is found, and when it is mended: not each time. */
export const noteCompared = async (
  { store, log }: Pick<CheckParts, 'store' | 'log'>,
  file: FileRow,
  damage: string | undefined,
): Promise<void> => {
  await noteCheck(store, file, damage);
  if ((damage === undefined) === (file.damage === null)) return;
  if (damage !== undefined) log.error({ objectName: file.object_name, damage }, 'a file of the archive is damaged');
  const failed = damage !== undefined;
  await store.audit(ownRecord('archiving.package.check', { reference: file.object_name, failed }));
};

/** Answers how many it read. */
export const checkSome = async ({ store, place, clock, log, limit = 1000 }: CheckParts): Promise<number> => {
  const before = new Date(clock.nowMs() - place.checkWithinMs);
  const files = await filesToCheck(store, before, limit);
  for (const file of files) {
    const compared = await readCompared(place.store, file);
    await noteCompared({ store, log }, file, compared.sound ? undefined : compared.damage);
  }
  return files.length;
};
