/** What the words of the contract are called on the pages. */

import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import type { StateTone } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { contract } from '../../../../uumds/mandates/contract.ts';

type Operations = (typeof contract)['services']['Mandates']['operations'];
export type Mandate = ReplyOf<Operations['grantMandate']>;
export type Procedure = ReplyOf<Operations['listProcedures']>['procedure'][number];
export type State = Mandate['state'];
export type Kind = Mandate['kind'];
export type Profile = Mandate['profile'];

export const kindWords: Readonly<Record<Kind, { readonly title: string; readonly hint: string }>> = {
  directRepresentation: {
    title: 'Direct representation',
    hint: 'The other one acts in your name and on your behalf; you stay the declarant (Union Customs Code, Article 18).',
  },
  indirectRepresentation: {
    title: 'Indirect representation',
    hint: 'The other one acts in its own name, on your behalf (Union Customs Code, Article 18).',
  },
  transmission: {
    title: 'Sending messages only',
    hint: 'A service provider sends what you say, and represents nobody.',
  },
};

export const profileWords: Readonly<Record<Profile, string>> = {
  declarant: 'Declarant',
  representative: 'Representative',
  carrier: 'Carrier',
};

export const stateWords: Readonly<Record<State, { readonly title: string; readonly tone: StateTone }>> = {
  proposed: { title: 'Waits for acceptance', tone: 'waiting' },
  inForce: { title: 'In force', tone: 'good' },
  declined: { title: 'Declined', tone: 'bad' },
  revoked: { title: 'Revoked', tone: 'bad' },
  replaced: { title: 'Replaced', tone: 'ended' },
  expired: { title: 'Expired', tone: 'ended' },
};

export const changeWords: Readonly<Record<string, string>> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  declined: 'Declined',
  revoked: 'Revoked',
  replaced: 'Replaced by another mandate',
  expired: 'Expired',
};
