/** The revocation lists of the development authority (RFC 5280, 5): one file for each authority that is in force. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RevocationList, readRevocationList } from '../../../shared-services/kit/identity/revocation-list.ts';
import {
  AuthorityKeyIdentifierExtension,
  Extension,
  X509CrlGenerator,
  X509CrlReason,
} from '../../../shared-services/kit/identity/x509.ts';
import { replaceFile } from '../data-folder.ts';
import { type Authority, authoritiesInForce } from './authorities.ts';
import { read } from './issue.ts';
import { signatureAlgorithm, signingKey } from './keys.ts';
import { type RevokedCertificate, readRevoked } from './revoked.ts';
import type { Settings } from './settings.ts';

const dayMs = 24 * 60 * 60 * 1000;
export const defaultLifetimeMs = 7 * dayMs;
/** A list made now already counts for a peer whose clock runs behind. */
const backdateMs = 5 * 60 * 1000;

export const listsFolder = (directory: string): string => join(directory, 'crl');

/**
 * The time of making, in microseconds, and more than the list before: it grows whoever makes the list, without a counter
 * that several processes would have to share (RFC 5280, 5.2.3, asks for growth alone).
 */
const numberExtension = (nowMs: number, earlier: bigint): Extension => {
  const ofNow = BigInt(Math.floor(nowMs)) * 1000n;
  const number = ofNow > earlier ? ofNow : earlier + 1n;
  const hex = number.toString(16);
  // DER: as short as may be; the time's highest bit is not set.
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return new Extension('2.5.29.20', false, Uint8Array.of(0x02, bytes.length, ...bytes));
};

const listOf = async (
  authority: Authority,
  revoked: readonly RevokedCertificate[],
  earlier: bigint,
  settings: Settings,
) => {
  const nowMs = settings.clock.nowMs();
  const madeAtMs = nowMs - backdateMs;
  const issuer = read(authority);
  const list = await X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate: new Date(madeAtMs),
    nextUpdate: new Date(nowMs + (settings.revocationListLifetimeMs ?? defaultLifetimeMs)),
    signingAlgorithm: signatureAlgorithm(authority.privateKey),
    signingKey: signingKey(authority.privateKey),
    extensions: [await AuthorityKeyIdentifierExtension.create(issuer.publicKey), numberExtension(nowMs, earlier)],
    entries: revoked.map(({ serialNumber, revokedAt, reason }) => ({
      serialNumber,
      // A list tells nothing that is later than itself; the certificate counts no more from then on either way.
      revocationDate: new Date(Math.min(Date.parse(revokedAt), madeAtMs)),
      // RFC 5280, 5.3.1: `unspecified` is said by saying nothing.
      ...(reason === 'unspecified' ? {} : { reason: X509CrlReason[reason] }),
    })),
  });
  return Buffer.from(list.rawData);
};

const readThere = async (path: string, { certificate }: Authority): Promise<RevocationList | undefined> => {
  try {
    return readRevocationList(await readFile(path), [certificate]);
  } catch {
    return undefined;
  }
};

/** Whether the list holds everything that was revoked, and has half of its time left. */
const isCurrent = (list: RevocationList, count: number, settings: Settings): boolean => {
  const halfMs = (settings.revocationListLifetimeMs ?? defaultLifetimeMs) / 2;
  return list.revoked.size === count && list.nextUpdateMs - settings.clock.nowMs() > halfMs;
};

/** Makes the lists that are missing, lack a revocation or will soon be late. DER; anybody may read them. */
export const ensureRevocationLists = async (settings: Settings): Promise<void> => {
  const [authorities, revoked] = await Promise.all([authoritiesInForce(settings), readRevoked(settings)]);
  for (const authority of authorities) {
    const own = revoked.filter((one) => one.authority === authority.name);
    const path = join(listsFolder(settings.directory), `${authority.name}.crl`);
    const there = await readThere(path, authority);
    if (there !== undefined && isCurrent(there, own.length, settings)) continue;
    await replaceFile(path, await listOf(authority, own, there?.number ?? 0n, settings), 0o644);
    settings.log.info({ authority: authority.name, revoked: own.length }, 'revocation list made');
  }
};

/** All lists of a folder by the name of their file; none where the folder is absent. */
export const readListsIn = async (folder: string): Promise<ReadonlyMap<string, Buffer>> => {
  const files = await readdir(folder).catch(() => []);
  const lists = files.filter((file) => file.endsWith('.crl')).sort();
  return new Map(await Promise.all(lists.map(async (file) => [file, await readFile(join(folder, file))] as const)));
};
