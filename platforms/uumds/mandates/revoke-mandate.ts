/** One side ends the mandate. Gateways ask for every message, so it is worth nothing from the commit on. */
import type { ChangeMandate } from './change-mandate.ts';

export const revokeMandate = (change: ChangeMandate) => change('revoke');
