/**
 * Whether a message is sealed by the trader who sends it. A seal is a signature by a certificate that the trader has
 * registered; one that is there is verified, whether it was asked for or not.
 */
import { hasSecurity } from '../../../shared-services/gateway/soap/security/envelope-parts.ts';
import { openSecured } from '../../../shared-services/gateway/soap/security/open-secured.ts';
import { refuseSecurity } from '../../../shared-services/gateway/soap/security/refusals.ts';
import type { AssertFirst } from '../../../shared-services/gateway/soap/security/replay.ts';
import { claimsNothing } from '../../../shared-services/gateway/soap/security/verify.ts';
import type {
  Authenticated,
  RestIdentified,
  Sealed,
  SoapTaken,
  Taken,
} from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { SealRegister } from '../../../shared-services/kit/identity/seals.ts';
import { sealHeader, verifyDetached } from '../seal/detached.ts';
import { assertRegistered } from '../seal/registered.ts';

export interface SealParts {
  /** Registered seals, as UUM&DS knows them; without it no seal proves anything. */
  readonly seals?: SealRegister;
  /** Whether a trader has said that its messages always come sealed; by default nobody has. */
  readonly mustSeal?: (caller: Caller) => boolean | Promise<boolean>;
  readonly assertFirst: AssertFirst;
  readonly clock: Clock;
}

const unsealed = async <S extends Authenticated>(stage: S, { mustSeal }: SealParts): Promise<S & Sealed> => {
  if (await mustSeal?.(stage.caller)) throw refuseSecurity('SECURITY_REQUIRED');
  return { ...stage, sealed: false };
};

export const verifySoapSeal =
  (parts: SealParts) =>
  async <S extends Authenticated & SoapTaken>(stage: S): Promise<S & Sealed> => {
    const { root, received, caller } = stage;
    if (!hasSecurity(root) || claimsNothing(root)) return unsealed(stage, parts);
    const { received: text, root: signed } = await openSecured({ received, root }, parts, ({ signer }) =>
      assertRegistered(signer.certificate, caller, parts),
    );
    return { ...stage, received: text, root: signed, sealed: true };
  };

/** A question without a body has nothing to seal. */
export const verifyJsonSeal =
  (parts: SealParts) =>
  async <S extends RestIdentified & Authenticated & Taken>(stage: S): Promise<S & Sealed> => {
    const { request, received, caller } = stage;
    const seal = request.headers[sealHeader];
    if (seal === undefined) return received === undefined ? { ...stage, sealed: false } : unsealed(stage, parts);
    await verifyDetached(String(seal), { request, caller, text: received?.text ?? '' }, parts);
    return { ...stage, sealed: true };
  };
