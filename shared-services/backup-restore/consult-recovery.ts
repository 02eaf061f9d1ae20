import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../kit/clock.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type KeeperRow, standingOf } from './domain/standing.ts';
import { type DrillRow, drillColumns, drillOf } from './rows.ts';

type ConsultRecovery = (typeof contract)['services']['Backups']['operations']['consultRecovery'];

interface Summary {
  readonly backups: string;
  readonly oldest: Date | null;
  readonly last: Date | null;
  readonly verified: Date | null;
}

/** A backup found damaged restores nothing. */
const summary = `select count(*) as backups, min(completed_at) as oldest, max(completed_at) as last,
  max(verified_at) filter (where verification = 'sound') as verified from backup where verification <> 'damaged'`;

const epoch = <Name extends string>(name: Name, at: Date | null | undefined) =>
  (at == null ? {} : { [name]: at.getTime() }) as { readonly [Key in Name]?: number };

export const readKeeper = async (store: Pick<Store, 'query'>): Promise<KeeperRow | undefined> =>
  (await store.query<KeeperRow>('select * from keeper'))[0];

export const consultRecovery =
  (store: Store, clock: Clock): Handler<RequestOf<ConsultRecovery>, ReplyOf<ConsultRecovery>> =>
  async () => {
    const nowMs = clock.nowMs();
    const [keeper, [sums], [drill]] = await Promise.all([
      readKeeper(store),
      store.query<Summary>(summary),
      store.query<DrillRow>(`select ${drillColumns} from drill order by drill.at desc limit 1`),
    ]);
    const last = sums?.last?.getTime();
    return {
      ...standingOf(keeper, nowMs),
      backups: Number(sums?.backups ?? 0),
      ...epoch('oldestMomentMs', sums?.oldest),
      ...epoch('lastBackupAtMs', sums?.last),
      ...(last === undefined ? {} : { lastBackupAgeSeconds: Math.max(0, Math.floor((nowMs - last) / 1000)) }),
      ...epoch('lastVerifiedAtMs', sums?.verified),
      ...(drill === undefined ? {} : { lastDrill: drillOf(drill) }),
    };
  };
