/** An economic operator as the register knows it, and what its entry is worth on a day. */

export type OperatorStatus = 'valid' | 'expired' | 'unknown';

/** C: customs simplifications; S: security and safety; F: both (UCC Art. 38). */
export type AeoType = 'AEOC' | 'AEOS' | 'AEOF';
export type AeoStatus = 'valid' | 'suspended' | 'revoked';

export interface Aeo {
  readonly type: AeoType;
  readonly status: AeoStatus;
  /** `2024-01-31` */
  readonly validFrom: string;
}

export interface Operator {
  readonly EORI: string;
  readonly name: string;
  readonly country: string;
  readonly validFrom: string;
  /** Last day of validity. */
  readonly validTo?: string;
  readonly aeo?: Aeo;
}

/** An operator whose number is not valid yet is not known yet. */
export const statusOn = (operator: Operator | undefined, day: string): OperatorStatus => {
  if (operator === undefined || day < operator.validFrom) return 'unknown';
  return operator.validTo !== undefined && operator.validTo < day ? 'expired' : 'valid';
};

/** The authorisation as of the day; one that begins later is not there yet. */
export const aeoOn = ({ aeo }: Operator, day: string): Aeo | undefined =>
  aeo === undefined || day < aeo.validFrom ? undefined : aeo;
