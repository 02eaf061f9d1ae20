/** What goes in and out of imports of profiles. */
import { element, integer, many, optional, text, token } from '../../../../reference-architecture/contract/schema.ts';
import { namespace as riskAnalysis } from '../messages.ts';

export const namespace = `${riskAnalysis}:imports`;

/** Profiles of one import. */
export const mostImported = 1000;
/** Characters of a table. */
export const longestTable = 2_000_000;

const profileId = token({ maxLength: 17, pattern: '[A-Z0-9-]{1,17}', description: 'Id of the risk criterion.' });
const version = (description: string) => integer({ minimum: 1, maximum: 1_000_000, description });
const why = text({ maxLength: 1000, description: 'Why: stays on record.' });

const importedProfile = element({
  profileId,
  profileVersion: optional(version('Where it comes from, as an export says it.')),
  definition: text({ maxLength: 1_000_000, description: 'Criteria and consequences, as JSON.' }),
  reason: why,
});

/** The same as a page of an export. */
export const profileBatch = element({ profiles: many(importedProfile, 1, mostImported) });

export const decisionTable = element({
  format: token({ pattern: 'csv|dmn', description: 'Comma-separated values (RFC 4180), or XML of DMN 1.3.' }),
  procedure: token({ maxLength: 20, description: 'Kind of declaration that it is about: entry.' }),
  reason: why,
  table: text({ maxLength: longestTable, description: 'The file.' }),
});

const outcome = element({
  profileId,
  outcome: token({
    pattern: 'drafted|repeated|unchanged',
    description:
      'Repeated: the same was drafted before. Unchanged: the newest version says the same; nothing was drafted.',
  }),
  draftId: optional(token({ maxLength: 36, description: 'Names the draft; it waits for another person.' })),
  profileVersion: version('Version that it is to become; of what is unchanged, the one that there is.'),
  warnings: optional(many(text({ maxLength: 1000 }), 1, 99)),
});

export const importedBatch = element({ profiles: many(outcome, 1, mostImported) });

export const importedTable = element({
  hitPolicy: token({ pattern: 'COLLECT|RULE ORDER|UNIQUE|ANY|FIRST' }),
  meaning: text({ maxLength: 300, description: 'What rows that hold at once come to.' }),
  profiles: many(outcome, 1, mostImported),
});
