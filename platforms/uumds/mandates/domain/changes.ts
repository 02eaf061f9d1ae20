/** What may become of a mandate, and by whose hand. */
import { isPartyOf, type Mandate, stateOn } from './mandate.ts';
import type { StoredState } from './words.ts';

export type Wish = 'accept' | 'decline' | 'revoke';

export type Ruling =
  | { readonly ruling: 'change'; readonly to: StoredState }
  /** It is so already: nothing is to be done, and the answer is the same. */
  | { readonly ruling: 'done' }
  | { readonly ruling: 'refused'; readonly code: 'MANDATE_UNKNOWN' | 'MANDATE_NOT_ADDRESSED' | 'MANDATE_STATE' };

const outcome = { accept: 'inForce', decline: 'declined', revoke: 'revoked' } as const satisfies Record<
  Wish,
  StoredState
>;

const possibleIn: Readonly<Record<Wish, readonly string[]>> = {
  accept: ['proposed'],
  decline: ['proposed'],
  revoke: ['proposed', 'inForce'],
};

/** To a stranger a mandate does not exist: it tells who trades with whom. */
export const ruleOn = (mandate: Mandate | undefined, wish: Wish, party: string, day: string): Ruling => {
  if (mandate === undefined || !isPartyOf(mandate, party)) return { ruling: 'refused', code: 'MANDATE_UNKNOWN' };
  if (wish !== 'revoke' && mandate.mandatary !== party) return { ruling: 'refused', code: 'MANDATE_NOT_ADDRESSED' };
  const state = stateOn(mandate, day);
  if (state === outcome[wish]) return { ruling: 'done' };
  if (!possibleIn[wish].includes(state)) return { ruling: 'refused', code: 'MANDATE_STATE' };
  return { ruling: 'change', to: outcome[wish] };
};
