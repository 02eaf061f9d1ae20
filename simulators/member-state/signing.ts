/** Signatures of the simulated system: it signs what it sends where it is told to, and verifies whatever comes signed. */
import type { XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { parseXml } from '../../reference-architecture/contract/xml/parse.ts';
import { hasSecurity } from '../../shared-services/gateway/soap/security/envelope-parts.ts';
import { openSecured } from '../../shared-services/gateway/soap/security/open-secured.ts';
import { refuseSecurity } from '../../shared-services/gateway/soap/security/refusals.ts';
import type { AssertFirst } from '../../shared-services/gateway/soap/security/replay.ts';
import { signEnvelope } from '../../shared-services/gateway/soap/security/sign.ts';
import { signingKeyOf } from '../../shared-services/gateway/soap/security/signing-key.ts';
import { claimsNothing } from '../../shared-services/gateway/soap/security/verify.ts';
import { sha256Hex } from '../../shared-services/kit/call.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import { callerOfCertificate } from '../../shared-services/kit/identity/certificate.ts';
import { createChainTrust } from '../../shared-services/kit/identity/chain.ts';
import type { Tls } from './ccn2ng/client.ts';

export interface Signing {
  /** Signs an envelope, or leaves it as it is. */
  readonly sign: (envelope: string) => string;
  /** The envelope as it was signed by CCN2ng, or as it came. @throws {Refusal} a faulty signature, or a missing one */
  readonly open: (text: string, root?: XmlElement) => Promise<XmlElement>;
}

export interface SigningParts {
  readonly tls: Tls;
  readonly clock: Clock;
  readonly signs: boolean;
  /** What CCN2ng sends must be signed. */
  readonly requires: boolean;
}

/** In memory: a simulated system keeps nothing. */
const seenInMemory = (clock: Clock): AssertFirst => {
  const seen = new Map<string, number>();
  return async ({ proof, untilMs }) => {
    for (const [old, endMs] of seen) if (endMs < clock.nowMs()) seen.delete(old);
    if (seen.has(proof)) throw refuseSecurity('MESSAGE_REPLAYED');
    seen.set(proof, untilMs);
  };
};

export const createSigning = ({ tls, clock, signs, requires }: SigningParts): Signing => {
  const key = signingKeyOf(tls);
  const assertTrusted = createChainTrust({ trustAnchor: tls.ca, clock });
  const assertFirst = seenInMemory(clock);
  return {
    sign: (envelope) => (signs ? signEnvelope(envelope, { key, nowMs: clock.nowMs() }) : envelope),
    open: async (text, root = parseXml(text)) => {
      if (!hasSecurity(root) || claimsNothing(root)) {
        if (requires) throw refuseSecurity('SECURITY_REQUIRED');
        return root;
      }
      const received = { contentType: '', text, sha256: sha256Hex(text) };
      const opened = await openSecured({ received, root }, { clock, assertFirst }, async ({ signer }) => {
        const { circle, party } = callerOfCertificate(signer.certificate);
        if (circle !== 'central' || party !== 'ccn2ng') throw refuseSecurity('SECURITY_TOKEN_UNTRUSTED');
        await assertTrusted(signer.certificate.raw, signer.chain);
      });
      return opened.root;
    },
  };
};
