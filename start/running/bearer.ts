/** Access tokens at a platform that takes them: verified, believed, and shown by whom they are bound to. */
import { randomBytes } from 'node:crypto';
import { originsOf } from '../../shared-services/gateway/origins.ts';
import { clientAddress, proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import { type BearerAuthentication, createBearerAuthentication } from '../../shared-services/kit/identity/bearer.ts';
import { createProofNonces } from '../../shared-services/kit/identity/proof-nonces.ts';
import type { Standing } from '../../shared-services/kit/identity/standing.ts';
import { keepProofsIn, type ProofRows, startProofSweep } from '../../shared-services/kit/identity/used-proofs.ts';
import { openStanding, type StandingUse } from './standing.ts';

export interface BearerUse extends StandingUse {
  /** Issuer of the tokens. */
  readonly issuer: string;
  /** The platform's own, where its processes share what was used; absent: no proofs come to its door. */
  readonly proofs?: ProofRows;
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Tokens {
  readonly standing: Standing;
  readonly bearer: BearerAuthentication;
  /** The server that takes them, now that it listens; its end is also that of what is heard of standing. */
  takenBy<S extends Server>(server: S): S;
}

const maxCachedTokens = 10_000;
/** The client of the realm whose roles are the business profiles. */
const profileClient = 'portorium';

/** @param publicUrl address under which callers reach the platform, where it is not the one that it listens on */
export const openBearer = async (
  platform: 'speed2ng' | 'ccn2ng' | 'shared-services',
  publicUrl: string | undefined,
  use: BearerUse,
): Promise<Tokens> => {
  const { issuer, clock, log, settings, proofs } = use;
  const standing = await openStanding(platform, use);
  const isProxy = proxiesOf(settings.PORTORIUM_TRUSTED_PROXIES);
  const asksForNonces = settings.PORTORIUM_PROOF_NONCES === 'asked';
  let origins: readonly string[] = [];
  const bearer = createBearerAuthentication({
    ...{ issuer, audience: platform, clientId: profileClient, clock, log, maxCachedTokens, standing },
    origins: () => origins,
    addressOf: (connection) => clientAddress(connection, isProxy),
    ...(proofs === undefined ? {} : { keepProof: keepProofsIn(proofs) }),
    ...(asksForNonces ? { proofNonces: createProofNonces(randomBytes(32), clock) } : {}),
  });
  const sweep = proofs && startProofSweep(proofs, clock, log);
  return {
    standing,
    bearer,
    takenBy: (server) => {
      origins = originsOf(server.url, publicUrl);
      const stop = async () => {
        await server.stop();
        await sweep?.stop();
        await standing.stop();
      };
      return { ...server, stop };
    },
  };
};
