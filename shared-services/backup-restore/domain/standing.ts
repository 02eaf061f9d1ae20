/** What the last word of the keeper means now. */

export interface KeeperRow {
  readonly seen_at: Date;
  readonly state: string;
  readonly synchronous: boolean;
  readonly wished_synchronous: boolean;
  readonly lag_bytes: string | null;
  /** Since when there has been log that the archive does not have; null: it has all. */
  readonly lag_since: Date | null;
  readonly spool_bytes: string;
  readonly place: string;
  readonly gap_since: Date | null;
  readonly fault: string | null;
}

/** A keeper speaks every second. One that has said nothing for this long is not waited for. */
export const silentAfterMs = 5000;

export const isSilent = (keeper: Pick<KeeperRow, 'seen_at'>, nowMs: number): boolean =>
  nowMs - keeper.seen_at.getTime() > silentAfterMs;

/** Of a silent keeper the lag counts from its last word: nothing is known of the archive since. */
const lagSecondsOf = (keeper: KeeperRow, nowMs: number): number => {
  const since = keeper.lag_since ?? (isSilent(keeper, nowMs) ? keeper.seen_at : undefined);
  return since === undefined ? 0 : Math.max(0, Math.floor((nowMs - since.getTime()) / 1000));
};

export const standingOf = (keeper: KeeperRow | undefined, nowMs: number) => {
  if (keeper === undefined)
    return { configured: false, state: 'not-configured', synchronous: false, wishedSynchronous: false };
  const silent = isSilent(keeper, nowMs) && keeper.state !== 'stopped';
  return {
    configured: true,
    state: silent ? 'silent' : keeper.state,
    synchronous: keeper.synchronous && !silent,
    wishedSynchronous: keeper.wished_synchronous,
    ...(keeper.lag_bytes === null ? {} : { archiveLagBytes: Number(keeper.lag_bytes) }),
    archiveLagSeconds: lagSecondsOf(keeper, nowMs),
    heardAtMs: keeper.seen_at.getTime(),
    place: keeper.place,
    spoolBytes: Number(keeper.spool_bytes),
    ...(keeper.gap_since === null ? {} : { gapSinceMs: keeper.gap_since.getTime() }),
    ...(keeper.fault === null ? {} : { fault: keeper.fault.slice(0, 1000) }),
  };
};
