/**
 * Before an answer is given: whoever was admitted may have been revoked or blocked while it was made, above all while the
 * caller waited for news. What was read is not handed out then. What was done is done, and is told to who did it.
 */
import { type AdmitPartnerParts, admitPartner } from './admit-partner.ts';
import type { Answered, Authenticated, Read } from './stages.ts';

export const stillBelieved = (parts: AdmitPartnerParts) => {
  const admit = admitPartner(parts);
  return <S extends Authenticated & Read & Answered>(stage: S): S => {
    if (stage.prepared.placed.operation.effect !== 'query') return stage;
    stage.assertStill?.();
    return admit(stage);
  };
};
