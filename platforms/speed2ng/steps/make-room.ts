/** Under load class C waits outside, then B. Who waits for news gives its place to others meanwhile. */
import type { Admitted, Arrived, Authorised, Read } from '../stages.ts';

/** The mailbox's own question: how long the caller is ready to wait. */
const isWillingToWait = ({ prepared, unchecked }: Read): boolean =>
  prepared.placed.id === 'speed2ng.listMessages' &&
  Number((unchecked as { waitSeconds?: unknown } | null)?.waitSeconds) > 0;

export const makeRoom = <S extends Arrived & { readonly caller: { readonly party: string } } & Read & Authorised>(
  stage: S,
): S & Admitted => {
  stage.place.assertRoomFor(stage.prepared.placed.operation.priority);
  if (isWillingToWait(stage)) stage.place.wait(stage.caller.party);
  return { ...stage, admitted: true };
};
