/** What goes in and out of the rules beside the profiles, and of their life. Lists that would be empty are left out. */
import {
  dateTime,
  element,
  integer,
  many,
  optional,
  personal,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { namespace as riskAnalysis } from '../messages.ts';

export const namespace = `${riskAnalysis}:rules`;

const ruleId = token({
  maxLength: 17,
  pattern: '(?:HIST|CRED|STAT|RAND)-[A-Z0-9-]{1,12}',
  description: 'HIST-: history of operators; CRED-: credibility check; STAT-: expected hit rates; RAND-: random share.',
});
const kind = token({ pattern: 'history|credibility|statistics|random', description: 'Kind of rule.' });
const version = (description: string) => integer({ minimum: 1, maximum: 1_000_000, description });
const draftId = token({
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  description: 'Names the draft; given when it was drafted.',
});
const why = text({ maxLength: 1000, description: 'Why: stays on record.' });
const definition = text({ maxLength: 100_000, description: 'What the rule says, as JSON.' });
const reference = token({ maxLength: 64, description: "The drafting administration's own name for the draft." });
const state = token({
  pattern: 'draft|checked|approved|active|retired|rejected',
  description: 'Approved is not active yet; retired is active no more, or replaced by a newer version.',
});
const activeAt = dateTime({ description: 'From this instant on every process uses it.' });
const inactiveAt = dateTime({ description: 'From this instant on no process uses it.' });
const wished = optional(
  dateTime({
    description: 'Wished for; without it, or if it is too soon for all processes to know: as soon as possible.',
  }),
);
const times = { activeAt: optional(activeAt), inactiveAt: optional(inactiveAt) };

const ruleVersion = element({
  ruleVersion: version('Counts up; never edited.'),
  state: token({ pattern: 'approved|active|retired' }),
  ...times,
  reason: why,
  createdAt: dateTime(),
  definition,
});

const listedRule = element({
  ruleId,
  kind,
  ruleVersion: version('The newest.'),
  title: text({ maxLength: 200 }),
  state: token({ pattern: 'approved|active|retired' }),
  ...times,
  definition,
});

export const ruleListQuery = element({ kind: optional(kind) });
export const ruleList = element({ rules: optional(many(listedRule, 1, 10_000)) });
export const ruleQuery = element({ ruleId });
export const ruleHistory = element({ ruleId, kind, versions: many(ruleVersion, 1, 10_000) });

export const ruleDraftRequest = element({ reference, ruleId, definition, reason: why });
const summary = {
  draftId,
  reference,
  ruleId,
  ruleVersion: version('Version that it is to become, or has become.'),
  state,
  ...times,
};
export const ruleDraft = element(summary);
export const ruleDraftQuery = element({ draftId });
export const ruleDraftListQuery = element({ state: optional(state) });
export const ruleDraftList = element({ drafts: optional(many(ruleDraft, 1, 1000)) });

const step = element({
  what: token({ pattern: 'drafted|checked|approved|rejected|retired' }),
  subject: personal(token({ maxLength: 512, description: 'Subject of the proof of identity.' })),
  official: optional(personal(token({ maxLength: 512, description: 'Official for whom a system acted.' }))),
  at: dateTime({ description: 'When it happened.' }),
  reason: why,
});
export const consultedRuleDraft = element({ ...summary, definition, history: many(step, 1, 99) });

export const ruleApproval = element({ draftId, activeAt: wished, reason: why });
export const ruleRejection = element({ draftId, reason: why });
export const ruleRetirement = element({ ruleId, inactiveAt: wished, reason: why });
export const ruleRetired = element({ ruleId, inactiveAt });
