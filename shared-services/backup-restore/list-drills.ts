import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type DrillRow, drillColumns, drillOf } from './rows.ts';

type ListDrills = (typeof contract)['services']['Backups']['operations']['listDrills'];

export const listDrills =
  (store: Store): Handler<RequestOf<ListDrills>, ReplyOf<ListDrills>> =>
  async ({ offset = 0, limit = 50 }) => {
    const [counted] = await store.query<{ total: string }>('select count(*) as total from drill');
    const rows = await store.query<DrillRow>(
      `select ${drillColumns} from drill order by drill.at desc, id offset $1 limit $2`,
      [offset, limit],
    );
    return { total: Number(counted?.total ?? 0), ...(rows.length === 0 ? {} : { drill: rows.map(drillOf) }) };
  };
