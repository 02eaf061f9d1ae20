/** The refusals that several operations of this application share. */
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { FilingState } from './domain/lifecycle.ts';

export const unknownDeclaration = (reference: string) =>
  new Refusal({
    code: 'ENTRY_MRN_UNKNOWN',
    status: 'notFound',
    title: `There is no declaration or request with the reference ${reference}.`,
  });

export const notInvolved = (party: string) =>
  new Refusal({ code: 'ENTRY_NOT_INVOLVED', status: 'forbidden', title: `${party} has no part in this declaration.` });

export const alreadyDecided = (state: FilingState) =>
  new Refusal({
    code: 'ENTRY_STATE',
    status: 'conflict',
    title: `The declaration is in the state ${state}: its assessment is over.`,
  });
