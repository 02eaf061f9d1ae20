/** Attempts that stay below every threshold of one source, and are many over all of them: spraying, stuffing. Pure. */

/** Of one platform and kind, in the last hour. */
export interface Attempts {
  readonly platform: string;
  readonly kind: string;
  /** Different accounts and clients at which proof failed. */
  readonly credentials: number;
  /** Different addresses from which it did. */
  readonly addresses: number;
}

export const spreadWindowMs = 60 * 60_000;
/** Attempts to prove who one is. */
export const watchedKinds: readonly string[] = ['sign-in-failed', 'authentication-failed'];
/** As many people do not mistype within an hour, as a rule; from as many places nobody tries by mistake. */
export const usualAtMost = { credentials: 50, addresses: 100 };

export const isSpread = ({ credentials, addresses }: Attempts): boolean =>
  credentials > usualAtMost.credentials || addresses > usualAtMost.addresses;

export const wordsOf = ({ kind, credentials, addresses }: Attempts): string =>
  `${kind}: ${credentials} accounts or clients, from ${addresses} addresses, within an hour`;
