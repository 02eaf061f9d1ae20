/** The life of a seal certificate. */
export type StoredSealState = 'registered' | 'active' | 'suspended' | 'revoked';
export type SealState = StoredSealState | 'expired';

export interface SealLife {
  readonly state: StoredSealState;
  readonly notBeforeMs: number;
  /** End of the certificate, or of its overlap with the one that replaces it. */
  readonly usableUntilMs: number;
}

export type SealChange = 'activate' | 'suspend' | 'resume' | 'revoke';

/** Time ends a seal whatever it was, but for a revocation: that says why. */
export const sealStateAt = ({ state, usableUntilMs }: SealLife, nowMs: number): SealState =>
  state !== 'revoked' && usableUntilMs <= nowMs ? 'expired' : state;

const changes: Readonly<Record<SealChange, Partial<Record<SealState, StoredSealState>>>> = {
  activate: { registered: 'active', active: 'active' },
  suspend: { active: 'suspended', suspended: 'suspended' },
  resume: { suspended: 'active', active: 'active' },
  // A key that was lost may have sealed while its certificate was valid: an expired one can be revoked as well.
  revoke: { registered: 'revoked', active: 'revoked', suspended: 'revoked', expired: 'revoked', revoked: 'revoked' },
};

/** The state that follows; undefined where the change is not possible. Nothing is activated before its certificate begins. */
export const sealStateAfter = (change: SealChange, life: SealLife, nowMs: number): StoredSealState | undefined =>
  change === 'activate' && life.notBeforeMs > nowMs ? undefined : changes[change][sealStateAt(life, nowMs)];

/** A new seal is used at once, unless it is to wait or its certificate begins later. */
export const firstSealState = (notBeforeMs: number, activate: boolean, nowMs: number): StoredSealState =>
  activate && notBeforeMs <= nowMs ? 'active' : 'registered';

/** Until when a seal is used that another one replaces: for the overlap, and never longer than it would have been. */
export const overlapEnd = (usableUntilMs: number, overlapHours: number, nowMs: number): number =>
  Math.min(usableUntilMs, nowMs + overlapHours * 3_600_000);

/** Whether a seal in this state may be replaced by another one. */
export const mayBeReplaced = (state: SealState): boolean =>
  state === 'active' || state === 'suspended' || state === 'expired';
