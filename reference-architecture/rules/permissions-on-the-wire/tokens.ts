/** Proofs of those who come with a token: real tokens of a realm that exists only in a test. */
import type { TokenFacts } from '../../../platforms/speed2ng/test-support/tokens.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { createStanding, type Standing } from '../../../shared-services/kit/identity/standing.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import type { Circle, PlacedOperation } from '../../contract/language.ts';
import { profileFor } from './messages.ts';
import type { Proof } from './table.ts';

const revokedClient = 'revoked-system';

/** What a gateway knows, after the news that one system is no longer believed. */
export const standingOfTheTable = async (): Promise<Standing> => {
  const news = {
    revision: '1',
    whole: true,
    change: [{ kind: 'client', id: revokedClient, believed: false }],
  } as const;
  const silence = new Promise<never>(() => {});
  const standing = createStanding({
    watch: async (since) => (since === undefined ? news : silence),
    clock: systemClock,
    log: silentLogger(),
    maxAgeMs: 600_000,
  });
  await standing.known;
  return standing;
};

/** What the token of a proof says; undefined: there is none. */
export const factsOfProof = (placed: PlacedOperation, circle: Circle, proof: Proof): TokenFacts | undefined => {
  const right: TokenFacts = { circle, profiles: [profileFor(placed, circle)] };
  const facts: Readonly<Record<Proof, TokenFacts | undefined>> = {
    none: undefined,
    expired: { ...right, expiresInSeconds: -1 },
    'for another audience': { ...right, audience: 'another-platform' },
    'of another circle': { ...right, circle: circle === 'untrusted' ? 'administrators' : 'untrusted' },
    'a profile of nobody’s': { ...right, profiles: ['nobody'] },
    revoked: { ...right, client: revokedClient },
    'a mandate that was revoked': right,
    right,
  };
  return facts[proof];
};

export const tokenRefusals = {
  none: 'TOKEN_MISSING',
  expired: 'TOKEN_EXPIRED',
  'for another audience': 'TOKEN_INVALID',
  'of another circle': 'CALLER_NOT_ADMITTED',
  'a profile of nobody’s': 'CALLER_NOT_ADMITTED',
  revoked: 'TOKEN_REVOKED',
} as const;
