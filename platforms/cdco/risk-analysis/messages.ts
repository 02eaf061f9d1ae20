/** What goes in and out of the risk analysis. Lists that would be empty are left out. */
import {
  anything,
  dateTime,
  decimal,
  element,
  flag,
  integer,
  many,
  optional,
  personal,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { profileKinds } from './domain/kinds.ts';
import { credibilityResult, historyResult, randomResult, statisticsResult } from './messages/stages.ts';
import { watchListMatch } from './messages/watch-lists.ts';

export const namespace = 'urn:portorium:risk-analysis:1';

/** Most declarations of one batch. */
export const maxBatch = 256;

const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });

const reference = token({
  maxLength: 64,
  description: 'Names the declaration and its version (MRN). A changed declaration needs a reference of its own.',
});

const riskAreaCode = token({ pattern: '[A-Z]{3}', description: 'Area of risk, by our own codes.' });
export const kind = token({
  pattern: Object.keys(profileKinds).join('|'),
  description: 'Why there is a criterion; risk experts alone read those of common financial risk.',
});
export const owner = token({
  pattern: '[A-Z]{2}',
  description: 'Of a national profile: whose it is. None: of the Union.',
});
const riskLevel = token({ pattern: 'low|medium|high|critical', description: 'Level of one hit.' });

const profileId = token({
  maxLength: 17,
  pattern: '[A-Z0-9-]{1,17}',
  description: 'Id of the risk criterion; WL- and more: of a watch list.',
});
const profileVersion = integer({ minimum: 1, maximum: 1_000_000 });

export const assessmentRequest = element({
  reference,
  procedure: token({ maxLength: 20, description: 'Kind of declaration: entry.' }),
  specificCircumstanceIndicator: token({ pattern: '[A-Z]\\d{2}', description: 'Data set of the declaration, F32.' }),
  onDate: day('Profiles in force on this day are used.'),
  conversationId: optional(
    token({
      maxLength: 64,
      description: 'Conversation of the declaration, where it is not that of the call: in a batch.',
    }),
  ),
  declaration: anything(),
});

export const assessmentBatch = element({ assessments: many(assessmentRequest, 1, maxBatch) });

const areaScore = element({
  riskAreaCode,
  score: integer({ minimum: 1, maximum: 100, description: 'All hits of the area together.' }),
});

const hitElement = element({
  pointer: text({ maxLength: 512, description: 'Place in the declaration, as JSON pointer.' }),
  value: personal(text({ minLength: 0, maxLength: 1000, description: 'What is declared there.' })),
});

const hit = element({
  profileId,
  profileVersion,
  riskAreaCode,
  riskLevel,
  kind: optional(kind),
  memberState: optional(owner),
  campaignId: optional(token({ maxLength: 17, description: 'Campaign that the profile belongs to.' })),
  restricted: optional(flag({ description: 'What hit, and why, is read by risk experts alone.' })),
  recommendedControl: optional(token({ maxLength: 35, description: 'Kind of control.' })),
  placeOfControl: optional(token({ maxLength: 35 })),
  referralType: optional(token({ pattern: 'RFI|RFS', description: 'Request for information, or for screening.' })),
  blocks: flag({ description: 'The goods must not be loaded.' }),
  reason: text({ maxLength: 512 }),
  elements: optional(many(hitElement, 1, 20)),
  watchListMatch: optional(watchListMatch),
  selectedBy: optional(
    token({
      pattern: 'statistics|random',
      description: 'random: no risk is claimed, and the hit counts for no score and no level.',
    }),
  ),
});

const disclosure = element(
  {
    measure: token({ pattern: 'none|control|requestForInformation|requestForScreening|doNotLoad' }),
    statement: text({ maxLength: 512, description: 'What follows, and by what right.' }),
  },
  { description: 'All that may be told to the trader: it says nothing of criteria.' },
);

export const assessment = element({
  assessmentId: token({ maxLength: 36 }),
  reference,
  engineVersion: token({ maxLength: 20, description: 'Rules by which the profiles were read.' }),
  profileSet: token({ maxLength: 16, description: 'Names the set of profile versions that was used.' }),
  assessedAt: dateTime(),
  areas: optional(many(areaScore, 1, 99)),
  highestLevel: token({ pattern: 'none|low|medium|high|critical' }),
  recommendation: token({
    pattern: 'none|control|requestForInformation|requestForScreening|doNotLoad',
    description: 'The gravest of what the hits recommend.',
  }),
  hits: optional(many(hit, 1, 99_999)),
  unknownElements: optional(
    many(
      text({
        maxLength: 512,
        description: 'Place of an element that no criterion can ask of: the declaration was judged on the rest.',
      }),
      1,
      20,
    ),
  ),
  disclosure,
  credibility: optional(credibilityResult),
  history: optional(historyResult),
  statistics: optional(statisticsResult),
  random: optional(randomResult),
});

export const assessments = element({ assessments: many(assessment, 1, maxBatch) });

export const referenceQuery = element({ reference });

export const nothing = element({});

const recentCount = (description: string) =>
  optional(integer({ maximum: Number.MAX_SAFE_INTEGER, description: `${description}, in the last 30 days.` }));

const profileSummary = element({
  profileId,
  profileVersion,
  title: text({ maxLength: 200 }),
  riskAreaCode,
  riskLevel,
  kind,
  memberState: optional(owner),
  state: token({ pattern: 'draft|active|withdrawn' }),
  validFrom: day('First day in force.'),
  validTo: optional(day('Last day in force.')),
  recentHits: recentCount('Hits of all its versions'),
  recentControlled: recentCount('Controls of what it hit'),
  recentConfirmed: recentCount('Of which something was found in its area'),
});

export const profileList = element({ profiles: optional(many(profileSummary, 1, 100_000)) });

export const profileQuery = element({ profileId });

const profileVersionContent = element({
  profileVersion,
  kind,
  memberState: optional(owner),
  state: token({ pattern: 'draft|active|withdrawn' }),
  validFrom: day('First day in force.'),
  validTo: optional(day('Last day in force.')),
  reason: text({ maxLength: 1000, description: 'Why this version exists.' }),
  createdAt: dateTime(),
  definition: text({ maxLength: 1_000_000, description: 'Criteria and consequences, as JSON.' }),
  activeAt: optional(dateTime({ description: 'Instant of its beginning; without it, the start of the first day.' })),
  inactiveAt: optional(dateTime({ description: 'Instant of its end; without it, the end of the last day.' })),
});

export const profileHistory = element({ profileId, versions: many(profileVersionContent, 1, 10_000) });

export const profileToCheck = element({
  definition: text({ maxLength: 1_000_000, description: 'Criteria and consequences, as JSON.' }),
});

const profileFault = element({
  pointer: text({ minLength: 0, maxLength: 512, description: 'Place in the definition, as JSON pointer.' }),
  problem: text({ maxLength: 1000 }),
});

export const profileVerdict = element({
  acceptable: flag({ description: 'There are no faults: the profile may be used.' }),
  faults: optional(many(profileFault, 1, 99)),
  warnings: optional(many(text({ maxLength: 1000 }), 1, 99)),
  microseconds: optional(
    decimal({ totalDigits: 12, fractionDigits: 6, description: 'About what it costs each declaration.' }),
  ),
});
