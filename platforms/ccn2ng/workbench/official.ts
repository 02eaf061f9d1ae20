/** Who works here: officials of Member States, by the token of the union sign-in. */
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import type { VerifiedToken } from '../../../shared-services/kit/identity/verified-token.ts';

/** A token of another circle, or one that names no Member State, opens nothing here. */
export const officialOf = ({ circle, memberState, profiles, subject }: VerifiedToken): Caller => {
  if (circle !== 'trusted') throw refuse('CALLER_NOT_ADMITTED', { detail: `a token of the circle ${circle}` });
  if (memberState === undefined) throw refuse('CALLER_NOT_ADMITTED', { detail: 'the token names no Member State' });
  return { circle, party: memberState, profiles, subject };
};
