import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { issueMrn } from './domain/mrn.ts';

/** Serials taken from the database at once; what a process has left when it stops is never used. */
const serialsPerBlock = 1000;

export interface MrnIssuer {
  next(memberState: string): Promise<string>;
}

/** Gives each filing a number of its own without asking the database each time. */
export const createMrnIssuer = (store: Pick<Store, 'query'>, clock: Clock): MrnIssuer => {
  let nextSerial = 0n;
  let endOfBlock = 0n;
  let fetching: Promise<void> | undefined;

  const fetchBlock = async () => {
    const [row] = await store.query<{ block: string }>(`select nextval('mrn_block')::text as block`);
    nextSerial = BigInt(row!.block) * BigInt(serialsPerBlock);
    endOfBlock = nextSerial + BigInt(serialsPerBlock);
  };

  return {
    next: async (memberState) => {
      while (nextSerial >= endOfBlock) {
        fetching ??= fetchBlock().finally(() => {
          fetching = undefined;
        });
        await fetching;
      }
      const serial = nextSerial;
      nextSerial += 1n;
      return issueMrn({ year: new Date(clock.nowMs()).getUTCFullYear(), memberState, serial });
    },
  };
};
