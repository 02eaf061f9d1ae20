/** A partner that two people have blocked is not listened to, whatever it proves itself with. */
import type { Standing } from '../../kit/identity/standing.ts';
import { refuse } from '../refusals.ts';
import type { Authenticated } from './stages.ts';

export interface AdmitPartnerParts {
  /** Absent: nobody can be blocked. */
  readonly partners?: Pick<Standing, 'isBarred'>;
}

export const admitPartner =
  ({ partners }: AdmitPartnerParts) =>
  <S extends Authenticated>(stage: S): S => {
    if (partners?.isBarred('party', stage.caller.party)) throw refuse('PARTNER_BLOCKED');
    return stage;
  };
