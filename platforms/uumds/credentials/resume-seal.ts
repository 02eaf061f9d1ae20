import type { ChangeUse } from './change-api-client.ts';
import { changeSeal } from './change-seal.ts';

/** A suspended seal is believed again. */
export const resumeSeal = (use: ChangeUse) => changeSeal('resume', 'resumed', use);
