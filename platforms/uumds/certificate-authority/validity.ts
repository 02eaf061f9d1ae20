/** How long certificates live, and when they are renewed. */
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Bundle } from './bundle.ts';
import type { Validity } from './issue.ts';

const dayMs = 24 * 60 * 60 * 1000;
const renewBeforeMs = 30 * dayMs;
/** A certificate made now is already good for a peer whose clock runs behind. */
const backdateMs = 5 * 60 * 1000;
const lifetimesMs = { root: 20 * 365 * dayMs, authority: 10 * 365 * dayMs, party: 365 * dayMs };

const endsMs = ({ certificate }: Bundle): number => Date.parse(certificate.validTo);

/** Whether it needs no renewal yet. */
export const isFresh = (bundle: Bundle, clock: Clock): boolean => endsMs(bundle) - clock.nowMs() > renewBeforeMs;

/** Never longer than the issuer's. */
export const validityOf = (kind: keyof typeof lifetimesMs, clock: Clock, issuer?: Bundle): Validity => ({
  notBeforeMs: clock.nowMs() - backdateMs,
  notAfterMs: Math.min(
    clock.nowMs() + lifetimesMs[kind],
    issuer === undefined ? Number.POSITIVE_INFINITY : endsMs(issuer),
  ),
});
