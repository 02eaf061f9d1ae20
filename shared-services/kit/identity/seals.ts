/** Seals of economic operators: certificates that they have registered with UUM&DS to sign messages with. */

export interface RegisteredSeal {
  /** Whose it is. */
  readonly eori: string;
  /** A seal counts while it is active: registered, and its possession proved. */
  readonly state: 'registered' | 'active' | 'suspended' | 'expired' | 'revoked';
  /** Instant, ISO 8601. */
  readonly notAfter: string;
  /** DER, where the register keeps it: a signature may then name it by its hash alone. */
  readonly certificate?: Uint8Array;
}

export interface SealRegister {
  /** @param fingerprint256 SHA-256 of the certificate as node prints it: upper-case hexadecimal with colons */
  find(fingerprint256: string): Promise<RegisteredSeal | undefined>;
}
