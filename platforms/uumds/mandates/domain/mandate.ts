/** A mandate, and what it is worth on a day. Days are those of UTC: a mandate begins and ends at the same moment everywhere. */
import type { Change, Kind, ScopeProfile, State, StoredState } from './words.ts';

export interface Terms {
  readonly kind: Kind;
  readonly profile: ScopeProfile;
  /** `entry` for all operations of an application, `entry.fileIE3F32` for one. */
  readonly scope: readonly string[];
  /** First day, `2026-11-21`. */
  readonly validFrom: string;
  /** Last day. */
  readonly validTo?: string;
  readonly maySubDelegate: boolean;
}

export interface Mandate extends Terms {
  readonly mandateId: string;
  readonly reference: string;
  readonly mandator: string;
  readonly mandatary: string;
  /** For whom the mandatary may act in the end: the mandator, unless the mandator passes on what it was given itself. */
  readonly principal: string;
  readonly basedOn?: string;
  readonly replaces?: string;
  readonly replacedBy?: string;
  readonly state: StoredState;
  readonly proposedAtMs: number;
  readonly changedAtMs: number;
}

/** A mandate with the one that it passes a part of on. */
export interface MandateWithBase {
  readonly mandate: Mandate;
  readonly base?: Mandate;
}

export interface ChangeRecord {
  readonly atMs: number;
  readonly change: Change;
  readonly by?: string;
  readonly person?: string;
  readonly reason?: string;
  /** The other mandate, where one replaced the other. */
  readonly related?: string;
}

export type Window = 'notYet' | 'open' | 'over';

export const windowOn = ({ validFrom, validTo }: Pick<Terms, 'validFrom' | 'validTo'>, day: string): Window => {
  if (validTo !== undefined && validTo < day) return 'over';
  return day < validFrom ? 'notYet' : 'open';
};

const isOpenEnded = (state: StoredState): boolean => state === 'proposed' || state === 'inForce';

/** What has not ended otherwise ends by time. */
export const stateOn = (mandate: Mandate, day: string): State =>
  isOpenEnded(mandate.state) && windowOn(mandate, day) === 'over' ? 'expired' : mandate.state;

const countsOn = (mandate: Mandate, day: string): boolean =>
  mandate.state === 'inForce' && windowOn(mandate, day) === 'open';

/** Whether it entitles to anything on that day: what is passed on ends with what it was taken from. */
export const isEffectiveOn = ({ mandate, base }: MandateWithBase, day: string): boolean =>
  countsOn(mandate, day) && (mandate.basedOn === undefined || (base !== undefined && countsOn(base, day)));

/** Sides that see a mandate, and may end it. */
export const isPartyOf = ({ mandator, mandatary, principal }: Mandate, party: string): boolean =>
  [mandator, mandatary, principal].includes(party);
