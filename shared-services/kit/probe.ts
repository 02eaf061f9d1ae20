/**
 * How the platform's own probes are told from business. A probe files under an EORI that nobody can have, and calls CCN2ng
 * with the certificate of a country that there is not: ZZ is a user-assigned code of ISO 3166-1. What is filed so is
 * registered and audited as any filing; it is never assessed, never sent to a Member State, and counts as no business.
 */
export const probeEori = 'ZZ0000000PROBE';
export const probeMemberState = 'ZZ';

/** Its client at UUM&DS. */
export const probeClient = 'portorium-probe';

export const isProbe = (party: string): boolean => party === probeEori || party === probeMemberState;
