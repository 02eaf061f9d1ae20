/** Since when there has been log that is not in the archive, by looking now and then how far the server and the archive are. */
import { positionOf } from '../domain/position.ts';

export const createLag = () => {
  /** Positions of the server that the archive has not reached yet, oldest first. */
  let behind: { readonly at: bigint; readonly seenMs: number }[] = [];
  return {
    measure: (serverAt: string, durableTo: bigint | undefined, nowMs: number) => {
      const at = positionOf(serverAt);
      const reached = durableTo ?? 0n;
      behind = behind.filter((one) => one.at > reached);
      if (at > reached && (behind.at(-1)?.at ?? -1n) < at && behind.length < 1000) behind.push({ at, seenMs: nowMs });
      const oldest = behind[0];
      return {
        lagBytes: at > reached ? Number(at - reached) : 0,
        ...(oldest === undefined ? {} : { sinceMs: oldest.seenMs }),
      };
    },
  };
};
