import type { ChangeUse } from './change-api-client.ts';
import { changeSeal } from './change-seal.ts';

/** The seal ends; this cannot be undone. */
export const revokeSeal = (use: ChangeUse) => changeSeal('revoke', 'revoked', use);
