import { type ChangeUse, changeApiClient } from './change-api-client.ts';

/** A suspended client gets tokens again; those from before stay refused. */
export const resumeApiClient = (use: ChangeUse) => changeApiClient('resume', 'resumed', use);
