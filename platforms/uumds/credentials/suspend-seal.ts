import type { ChangeUse } from './change-api-client.ts';
import { changeSeal } from './change-seal.ts';

/** What is sealed with it is refused until it is resumed. */
export const suspendSeal = (use: ChangeUse) => changeSeal('suspend', 'suspended', use);
