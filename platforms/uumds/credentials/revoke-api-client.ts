import { type ChangeUse, changeApiClient } from './change-api-client.ts';

/** The client ends; this cannot be undone. */
export const revokeApiClient = (use: ChangeUse) => changeApiClient('revoke', 'revoked', use);
