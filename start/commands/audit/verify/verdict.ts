/** What verifying an export comes to. */
export interface Fault {
  /** Number of the leaf, from 0. */
  readonly leaf: number;
  /** The record that stands there, where there is one. */
  readonly position?: string;
  readonly reason: string;
}

export const faultWith = (leaf: number, reason: string, position?: string): Fault => ({
  leaf,
  reason,
  ...(position === undefined ? {} : { position }),
});

interface Facts {
  readonly leaves: number;
  readonly checkpoints: number;
  /** Leaves under the last signed checkpoint. */
  readonly vouchedFor: number;
  readonly root: Buffer;
  readonly open: readonly string[];
}

export type Verdict = Facts & ({ readonly proven: true } | { readonly proven: false; readonly fault: Fault });
