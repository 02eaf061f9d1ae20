/** How messages from and to Member States are secured: what was agreed with each, and what is needed to keep to it. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Protection } from '../../../shared-services/gateway/soap/security/protect.ts';
import { refuseSecurity } from '../../../shared-services/gateway/soap/security/refusals.ts';
import type { AssertFirst } from '../../../shared-services/gateway/soap/security/replay.ts';
import { type SigningKey, signingKeyOf } from '../../../shared-services/gateway/soap/security/signing-key.ts';
import { defaultFreshness, type Freshness } from '../../../shared-services/gateway/soap/security/timestamp.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { type AssertTrusted, createChainTrust } from '../../../shared-services/kit/identity/chain.ts';
import type { Trust } from '../../../shared-services/kit/identity/trust.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';

export interface SecuritySettings {
  /**
   * Of each Member State, by country code; `*` for those that are not named, else `none`. What is `signed` must come signed
   * and is answered and pushed signed; `none`: a signature is verified where there is one, and answered by one.
   */
  readonly protection?: ReadonlyMap<string, Protection>;
  /** PEM, by country code: for whom content is encrypted. RSA. */
  readonly recipients?: ReadonlyMap<string, string>;
  readonly freshness?: Partial<Freshness>;
}

export interface MemberStateSecurity {
  readonly protectionOf: (country: string) => Protection;
  readonly recipientOf: (country: string) => X509Certificate | undefined;
  /** Of answers: with its path, for nobody may know our issuers. */
  readonly key: () => SigningKey;
  /** Of pushes: the certificate alone, as the policy of CCN2 asks of who begins (`WssX509V3Token10`). */
  readonly pushKey: () => SigningKey;
  readonly decryptionKey: () => KeyObject;
  readonly freshness: Freshness;
  readonly assertTrusted: AssertTrusted;
  readonly assertFirst: AssertFirst;
  readonly clock: Clock;
}

export interface SecurityParts {
  readonly settings: SecuritySettings | undefined;
  /** PEM: how CCN2ng shows itself to Member States now. */
  readonly own: () => { readonly key: string; readonly cert: string };
  readonly trustAnchor: string;
  /** Circle and revocation. */
  readonly trust: Pick<Trust, 'assertTrusted'>;
  readonly assertFirst: AssertFirst;
  readonly clock: Clock;
}

const recipientsIn = (pems: ReadonlyMap<string, string>): ReadonlyMap<string, X509Certificate> =>
  new Map([...pems].map(([country, pem]) => [country, new X509Certificate(pem)]));

/** @throws {Error} content is to be encrypted for a Member State whose RSA certificate is not there */
const assertEncryptable = (
  protection: ReadonlyMap<string, Protection>,
  recipients: ReadonlyMap<string, X509Certificate>,
) => {
  for (const [country, agreed] of protection) {
    if (agreed !== 'signed+encrypted') continue;
    const keyType = recipients.get(country)?.publicKey.asymmetricKeyType;
    if (keyType !== 'rsa')
      throw new Error(`messages for ${country} are to be encrypted: its RSA certificate is missing`);
  }
};

interface OwnKeys {
  readonly pem: string;
  readonly signing: SigningKey;
  readonly pushing: SigningKey;
  readonly decryption: KeyObject;
}

/** Read once for each certificate that is shown. */
const keysOf = (own: SecurityParts['own']): (() => OwnKeys) => {
  let known: OwnKeys | undefined;
  return () => {
    const { key, cert } = own();
    if (known?.pem !== cert)
      known = {
        pem: cert,
        signing: signingKeyOf({ key, cert }),
        pushing: signingKeyOf({ key, cert }, 'certificate'),
        decryption: createPrivateKey(key),
      };
    return known;
  };
};

const withdrawnCodes: ReadonlySet<string> = new Set(['CERTIFICATE_REVOKED', 'CERTIFICATE_WITHDRAWN']);

/** Of a certificate in a message WS-Security has its own words; what is the platform's fault stays so. */
const asTokenRefusal = (error: unknown): unknown => {
  if (!(error instanceof Refusal) || error.status !== 'unauthenticated') return error;
  const refusal = refuseSecurity('SECURITY_TOKEN_UNTRUSTED', `${error.code}: ${error.title}`);
  refusal.proved = { ...error.proved, withdrawn: withdrawnCodes.has(error.code) };
  return refusal;
};

/** The path by what came with it; then, as for a connection, the authority of its circle and its revocation. */
const trustFor = ({ trustAnchor, own, trust, clock }: SecurityParts): AssertTrusted => {
  const assertChained = createChainTrust({ trustAnchor, intermediates: own().cert, clock });
  return async (certificate, chain) => {
    await assertChained(certificate, chain);
    try {
      trust.assertTrusted({ raw: certificate });
    } catch (error) {
      throw asTokenRefusal(error);
    }
  };
};

export const createMemberStateSecurity = (parts: SecurityParts): MemberStateSecurity => {
  const { settings = {}, assertFirst, clock } = parts;
  const keys = keysOf(parts.own);
  const { protection = new Map<string, Protection>() } = settings;
  const recipients = recipientsIn(settings.recipients ?? new Map());
  assertEncryptable(protection, recipients);
  return {
    protectionOf: (country) => protection.get(country) ?? protection.get('*') ?? 'none',
    recipientOf: (country) => recipients.get(country),
    key: () => keys().signing,
    pushKey: () => keys().pushing,
    decryptionKey: () => keys().decryption,
    freshness: { ...defaultFreshness, ...settings.freshness },
    assertTrusted: trustFor(parts),
    assertFirst,
    clock,
  };
};
