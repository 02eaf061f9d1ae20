/** What goes in and out of the life of risk profiles. Lists that would be empty are left out. */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  personal,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { kind, owner, namespace as riskAnalysis } from '../messages.ts';
import { backtestTrial, shadowSummary } from './trials.ts';

export const namespace = `${riskAnalysis}:profile-life`;

const idFacts = { maxLength: 17, pattern: '[A-Z0-9-]{1,17}' };
const profileId = token({ ...idFacts, description: 'Id of the risk criterion.' });
const version = (description: string) => integer({ minimum: 1, maximum: 1_000_000, description });
const draftId = token({
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  description: 'Names the draft; given when it was drafted.',
});
const why = text({ maxLength: 1000, description: 'Why: stays on record.' });
const definition = text({ maxLength: 1_000_000, description: 'Criteria and consequences, as JSON.' });
const reference = token({ maxLength: 64, description: "The drafting administration's own name for the draft." });
const state = token({
  pattern: 'draft|checked|approved|active|retired|rejected',
  description: 'Approved is not active yet; retired is active no more, or replaced by a newer version.',
});
const warnings = optional(many(text({ maxLength: 1000 }), 1, 99));
const activeAt = dateTime({ description: 'From this instant on every process uses it.' });
const inactiveAt = dateTime({ description: 'From this instant on no process uses it.' });

const subject = personal(token({ maxLength: 512, description: 'Subject of the proof of identity.' }));
const official = optional(personal(token({ maxLength: 512, description: 'Official for whom a system acted.' })));

export const draftRequest = element({ reference, profileId, definition, reason: why });

const summary = {
  draftId,
  reference,
  profileId,
  profileVersion: version('Version that it is to become, or has become.'),
  kind,
  memberState: optional(owner),
  state,
  activeAt: optional(activeAt),
  inactiveAt: optional(inactiveAt),
};

export const draftSummary = element(summary);
export const checkedDraft = element({ ...summary, warnings });

export const draftQuery = element({ draftId });
export const draftListQuery = element({ state: optional(state) });
export const draftList = element({ drafts: optional(many(draftSummary, 1, 1000)) });

const step = element({
  what: token({ pattern: 'drafted|checked|approved|rejected|retired' }),
  subject,
  official,
  at: dateTime({ description: 'When it happened.' }),
  reason: why,
});

export const consultedDraft = element({
  ...summary,
  warnings,
  definition,
  history: many(step, 1, 99),
  trials: element({
    backtestDemanded: flag({ description: 'An approval needs a backtest.' }),
    crisisReason: optional(text({ maxLength: 1000, description: 'Why it was approved without.' })),
    backtests: optional(many(backtestTrial, 1, 20)),
    shadowRuns: optional(many(shadowSummary, 1, 20)),
  }),
});

export const approval = element({
  draftId,
  crisisReason: optional(
    text({ maxLength: 1000, description: 'Why it goes live without the trials that are demanded: stays on record.' }),
  ),
  activeAt: optional(
    dateTime({
      description: 'Wished for; without it, or if it is too soon for all processes to know: as soon as possible.',
    }),
  ),
  reason: why,
});
export const rejection = element({ draftId, reason: why });

export const retirement = element({
  profileId,
  inactiveAt: optional(
    dateTime({
      description: 'Wished for; without it, or if it is too soon for all processes to know: as soon as possible.',
    }),
  ),
  reason: why,
});
export const retired = element({ profileId, inactiveAt });

/** Most profiles of one page of an export. */
export const maxExported = 200;

export const exportQuery = element({
  after: optional(token({ ...idFacts, description: 'Go on after this profile: the next page.' })),
});

const exportedProfile = element({
  profileId,
  profileVersion: version('Where it comes from; whoever drafts it elsewhere gets a version of their own.'),
  definition,
  reason: why,
});

export const profileExport = element({
  profiles: optional(many(exportedProfile, 1, maxExported)),
  next: optional(token({ ...idFacts, description: 'There are more: ask again with this as after.' })),
});
