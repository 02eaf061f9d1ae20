/** Whether the contract of the operation names the caller's circle and one of its profiles. */
import { admits } from '../../../reference-architecture/contract/language.ts';
import { refuse } from '../refusals.ts';
import type { Authenticated, Authorised, Read } from './stages.ts';

export const authorise = <S extends Authenticated & Read>(stage: S): S & Authorised => {
  const { circle, profiles } = stage.caller;
  if (!admits(stage.prepared.placed.operation.audience, circle, profiles)) throw refuse('CALLER_NOT_ADMITTED');
  return { ...stage, authorised: true };
};
