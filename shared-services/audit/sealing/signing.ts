/** The keys that sign checkpoints: files like those of receipts, with the same rotation. */
import type { KeyObject } from 'node:crypto';
import { type KeyFile, readKeyFiles } from '../../gateway/receipts/key-files.ts';
import { renewalDueOf, tendReceiptKeys } from '../../gateway/receipts/keys.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import { startLoop } from '../../kit/loop.ts';
import { type NoteKey, noteKeyOf, rawPublicKey, signedNote } from '../domain/note.ts';

export interface CheckpointSigner {
  /** Name of the log: first line of every checkpoint, and name of its keys. */
  readonly origin: string;
  readonly sign: (body: string) => { readonly note: string; readonly keyId: string };
  /** The key that signs, those that will, those that did. */
  readonly keys: () => readonly NoteKey[];
}

export interface CheckpointKeysParts {
  readonly origin: string;
  readonly folder: string;
  /** The operator puts keys into the folder and takes them out; nothing is written to it. */
  readonly given: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly lookEveryMs?: number;
}

const isSigning = (nowMs: number) => (file: KeyFile) => file.key.type === 'private' && file.fromMs <= nowMs;

/** A key that is being retired may stand in two files. */
const publishedOf = (origin: string, files: readonly KeyFile[]): NoteKey[] => [
  ...new Map(
    [...files].reverse().map(({ key }) => {
      const published = noteKeyOf(origin, rawPublicKey(key));
      return [published.keyId, published] as const;
    }),
  ).values(),
];

/** The keys of a folder, for whoever verifies. */
export const publishedKeysIn = async (folder: string, origin: string): Promise<NoteKey[]> =>
  publishedOf(origin, await readKeyFiles(folder));

/** @throws {Error} the operator's folder has no key whose time has come, or one that is not Ed25519 */
export const openCheckpointKeys = async (
  parts: CheckpointKeysParts,
): Promise<CheckpointSigner & { renewalDueMs(): number; stop(): Promise<void> }> => {
  const { origin, folder, given, clock, log, lookEveryMs = 60_000 } = parts;
  let signing: KeyObject | undefined;
  let keys: readonly NoteKey[] = [];
  let dueMs = Number.NaN;
  const look = async () => {
    if (!given) await tendReceiptKeys(folder, clock);
    const files = await readKeyFiles(folder);
    const found = files.findLast(isSigning(clock.nowMs()));
    if (found?.key.asymmetricKeyType !== 'ed25519')
      throw new Error(`no Ed25519 key in ${folder} signs checkpoints now: it needs one, <time>.pem`);
    keys = publishedOf(origin, files);
    signing = found.key;
    dueMs = renewalDueOf(found.fromMs);
  };
  await look();
  const loop = startLoop({ name: 'checkpoint keys', intervalMs: lookEveryMs, work: look, log });
  return {
    origin,
    sign: (body) => ({
      note: signedNote(body, origin, signing!),
      keyId: noteKeyOf(origin, rawPublicKey(signing!)).keyId,
    }),
    keys: () => keys,
    renewalDueMs: () => dueMs,
    stop: () => loop.stop(),
  };
};
