/** Guards of people: pages, sign-in, mandates, four eyes; and what a start refuses. */
import type { Guards } from './guards.ts';

const site = 'shared-services/gateway/pages/site';

export const people: readonly Guards[] = [
  {
    files: [`${site}/{guard,router,visited,fields,calls}.ts`, `${site}/session/*.ts`, `${site}/sign-in/*.ts`],
    tests: [
      `${site}/*.test.ts`,
      `${site}/session/*.test.ts`,
      'journeys/portal.test.ts',
      'journeys/console.test.ts',
      'journeys/workbench.test.ts',
    ],
    also: [
      ['guard.ts', "site !== undefined && site !== 'same-origin'", 'false'],
      ['guard.ts', 'origin === undefined || origin === ownOrigin ? undefined', 'true ? undefined'],
      ['guard.ts', 'if (site === undefined && origin === undefined) return', 'if (false) return'],
      ['router.ts', 'if (request.headers.host === new URL(origin).host) {', 'if (true) {'],
      ['cookies.ts', 'Path=/; Secure; HttpOnly; SameSite=Lax', 'Path=/; Secure; SameSite=Lax'],
      ['cookies.ts', 'values.length === 1 && ', ''],
      ['routes.ts', 'if (before !== undefined) await sessions.end(before);', ''],
      ['sign-in.ts', 'expectedNonce: nonce,', ''],
    ],
  },
  {
    files: ['platforms/uumds/brokering/*.ts', 'platforms/uumds/provider/*.ts', 'platforms/uumds/mutual-tls-door.ts'],
    tests: [
      'platforms/uumds/brokering/*.test.ts',
      'platforms/uumds/{used-once,client-lock,server}.test.ts',
      'platforms/uumds/credentials/sender-bound.test.ts',
    ],
    also: [
      ['assertion.ts', 'if (countryOfEori(eori) !== country)', 'if (false)'],
      ['assertion.ts', "return 'PERSON_OF_ANOTHER_COUNTRY'", 'void 0'],
      ['sign-ins.ts', 'return rowCount === 1 ? challengeOf(state)', 'return true ? challengeOf(state)'],
    ],
    accepted: [
      ['of nobody who is known', 'without its provider there are no keys, and the token is refused all the same'],
    ],
  },
  {
    files: ['platforms/uumds/credentials/*.ts', 'platforms/uumds/credentials/domain/*.ts'],
    tests: ['platforms/uumds/credentials/*.test.ts'],
    accepted: [['if (replaced === undefined)', 'assertReplaceable has asked in the same transaction']],
  },
  {
    files: ['platforms/uumds/mandates/*.ts', 'platforms/uumds/mandates/domain/*.ts'],
    tests: ['platforms/uumds/mandates/{*,domain/*}.test.ts'],
    also: [
      ['changes.ts', 'mandate === undefined || !isPartyOf(mandate, party)', 'mandate === undefined'],
      ['changes.ts', "if (wish !== 'revoke' && mandate.mandatary !== party)", 'if (false)'],
    ],
  },
  { files: ['shared-services/security/*.ts'], tests: ['shared-services/security/*.test.ts'] },
  { files: ['shared-services/governance/*.ts'], tests: ['shared-services/governance/*.test.ts'] },
  { files: ['shared-services/archiving/*.ts'], tests: ['shared-services/archiving/*.test.ts'] },
  { files: ['start/exposure.ts'], tests: ['start/exposure.test.ts'] },
];
