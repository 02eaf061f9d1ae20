/** The keys of the audit log's checkpoints, and its witnesses: where the shared services run. */
import { join } from 'node:path';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { AuditLog } from '../../shared-services/audit/audit-log.ts';
import { witnessKeyIn } from '../../shared-services/audit/domain/note.ts';
import { openCheckpointKeys } from '../../shared-services/audit/sealing/signing.ts';
import { folderWitness } from '../../shared-services/audit/witnesses/folder-witness.ts';
import { httpWitness } from '../../shared-services/audit/witnesses/http-witness.ts';
import type { Witness } from '../../shared-services/audit/witnesses/witness.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { PlatformSettings } from '../settings.ts';
import type { Stops } from './ending.ts';
import type { Endings } from './endings.ts';

export interface AuditLogParts {
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Folder of keys in what an operator gives the shared services, and in the data folder. */
export const auditKeysFolder = 'audit-keys';

/** Those that the operator gives, beside the certificates or elsewhere; otherwise drawn in the data folder. */
const folderOf = ({ settings, dataDirectory }: AuditLogParts) => {
  const { PORTORIUM_AUDIT_KEYS: keys, PORTORIUM_CERTIFICATES: certificates } = settings;
  if (keys !== undefined) return { folder: keys, given: true };
  if (certificates !== undefined) return { folder: join(certificates, auditKeysFolder), given: true };
  return { folder: join(dataDirectory, auditKeysFolder), given: false };
};

/** @throws {Error} a witness has an address and no key, or the other way round */
export const witnessesOf = (settings: PlatformSettings): Witness[] => {
  const {
    PORTORIUM_AUDIT_WITNESS_URL: url,
    PORTORIUM_AUDIT_WITNESS_KEY: key,
    PORTORIUM_AUDIT_WITNESS_FOLDER: folder,
  } = settings;
  if ((url === undefined) !== (key === undefined))
    throw new Error('PORTORIUM_AUDIT_WITNESS_URL and PORTORIUM_AUDIT_WITNESS_KEY belong together');
  return [
    ...(url === undefined || key === undefined ? [] : [httpWitness({ url, key: witnessKeyIn(key) })]),
    ...(folder === undefined ? [] : [folderWitness(folder)]),
  ];
};

export const openAuditLog = async (
  platforms: readonly Platform[],
  parts: AuditLogParts,
  stops: Stops,
  endings: Endings,
): Promise<AuditLog | undefined> => {
  if (!platforms.includes('shared-services')) return undefined;
  const { clock, log, settings } = parts;
  const signer = await openCheckpointKeys({ ...folderOf(parts), origin: settings.PORTORIUM_AUDIT_ORIGIN, clock, log });
  stops.add(() => signer.stop());
  endings.add({ kind: 'signing key', name: 'audit checkpoints' }, signer.renewalDueMs);
  return { signer, witnesses: witnessesOf(settings) };
};
