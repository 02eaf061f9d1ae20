/** The mandatary does not take the mandate. */
import type { ChangeMandate } from './change-mandate.ts';

export const declineMandate = (change: ChangeMandate) => change('decline');
