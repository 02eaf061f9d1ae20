/** Facts and decisions. Lists that would be empty may be left out. */
import { Type } from '@sinclair/typebox';
import {
  dateTime,
  element,
  flag,
  many,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:decisions:1';

/** A word out of a few, which TypeScript knows as well. */
const oneOf = <Word extends string>(description: string, ...words: readonly Word[]) =>
  Type.Unsafe<Word>(token({ pattern: words.join('|'), description }));

const assessmentSummary = element({
  highestLevel: token({ pattern: 'none|low|medium|high|critical', description: 'Gravest level of our own hits.' }),
  recommendation: token({
    pattern: 'none|control|requestForInformation|requestForScreening|doNotLoad',
    description: 'Gravest of what our own hits recommend.',
  }),
});

const memberStateResult = element({
  memberState: token({ pattern: '[A-Z]{2}', description: 'Member State that answered.' }),
  role: oneOf('The responsible one is that of the office of first entry.', 'involved', 'responsible'),
  resultCode: token({ maxLength: 1, description: '0: no risk found; others: risk found [M].' }),
  riskLevel: optional(token({ maxLength: 3, description: 'As the Member State codes it.' })),
  doNotLoad: optional(flag({ description: 'The goods must not be loaded.' })),
  referral: optional(element({ type: oneOf('For information, or for screening.', 'RFI', 'RFS') })),
  controlRecommendation: optional(element({ placeOfControl: token({ maxLength: 35 }) })),
});

export const decisionRequest = element({
  reference: token({ maxLength: 64, description: 'MRN.' }),
  stage: oneOf('Before loading, or before arrival.', 'preLoading', 'preArrival'),
  assessment: assessmentSummary,
  memberStateResults: optional(many(memberStateResult, 1, 99)),
  allInvolvedAnswered: flag({ description: 'All involved Member States answered, or their time is over.' }),
  answeredReferrals: optional(many(oneOf('Referral that the trader has answered.', 'RFI', 'RFS'), 1, 2)),
});

export const decision = element({
  outcome: oneOf(
    'What happens next.',
    'release',
    'requestForInformation',
    'requestForScreening',
    'doNotLoad',
    'control',
    'wait',
  ),
  reason: element({
    code: token({ maxLength: 10, description: 'Rule that decided.' }),
    text: text({ maxLength: 512 }),
  }),
  basis: many(text({ maxLength: 100, description: 'Provision that the decision rests on.' }), 1, 20),
  decidedAt: dateTime({ description: 'When these facts were first decided on.' }),
});
