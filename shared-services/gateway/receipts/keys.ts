/**
 * The keys of one gateway's receipts. One signs; the next is published a day before it does, so that whoever keeps a copy
 * has it in time; those that signed stay published, so that old receipts stay verifiable.
 */
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import { startLoop } from '../../kit/loop.ts';
import { type KeyFile, makeKeyFile, readKeyFiles, retireKeyFile } from './key-files.ts';
import { type PublicJwk, publicJwkOf, type Signer, signerOf } from './sign.ts';

export interface ReceiptKeysParts {
  readonly folder: string;
  /** The operator puts keys into the folder and takes them out; nothing is written to it. */
  readonly given: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<RotationLimits>;
}

export interface RotationLimits {
  /** How long a key signs before its successor is drawn. */
  readonly signsForMs: number;
  /** How long a key is published before it signs. */
  readonly publishedAheadMs: number;
  /** How often the folder is looked at: keys that were put in or begin to sign are then known. */
  readonly lookEveryMs: number;
}

export interface ReceiptKeys extends Signer {
  /** JWK Set: the key that signs, those that will, those that did. */
  published(): { readonly keys: readonly PublicJwk[] };
  /** When the one that signs should have a successor at the latest. */
  renewalDueMs(): number;
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
const defaults: RotationLimits = { signsForMs: 90 * dayMs, publishedAheadMs: dayMs, lookEveryMs: 60_000 };

/** A week more than it signs, for an operator who puts keys in by hand. */
export const renewalDueOf = (signsFromMs: number, signsForMs = defaults.signsForMs): number =>
  signsFromMs + signsForMs + 7 * dayMs;

const isPrivate = ({ key }: KeyFile) => key.type === 'private';

/** The latest of those whose time has come. */
const signingAmong = (files: readonly KeyFile[], nowMs: number): KeyFile | undefined =>
  files.findLast((file) => isPrivate(file) && file.fromMs <= nowMs);

/** Draws a key where there is none, or the next where the one that signs is old; retires what signs no more. */
export const tendReceiptKeys = async (
  folder: string,
  clock: Clock,
  limits: RotationLimits = defaults,
): Promise<void> => {
  const files = await readKeyFiles(folder);
  const nowMs = clock.nowMs();
  const signing = signingAmong(files, nowMs);
  if (signing === undefined) return makeKeyFile(folder, nowMs);
  const isOld = nowMs - signing.fromMs >= limits.signsForMs && !files.some(({ fromMs }) => fromMs > nowMs);
  if (isOld) await makeKeyFile(folder, nowMs + limits.publishedAheadMs);
  const superseded = files.filter((file) => isPrivate(file) && file.fromMs < signing.fromMs);
  for (const file of superseded) await retireKeyFile(folder, file);
};

/**
 * @throws {Error} the operator's folder has no key whose time has come, or one that is not Ed25519
 */
export const openReceiptKeys = async (parts: ReceiptKeysParts): Promise<ReceiptKeys> => {
  const { folder, given, clock, log } = parts;
  const limits = { ...defaults, ...parts.limits };
  let signer: ReturnType<typeof signerOf> | undefined;
  let keys: readonly PublicJwk[] = [];
  let dueMs = Number.NaN;

  const look = async (): Promise<void> => {
    if (!given) await tendReceiptKeys(folder, clock, limits);
    const files = await readKeyFiles(folder);
    const signing = signingAmong(files, clock.nowMs());
    if (signing === undefined) throw new Error(`no receipt key in ${folder} signs now: it needs one, <time>.pem`);
    // A key that is being retired may stand in two files.
    keys = [...new Map(files.map(({ key }) => publicJwkOf(key)).map((jwk) => [jwk.kid, jwk])).values()].reverse();
    dueMs = renewalDueOf(signing.fromMs, limits.signsForMs);
    const { kid } = publicJwkOf(signing.key);
    if (signer?.jwk.kid === kid) return;
    signer = signerOf(signing.key);
    log.info({ kid, keys: keys.length }, 'receipts are signed with this key');
  };

  await look();
  const loop = startLoop({ name: 'receipt keys', intervalMs: limits.lookEveryMs, work: look, log });
  return {
    sign: (claims) => signer!.sign(claims),
    published: () => ({ keys }),
    renewalDueMs: () => dueMs,
    stop: () => loop.stop(),
  };
};
