/** Root hook: `"require": ["./shared-services/kit/postgres/mocha-hooks.ts"]` in .mocharc.json. */
import { stopTestServer } from './test-support.ts';

export const mochaHooks = { afterAll: stopTestServer };
