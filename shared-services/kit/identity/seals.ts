/** Whose seal a certificate is: asked by whoever verifies seals, answered by UUM&DS. */
export interface RegisteredSeal {
  readonly eori: string;
  readonly state: 'registered' | 'active' | 'suspended' | 'expired' | 'revoked';
  readonly notAfter: string;
}

export interface SealRegister {
  find(fingerprint256: string): Promise<RegisteredSeal | undefined>;
}
