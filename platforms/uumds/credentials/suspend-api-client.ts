import { type ChangeUse, changeApiClient } from './change-api-client.ts';

/** The client gets no token, and its tokens are refused, until it is resumed. */
export const suspendApiClient = (use: ChangeUse) => changeApiClient('suspend', 'suspended', use);
