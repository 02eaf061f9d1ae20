/** How much may be sent to the gateways of this process; counted in the gateway's own schema, where processes share it. */
import type { Pool } from 'pg';
import { createBatchedThrottle, type Throttle } from '../../shared-services/gateway/throttle.ts';
import { proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import { type AddressGuard, createAddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import type { PlatformSettings } from '../settings.ts';
import type { DoorParts } from './doors/door.ts';

export interface Throttles {
  readonly throttle: Throttle;
  readonly credentialThrottle: Throttle;
  readonly addresses: AddressGuard;
}

/** What one credential may have of the share of its party: something is left to the others. */
const credentialShare = 0.8;
const periodSeconds = 60;

/** @param pool of the gateway's own component; without one this process counts for itself */
export const openAddressGuard = (
  settings: PlatformSettings,
  pool: Pool | undefined,
  metrics: Metrics,
  log: Logger,
): AddressGuard =>
  createAddressGuard({
    limits: { requests: { requests: settings.PORTORIUM_REQUESTS_PER_MINUTE_OF_ADDRESS, periodSeconds } },
    isProxy: proxiesOf(settings.PORTORIUM_TRUSTED_PROXIES),
    ...(pool === undefined ? {} : { pool }),
    metrics,
    log,
  });

/** Counted in the gateway's own component. */
export const openThrottles = (
  gateway: 'speed2ng' | 'ccn2ng',
  { settings, databases, metrics, log }: DoorParts,
): Throttles => {
  const pool = databases.poolOf(gateway);
  const requests = settings.PORTORIUM_REQUESTS_PER_MINUTE;
  const ofCredential = { requests: Math.ceil(requests * credentialShare), periodSeconds };
  return {
    throttle: createBatchedThrottle({ requests, periodSeconds }, { name: 'party', pool }),
    credentialThrottle: createBatchedThrottle(ofCredential, { name: 'credential', pool }),
    addresses: openAddressGuard(settings, pool, metrics, log),
  };
};
