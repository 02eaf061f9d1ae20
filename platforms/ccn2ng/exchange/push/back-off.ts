/** When a push that failed is tried again. Pure. */
import { Refusal } from '../../../../shared-services/kit/refusal.ts';

export interface BackOff {
  readonly firstMs: number;
  /** Also the pace at which a message is tried again that the Member State called wrong. */
  readonly longestMs: number;
  readonly rejectedMs: number;
}

export const defaultBackOff: BackOff = { firstMs: 500, longestMs: 60_000, rejectedMs: 300_000 };

/** The Member State's endpoint is there and says that the message itself is wrong. */
export const rejected = (reason: string): Refusal =>
  new Refusal({
    code: 'PUSH_REJECTED',
    status: 'invalid',
    title: 'The Member State refuses the message.',
    detail: reason,
  });

export const isRejected = (reason: unknown): boolean => reason instanceof Refusal && reason.code === 'PUSH_REJECTED';

/**
 * Twice as long each time, up to the longest, and a random half of it less, so that what failed together is not tried
 * together. Who calls the message wrong will hardly change its mind: tried rarely until the message expires.
 *
 * @param random from 0 to 1
 */
export const waitMs = (reason: unknown, attempts: number, backOff: BackOff, random: number): number => {
  const fullMs = isRejected(reason)
    ? backOff.rejectedMs
    : Math.min(backOff.longestMs, backOff.firstMs * 2 ** Math.min(attempts, 30));
  return Math.round(fullMs * (1 - random / 2));
};
