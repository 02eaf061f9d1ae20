import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { ask } from './ask.ts';
import type { contract } from './contract.ts';

type StartBackup = (typeof contract)['services']['Backups']['operations']['startBackup'];

export const startBackup =
  (store: Store): Handler<RequestOf<StartBackup>, ReplyOf<StartBackup>> =>
  (_, call) =>
    ask(store, call, { kind: 'backup' });
