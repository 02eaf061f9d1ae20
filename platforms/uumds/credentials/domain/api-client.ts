/** The life of an API client. */
import type { Fault } from '../../../../shared-services/kit/refusal.ts';

export type StoredClientState = 'active' | 'suspended' | 'revoked';
export type ClientState = StoredClientState | 'expired';

export interface ClientLife {
  readonly state: StoredClientState;
  readonly validUntilMs: number;
}

export type ClientChange = 'suspend' | 'resume' | 'revoke' | 'rotate';

const dayMs = 86_400_000;
export const usualValidityMs = 365 * dayMs;
export const longestValidityMs = 3 * 365 * dayMs;

/** An end that has passed outweighs rest, and nothing outweighs a revocation. */
export const clientStateAt = ({ state, validUntilMs }: ClientLife, nowMs: number): ClientState =>
  state !== 'revoked' && validUntilMs <= nowMs ? 'expired' : state;

/** From which states a change leads where. A change that is there already is no fault: it may be a repetition. */
const changes: Readonly<Record<ClientChange, Partial<Record<ClientState, StoredClientState>>>> = {
  suspend: { active: 'suspended', suspended: 'suspended' },
  resume: { suspended: 'active', active: 'active' },
  revoke: { active: 'revoked', suspended: 'revoked', expired: 'revoked', revoked: 'revoked' },
  rotate: { active: 'active', suspended: 'suspended' },
};

/** The state that follows; undefined where the change is not possible. */
export const clientStateAfter = (
  change: ClientChange,
  life: ClientLife,
  nowMs: number,
): StoredClientState | undefined => changes[change][clientStateAt(life, nowMs)];

/** Until when a client is valid: as wished, or a year. */
export const validUntilOf = (wished: string | undefined, nowMs: number): number =>
  wished === undefined ? nowMs + usualValidityMs : Date.parse(wished);

export const validityFaults = (validUntilMs: number, nowMs: number): Fault[] => {
  if (validUntilMs > nowMs && validUntilMs <= nowMs + longestValidityMs) return [];
  return [
    {
      code: 'VALIDITY',
      path: ['validUntil'],
      message: 'validUntil must lie in the future, at most three years ahead.',
    },
  ];
};

/**
 * Of what the operator holds, an administrator's account at an operator's own sign-in tells by roles of this form: `holds:declarant` lets
 * nobody file, and says that the operator's systems may.
 */
export const holdsPrefix = 'holds:';

export const heldByOperator = (profiles: readonly string[]): string[] =>
  profiles.map((profile) => (profile.startsWith(holdsPrefix) ? profile.slice(holdsPrefix.length) : profile));

/** Profiles that are wanted and that the operator does not hold: nobody gives what they have not. */
export const profilesNotHeld = (wanted: readonly string[], held: readonly string[]): string[] =>
  wanted.filter((profile) => !held.includes(profile));
