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

export const caseUnknown = (MRN: string) =>
  new Refusal({ code: 'CASE_UNKNOWN', status: 'notFound', title: `There is no closed declaration ${MRN}.` });

export const caseChanged = (MRN: string) =>
  new Refusal({ code: 'CASE_CHANGED', status: 'conflict', title: `${MRN} has changed since it was read.` });

export const caseArchived = (MRN: string) =>
  new Refusal({ code: 'CASE_ARCHIVED', status: 'conflict', title: `${MRN} was archived in another package.` });

export const declarationArchived = (MRN: string) =>
  new Refusal({
    code: 'ENTRY_ARCHIVED',
    status: 'notFound',
    title: `The declaration ${MRN} is closed and in the archive; its content is given out by the archive's keepers.`,
  });
