/** Whose seal a certificate is: asked of UUM&DS, and held against who may no longer be believed now. */
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { RegisteredSeal, SealRegister } from '../../shared-services/kit/identity/seals.ts';
import type { Standing } from '../../shared-services/kit/identity/standing.ts';
import { createTokenCache } from '../../shared-services/kit/identity/token-cache.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { type Carry, createCalls } from '../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../shared-services/kit/rpc/own-call.ts';
import { contract as credentials } from '../uumds/credentials/contract.ts';

export interface SealRegisterParts {
  /** `host.carryFrom('speed2ng')` */
  readonly carry: Carry;
  readonly standing: Pick<Standing, 'assert'>;
  readonly clock: Clock;
}

const deadlineMs = 2_000;
const maxKept = 10_000;
/** What changes meanwhile is told by standing; this bounds what nobody is told of, such as the end of a certificate. */
const keptForMs = 60_000;

/** `AB:CD` and `abcd` are the same fingerprint. */
const plain = (fingerprint256: string): string => fingerprint256.replaceAll(':', '').toLowerCase();

const fingerprintShape = /^[0-9a-f]{64}$/;

/**
 * Active seals are kept for a minute, as long as standing does not doubt them; nothing else is kept.
 * `find` refuses a seal that it has kept with STANDING_UNKNOWN while nobody can tell.
 */
export const createSealRegister = ({ carry, standing, clock }: SealRegisterParts): SealRegister => {
  const { findSeal } = createCalls(carry).to(credentials);
  const kept = createTokenCache<RegisteredSeal>(maxKept, clock);

  const ask = async (fingerprint256: string): Promise<RegisteredSeal | undefined> => {
    const { seal: found } = await findSeal({ fingerprint256 }, ownCall('speed2ng', clock.nowMs() + deadlineMs));
    if (found === undefined) return undefined;
    const seal = { ...found, certificate: Buffer.from(found.certificate, 'base64') };
    const keptMs = seal.state === 'active' ? keptForMs : 0;
    kept.set(fingerprint256, seal, Math.min(clock.nowMs() + keptMs, Date.parse(seal.notAfter)));
    return seal;
  };
  /** What was suspended or revoked since is asked for again: the answer says what it is now. */
  const isStanding = (fingerprint256: string): boolean => {
    try {
      standing.assert({ fingerprint256 });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'SEAL_WITHDRAWN') return false;
      throw error;
    }
  };
  return {
    find: async (given) => {
      const fingerprint256 = plain(given);
      if (!fingerprintShape.test(fingerprint256)) return undefined;
      const known = kept.get(fingerprint256);
      return known !== undefined && isStanding(fingerprint256) ? known : ask(fingerprint256);
    },
  };
};
