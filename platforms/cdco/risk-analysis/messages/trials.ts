/** What goes in and out of trials of profiles. Lists that would be empty are left out. */
import {
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
} from '../../../../reference-architecture/contract/schema.ts';
import { riskAreas } from '../domain/risk-areas.ts';
import { namespace as riskAnalysis } from '../messages.ts';

export const namespace = `${riskAnalysis}:trials`;

/** Most drafts or profiles of one backtest. */
export const maxSubjects = 20;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const draftId = token({ pattern: uuid, description: 'Names the draft; given when it was drafted.' });
const backtestId = token({ pattern: uuid, description: 'Names the backtest; given when it was started.' });
const shadowRunId = token({ pattern: uuid, description: 'Names the shadow run; given when it was started.' });
const reference = token({ maxLength: 64, description: "The administration's own name for it." });
const profileId = token({ maxLength: 17, pattern: '[A-Z0-9-]{1,17}', description: 'Id of the risk criterion.' });
const profileVersion = integer({ minimum: 1, maximum: 1_000_000 });
const riskAreaCode = token({
  pattern: Object.keys(riskAreas).join('|'),
  description: 'Area of risk, by our own codes.',
});
const why = text({ maxLength: 1000, description: 'Why: stays on record.' });
const day = (description: string) =>
  token({ pattern: '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])', description });
const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const share = (description: string) => decimal({ totalDigits: 7, fractionDigits: 6, description });
const subject = personal(token({ maxLength: 512, description: 'Subject of the proof of identity.' }));
const official = optional(personal(token({ maxLength: 512, description: 'Official for whom a system acted.' })));
const office = token({ maxLength: 35, description: 'Customs office of first entry; - where none is declared.' });
const pointers = optional(
  many(text({ maxLength: 512, description: 'Place in the declaration, as JSON pointer.' }), 1, 20),
);

export const backtestRequest = element({
  reference,
  draftIds: optional(many(draftId, 1, maxSubjects)),
  profileIds: optional(many(profileId, 1, maxSubjects)),
  fromDay: optional(day('First day of declarations; without it, from the oldest on.')),
  toDay: optional(day('Last day of declarations; without it, to the newest.')),
  reason: why,
});

const backtestFacts = {
  backtestId,
  reference,
  state: token({ pattern: 'waiting|running|done|cancelled|failed' }),
  draftIds: optional(many(draftId, 1, maxSubjects)),
  profileIds: optional(many(profileId, 1, maxSubjects)),
  askedAt: dateTime(),
  beganAt: optional(dateTime()),
  endedAt: optional(dateTime()),
  declarationsDone: count('Declarations that are in the figures.'),
  declarationsTotal: optional(count('Declarations that belong to it; known when it begins.')),
  perSecond: optional(count('Declarations a second, since it was begun or taken up again.')),
  secondsLeft: optional(count('At this rate.')),
  interruptions: count('How often it was taken up again: whoever ran it had ended.'),
  trouble: optional(text({ maxLength: 512, description: 'Why it failed.' })),
};
export const backtestSummary = element(backtestFacts);

const results = element({
  controlled: count('Results of controls of declarations that it hits.'),
  confirmed: count('Of these: something found, in its area of risk or without one said.'),
  foundElsewhere: count('Of these: something found, in another area.'),
  nothingFound: count('Of these: nothing found.'),
  confirmedShare: optional(share('Confirmed of controlled.')),
  confirmedShareFrom: optional(share('Lower end of its 95 % interval (Wilson).')),
  confirmedShareTo: optional(share('Upper end of its 95 % interval (Wilson).')),
  missed: count('Finds in its area of risk in declarations that it does not hit.'),
});

const officeLoad = element({
  office,
  hits: count('Hits of declarations for this office.'),
  perDay: decimal({ totalDigits: 16, fractionDigits: 2, description: 'Hits a day, of all days with declarations.' }),
  peak: count('Hits on the worst day.'),
  peakDay: day('The worst day.'),
});
const dayLoad = element({
  day: day('Day of the declarations.'),
  declarations: count('Declarations of the day.'),
  hits: count('Those that were hit.'),
});
const overlap = element({
  profileId,
  bothHit: count('Declarations that both hit.'),
  contained: share('Of what the trial hits, the share that this live profile hits too.'),
  jaccard: share('Declarations that both hit, of those that either hits; from a sample of all.'),
});
const sample = element({ declarationReference: token({ maxLength: 64 }), pointers });

