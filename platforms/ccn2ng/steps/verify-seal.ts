/**
 * Whether a message is signed by who sends it. A signature that is there is verified, whether it was asked for or not; what
 * follows reads the message as it was signed.
 */
import { X509Certificate } from 'node:crypto';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { hasSecurity } from '../../../shared-services/gateway/soap/security/envelope-parts.ts';
import { openSecured } from '../../../shared-services/gateway/soap/security/open-secured.ts';
import type { Protection } from '../../../shared-services/gateway/soap/security/protect.ts';
import { refuseSecurity } from '../../../shared-services/gateway/soap/security/refusals.ts';
import { readVouched, type Vouched } from '../../../shared-services/gateway/soap/security/saml.ts';
import type { Signer } from '../../../shared-services/gateway/soap/security/tokens.ts';
import { onlyNames, withoutUserName } from '../../../shared-services/gateway/soap/security/user-name.ts';
import { claimsNothing, type VerifiedEnvelope } from '../../../shared-services/gateway/soap/security/verify.ts';
import type { Authenticated, HttpArrived, Sealed, SoapTaken } from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import type { MemberStateSecurity } from '../security/member-state-security.ts';

/** Of JSON and protocol buffers the connection is the proof. */
export const noSeal = <S>(stage: S): S & Sealed => ({ ...stage, sealed: false });

/** CCN2ng's name among the audiences of an assertion. */
export const audience = 'portorium://central/ccn2ng';

const certificateOf = ({ socket }: HttpArrived['request']): DetailedPeerCertificate | undefined =>
  socket instanceof TLSSocket ? socket.getPeerCertificate(true) : undefined;

/** The certificates that the connection brought; the last one names itself as its issuer. */
const issuersOf = (certificate: DetailedPeerCertificate | undefined): Uint8Array[] => {
  const next = certificate?.issuerCertificate;
  return next === undefined || next === certificate ? [] : [next.raw, ...issuersOf(next)];
};

const assertSameParty = (caller: Caller, { certificate }: Signer): void => {
  const signer = callerOfCertificate(certificate);
  if (signer.circle !== caller.circle || signer.party !== caller.party) {
    throw refuseSecurity('SECURITY_TOKEN_UNTRUSTED', 'the message is signed by another party than who sends it');
  }
};

/** What TLS has verified a moment ago is not verified again. */
const assertSigner =
  (caller: Caller, shown: DetailedPeerCertificate | undefined, { assertTrusted }: MemberStateSecurity) =>
  async ({ signer }: VerifiedEnvelope): Promise<void> => {
    assertSameParty(caller, signer);
    if (shown !== undefined && signer.certificate.raw.equals(shown.raw)) return;
    await assertTrusted(signer.certificate.raw, [...signer.chain, ...issuersOf(shown)]);
  };

const vouchedBy = (
  caller: Caller,
  { assertion }: VerifiedEnvelope,
  { clock, freshness }: MemberStateSecurity,
): Vouched | undefined => {
  if (assertion === undefined) return undefined;
  return readVouched(assertion, { caller, audience, nowMs: clock.nowMs(), toleranceMs: freshness.toleranceMs });
};

const assertProtected = (agreed: Protection, came: Protection): void => {
  if (agreed === 'none' || agreed === came || came === 'signed+encrypted') return;
  throw refuseSecurity('SECURITY_REQUIRED', `it was agreed that messages come ${agreed}`);
};

/** How a Member State is called: by its code, as the sender of official messages, and in its certificate. */
const namesOf = ({ party, subject }: Caller): string[] => [party, `NES.${party}`, subject];

/** With the keys of now. */
const openingBy = (security: MemberStateSecurity) => ({ ...security, decryptionKey: security.decryptionKey() });

export const verifySeal =
  (security: MemberStateSecurity) =>
  async <S extends HttpArrived & Authenticated & SoapTaken>(stage: S): Promise<S & Sealed> => {
    const { caller, root, received, request } = stage;
    const agreed = security.protectionOf(caller.party);
    if (!hasSecurity(root) || claimsNothing(root)) {
      assertProtected(agreed, 'none');
      return { ...stage, sealed: false };
    }
    if (onlyNames(root)) {
      assertProtected(agreed, 'none');
      return { ...stage, ...withoutUserName({ received, root }, namesOf(caller)), sealed: false };
    }
    const shown = certificateOf(request);
    const peer = shown === undefined ? {} : { peer: new X509Certificate(shown.raw) };
    const opened = await openSecured({ received, root, ...peer }, openingBy(security), async (verified) => {
      await assertSigner(caller, shown, security)(verified);
      assertProtected(agreed, verified.encrypted ? 'signed+encrypted' : 'signed');
      // Asked here as well: before anything is remembered of the message.
      vouchedBy(caller, verified, security);
    });
    const sealed = { ...stage, received: opened.received, root: opened.root, sealed: true };
    const vouched = vouchedBy(caller, opened, security);
    if (vouched === undefined) return sealed;
    await security.assertFirst(vouched);
    return { ...sealed, caller: { ...caller, actingOfficial: vouched.official } };
  };
