/** A request takes one of the places for work under way; when all are taken it is refused before anything is done for it. */
import type { Arrived, Placed } from './stages.ts';

export const takePlace = <S extends Arrived>(stage: S): S & Placed => {
  stage.place.take();
  return { ...stage, placed: true };
};
