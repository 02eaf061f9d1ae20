/** Under load class C waits outside, then B. Who waits for news gives its place to others meanwhile. */
import type { Admitted, Arrived, Authenticated, Authorised, Read } from './stages.ts';

/** Whether the caller is ready to wait for news instead of an answer at once. */
const isWillingToWait = ({ unchecked }: Read): boolean =>
  Number((unchecked as { waitSeconds?: unknown } | null)?.waitSeconds) > 0;

/** @param waiting ids of the operations that know `waitSeconds` */
export const makeRoom =
  (waiting: ReadonlySet<string>) =>
  <S extends Arrived & Authenticated & Read & Authorised>(stage: S): S & Admitted => {
    const { placed } = stage.prepared;
    stage.place.assertRoomFor(placed.operation.priority);
    if (waiting.has(placed.id) && isWillingToWait(stage)) stage.place.wait(stage.caller.party);
    return { ...stage, admitted: true };
  };
