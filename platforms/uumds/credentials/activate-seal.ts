import type { ChangeUse } from './change-api-client.ts';
import { changeSeal } from './change-seal.ts';

/** A registered seal is used from now on. */
export const activateSeal = (use: ChangeUse) => changeSeal('activate', 'activated', use);
