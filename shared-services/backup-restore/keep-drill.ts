/** The drill that was kept with this installation is listed with the others. */
import type { Store } from '../kit/store/store.ts';
import { readDrill } from './continuity/files.ts';

export const keepDrill = async (store: Pick<Store, 'query'>): Promise<void> => {
  const drill = await readDrill();
  if (drill === undefined) return;
  await store.query(
    `insert into drill (id, at, rpo_seconds, rto_seconds, acknowledged, lost, audit_consistent, synchronous)
     values ($1, $1::text::timestamptz, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [
      drill.at,
      drill.rpoSeconds,
      drill.rtoSeconds,
      drill.acknowledged,
      drill.lost,
      drill.auditConsistent,
      drill.synchronous,
    ],
  );
};
