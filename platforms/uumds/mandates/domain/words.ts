/** The words in which mandates are spoken of; contract, rows and decisions share them. */

/** How the mandatary acts: the two sorts of customs representation (UCC Art. 18), or as a technical sender only. */
export const kinds = ['directRepresentation', 'indirectRepresentation', 'transmission'] as const;
export type Kind = (typeof kinds)[number];

/** Business profiles that can be given to another. Administration of an operator is its own, and is not among them. */
export const scopeProfiles = ['declarant', 'representative', 'carrier'] as const;
export type ScopeProfile = (typeof scopeProfiles)[number];

/** What is stored; `expired` is what time makes of `proposed` and `inForce`, and is never written. */
export const storedStates = ['proposed', 'inForce', 'declined', 'revoked', 'replaced'] as const;
export type StoredState = (typeof storedStates)[number];

export const states = [...storedStates, 'expired'] as const;
export type State = (typeof states)[number];

export const changes = ['proposed', 'accepted', 'declined', 'revoked', 'replaced', 'expired'] as const;
export type Change = (typeof changes)[number];

/** Why a caller is not entitled. */
export const reasons = [
  'NO_MANDATE',
  'MANDATE_NOT_ACCEPTED',
  'MANDATE_NOT_YET_VALID',
  'MANDATE_EXPIRED',
  'MANDATE_REVOKED',
  'MANDATE_OUT_OF_SCOPE',
  'MANDATE_OF_OTHER_KIND',
] as const;
export type Reason = (typeof reasons)[number];
