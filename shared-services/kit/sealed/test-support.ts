import { sealingKeyOf } from './key.ts';

/** Of tests, and of tests only. */
export const testSealingKey = sealingKeyOf('5e'.repeat(32));
