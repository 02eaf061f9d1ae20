/** Who may no longer be believed: what a platform that takes tokens hears of it from UUM&DS. */
import { setTimeout as wait } from 'node:timers/promises';
import { contract as credentials } from '../../platforms/uumds/credentials/contract.ts';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import { createStanding, type Standing, type WatchStanding } from '../../shared-services/kit/identity/standing.ts';
import { keepToldBars, readToldBars } from '../../shared-services/kit/identity/told-bars.ts';
import type { ProofRows } from '../../shared-services/kit/identity/used-proofs.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { createCalls } from '../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../shared-services/kit/rpc/own-call.ts';
import type { PlatformSettings } from '../settings.ts';

export interface StandingUse {
  readonly host: Host;
  readonly settings: PlatformSettings;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of a gateway that goes on without UUM&DS: where it keeps who is barred. */
  readonly told?: ProofRows;
}

/** Beyond the wait: for the way there and back. */
const graceMs = 2000;
const firstNewsWithinMs = 2000;

export const watchOf = (platform: Platform, { host, clock }: Pick<StandingUse, 'host' | 'clock'>): WatchStanding => {
  const { watchStanding } = createCalls(host.carryFrom(platform)).to(credentials);
  return (since, waitMs) =>
    watchStanding(
      { waitMs, ...(since === undefined ? {} : { since }) },
      ownCall(platform, clock.nowMs() + waitMs + graceMs),
    );
};

/**
 * Nobody with a token is believed before the first news; a platform that starts while UUM&DS is away starts all the same. Who
 * was barred when it was told last stays so meanwhile.
 */
export const openStanding = async (platform: Platform, use: StandingUse): Promise<Standing> => {
  const { settings, clock, log, told } = use;
  const maxAgeMs = settings.PORTORIUM_STANDING_SECONDS * 1000;
  const standing = createStanding({
    ...{ watch: watchOf(platform, use), clock, log, maxAgeMs },
    ...(told === undefined ? {} : { lastBars: await readToldBars(told), keepBars: keepToldBars(told) }),
  });
  await Promise.race([standing.known, wait(firstNewsWithinMs, undefined, { ref: false })]);
  return standing;
};