export const backtestFigures = element({
  draftId: optional(draftId),
  profileId,
  profileVersion,
  riskAreaCode,
  declarations: count('Declarations that it was held against.'),
  hits: count('Those that it hits.'),
  hitShare: share('Hits of declarations.'),
  alone: count('Hits of declarations that no live profile hits.'),
  results,
  offices: optional(many(officeLoad, 1, 100)),
  days: optional(many(dayLoad, 1, 400)),
  overlaps: optional(many(overlap, 1, 20)),
  samples: optional(many(sample, 1, 20)),
});
export const consultedBacktest = element({
  ...backtestFacts,
  fromDay: optional(day('First day of declarations.')),
  toDay: optional(day('Last day of declarations.')),
  subject,
  official,
  reason: why,
  figures: optional(many(backtestFigures, 1, maxSubjects * 2)),
});
/** A backtest in the words that an approver needs. */
export const backtestTrial = element({
  ...backtestFacts,
  hits: optional(count('Declarations that the draft hits.')),
  hitShare: optional(share('Hits of declarations.')),
  results: optional(results),
});
export const backtestQuery = element({ backtestId });
export const backtestListQuery = element({ draftId: optional(draftId) });
export const backtestList = element({ backtests: optional(many(backtestSummary, 1, 200)) });

export const shadowRequest = element({
  reference,
  draftId,
  hours: optional(
    integer({ minimum: 1, maximum: 720, description: 'It ends by itself after so long; 168 if not said.' }),
  ),
  reason: why,
});
const shadowFacts = {
  shadowRunId,
  reference,
  draftId,
  profileId,
  state: token({ pattern: 'running|stopped' }),
  startedAt: dateTime(),
  endsAt: dateTime({ description: 'When it ends, or was stopped.' }),
  evaluated: count('Live declarations that it was held against.'),
  hits: count('Those that it hits.'),
  alone: count('Hits of declarations that nothing live hit.'),
  dropped: count('Live declarations left out: too many waited.'),
  failed: count('Live declarations on which the draft could not be evaluated.'),
};
export const shadowSummary = element(shadowFacts);
const shadowHour = element({
  hour: dateTime({ description: 'Beginning of the hour.' }),
  evaluated: count('Live declarations of the hour.'),
  hits: count('Those that it hits.'),
});
const shadowOffice = element({
  office,
  evaluated: count('Live declarations of the office.'),
  hits: count('Those that it hits.'),
});
export const consultedShadow = element({
  ...shadowFacts,
  subject,
  official,
  reason: why,
  hours: optional(many(shadowHour, 1, 720)),
  offices: optional(many(shadowOffice, 1, 100)),
  overlaps: optional(many(overlap, 1, 20)),
  samples: optional(many(sample, 1, 20)),
});
export const shadowQuery = element({ shadowRunId });
export const shadowListQuery = element({ draftId: optional(draftId) });
export const shadowList = element({ shadowRuns: optional(many(shadowSummary, 1, 200)) });

const ruleFacts = {
  backtestDemanded: flag({ description: 'A draft is approved after a backtest only, or in a crisis.' }),
  leastDeclarations: integer({
    minimum: 0,
    maximum: 100_000_000,
    description: 'Declarations that the backtest must have reached; or all that are stored, if they are fewer.',
  }),
};
export const trialRuleRequest = element({ ...ruleFacts, reason: why });
export const trialRule = element({
  ...ruleFacts,
  since: optional(dateTime({ description: 'Without it nobody has set a rule yet.' })),
  reason: optional(why),
});
export const nothing = element({});

export const figuresQuery = element({
  profileId,
  fromDay: optional(day('First day; 30 days back if not said.')),
  toDay: optional(day('Last day; today if not said.')),
});
const dayFigures = element({
  day: day('Day of the assessments.'),
  profileVersion,
  evaluations: count('Declarations of its procedures that it was held against.'),
  hits: count('Those that it hit.'),
  controlled: count('Results of controls of declarations that it hit on this day.'),
  confirmed: count('Of these: something found, in its area of risk or without one said.'),
});
const microseconds = (description: string) => optional(decimal({ totalDigits: 14, fractionDigits: 6, description }));
export const profileFigures = element({
  profileId,
  days: optional(many(dayFigures, 1, 10_000)),
  estimatedMicroseconds: microseconds('What its newest version costs each declaration, as estimated.'),
  measuredMicroseconds: microseconds('The same, measured now on recent declarations; without it there are too few.'),
  engineMicroseconds: microseconds(
    'What all profiles together cost each declaration, measured on samples of these days.',
  ),
});
