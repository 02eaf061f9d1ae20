/** What the archive is given by the process that hosts it. */
import type { ObjectStore } from '../kit/object-store/object-store.ts';

export interface ArchivePlace {
  readonly store: ObjectStore;
  /** A case is taken when it is closed, and nothing has happened to it for so long. */
  readonly quietMs: number;
  /** Every file is read and compared once in this time. */
  readonly checkWithinMs: number;
  /** No more are taken: the archive leaves the machine to others. */
  readonly casesPerMinute: number;
  /** Of the platform: stands in the packages. */
  readonly version: string;
}
