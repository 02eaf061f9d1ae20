import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { ask } from './ask.ts';
import type { contract } from './contract.ts';

type VerifyBackup = (typeof contract)['services']['Backups']['operations']['verifyBackup'];

export const verifyBackup =
  (store: Store): Handler<RequestOf<VerifyBackup>, ReplyOf<VerifyBackup>> =>
  ({ backupId }, call) =>
    ask(store, call, { kind: 'verify', backupId });
