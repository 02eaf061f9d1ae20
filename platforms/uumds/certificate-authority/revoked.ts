/** What was revoked: one line for each, only ever added to. */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../data-folder.ts';
import type { Issued } from './issued.ts';
import type { Settings } from './settings.ts';

/**
 * RFC 5280, 5.3.1, but for `certificateHold` and `removeFromCRL`: what is revoked here stays revoked.
 */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

export interface RevokedCertificate {
  readonly serialNumber: string;
  /** Name of the authority that issued it, `trusted-1`. */
  readonly authority: string;
  readonly revokedAt: string;
  readonly reason: RevocationReason;
}

const fileOf = ({ directory }: Settings): string => join(directory, 'revoked.jsonl');

/** @throws {SyntaxError} the file is damaged: a list that lacks a revocation must not be made */
export const readRevoked = async (settings: Settings): Promise<readonly RevokedCertificate[]> => {
  const lines = ((await readIfThere(fileOf(settings))) ?? '').split('\n').filter((line) => line !== '');
  const all = lines.map((line) => JSON.parse(line) as RevokedCertificate);
  const first = new Map<string, RevokedCertificate>();
  for (const one of all) {
    const id = `${one.authority} ${one.serialNumber}`;
    if (!first.has(id)) first.set(id, one);
  }
  return [...first.values()];
};

/** Notes the revocation; the lists are made from it (revocation-lists.ts). Again: nothing changes. */
export const noteRevoked = async (
  settings: Settings,
  { serialNumber, authority }: Issued,
  reason: RevocationReason,
): Promise<void> => {
  const revokedAt = new Date(settings.clock.nowMs()).toISOString();
  const line: RevokedCertificate = { serialNumber, authority, revokedAt, reason };
  await appendFile(fileOf(settings), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
  settings.log.warn(line, 'certificate revoked');
};
