/** What goes in and out of campaigns (priority control areas). */
import {
  dateTime,
  decimal,
  element,
  integer,
  many,
  optional,
  personal,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { owner, namespace as riskAnalysis } from '../messages.ts';

export const namespace = `${riskAnalysis}:campaigns`;

const campaignId = token({
  maxLength: 17,
  pattern: '[A-Z0-9-]{1,17}',
  description: 'Id of the campaign, PCA-2026-01.',
});
const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });
const country = token({ pattern: '[A-Z]{2}', description: 'Country, by its two letters.' });
const why = text({ maxLength: 1000, description: 'Why: stays on record.' });
const memberStates = many(owner, 1, 30);
const decision = token({ pattern: 'goOn|adjust|end', description: 'What the review comes to.' });
const state = token({
  pattern: 'planned|running|reviewed|ended',
  description: 'Reviewed: it is running, and somebody has looked at it.',
});
const riskAreaCode = token({ pattern: '[A-Z]{3}', description: 'Area of risk, by our own codes.' });

const routes = element(
  {
    countriesOfDeparture: optional(many(country, 1, 250)),
    countriesOfTransit: optional(many(country, 1, 250)),
    offices: optional(many(token({ pattern: '[A-Z]{2}[A-Z0-9]{6}', description: 'Customs office.' }), 1, 999)),
    modesOfTransport: optional(
      many(token({ pattern: '[1-9]', description: 'Mode of transport at the border.' }), 1, 9),
    ),
  },
  { description: 'Where it looks; what is left out is not narrowed.' },
);

const facts = {
  campaignId,
  name: text({ maxLength: 200 }),
  purpose: text({ maxLength: 2000, description: 'What is looked for, and why.' }),
  riskAreaCode,
  startsOn: day('First day.'),
  endsOn: day('Last day.'),
  routes: optional(routes),
  memberStates,
};

export const campaignWish = element(facts);

const count = (description: string) => integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });
const figures = {
  selected: count('Declarations that its profiles hit.'),
  controlled: count('Of these, controlled.'),
  finds: count('Of these, with something found.'),
  rate: optional(decimal({ totalDigits: 5, fractionDigits: 4, description: 'Finds by controlled; absent: none was.' })),
};
const results = element(figures);

const summary = { campaignId, name: facts.name, riskAreaCode, startsOn: facts.startsOn, endsOn: facts.endsOn, state };

const step = element({
  what: token({ pattern: 'created|reviewed|ended' }),
  decision: optional(decision),
  subject: personal(token({ maxLength: 512, description: 'Subject of the proof of identity.' })),
  official: optional(personal(token({ maxLength: 512, description: 'Official for whom a system acted.' }))),
  memberState: token({ maxLength: 20, description: 'Member State, or the Union, that it was done for.' }),
  at: dateTime({ description: 'When it happened.' }),
  said: text({ maxLength: 2000 }),
  changes: optional(text({ maxLength: 20_000, description: 'What an adjustment changed, as JSON.' })),
});

const campaignProfile = element({
  profileId: token({ maxLength: 17 }),
  profileVersion: integer({ minimum: 1, maximum: 1_000_000 }),
  title: text({ maxLength: 200 }),
  riskLevel: token({ pattern: 'low|medium|high|critical' }),
  activeAt: dateTime(),
  inactiveAt: dateTime(),
});

export const campaign = element({
  ...summary,
  purpose: facts.purpose,
  routes: optional(routes),
  memberStates,
  endedAt: optional(dateTime({ description: 'When it was ended before its time.' })),
  profiles: optional(many(campaignProfile, 1, 1000)),
  results,
  resultsByMemberState: optional(
    many(
      element({ memberState: token({ maxLength: 20, description: 'Responsible for the declarations.' }), ...figures }),
      1,
      99,
    ),
  ),
  history: many(step, 1, 999),
});

export const review = element({
  campaignId,
  reference: token({
    maxLength: 64,
    description: "The administration's own name for the review: a repetition is known by it.",
  }),
  said: text({ maxLength: 2000, description: 'What was found in the review.' }),
  decision,
  endsOn: optional(day('Of an adjustment: earlier last day.')),
  memberStates: optional(memberStates),
  routes: optional(routes),
});

export const campaignEnd = element({ campaignId, reason: why });
export const campaignQuery = element({ campaignId });
export const campaignsQuery = element({ state: optional(state) });
export const campaigns = element({
  campaigns: optional(many(element({ ...summary, memberStates, results }), 1, 1000)),
});
