/** The refusals of this application, with the sentences of its contract. */
import type { RefusalContract } from '../../reference-architecture/contract/language.ts';
import { Refusal } from '../kit/refusal.ts';
import { contract } from './contract.ts';

const { refusals } = contract.services.Backups.operations.verifyBackup;

export const refuse = (code: 'BACKUP_UNKNOWN' | 'BACKUP_NOT_CONFIGURED'): Refusal =>
  new Refusal({ code, ...(refusals[code] as RefusalContract) });
