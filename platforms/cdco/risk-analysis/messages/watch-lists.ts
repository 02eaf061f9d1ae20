/** What goes in and out of the watch lists. */
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

const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });
const listId = token({ maxLength: 17, pattern: 'WL-[A-Z0-9-]{1,14}', description: 'Id of the list.' });
const version = integer({ minimum: 1, maximum: 1_000_000 });
const score = integer({ minimum: 0, maximum: 100, description: 'How alike, in percent.' });
const entryCount = integer({ minimum: 0, maximum: 100_000 });

const facts = {
  title: text({ maxLength: 200 }),
  source: text({ maxLength: 300, description: 'Who keeps the list, and where it comes from.' }),
  riskAreaCode: token({ pattern: '[A-Z]{3}', description: 'Area of risk of its hits, by our own codes.' }),
  riskLevel: token({ pattern: 'low|medium|high|critical', description: 'Level of its hits.' }),
  validFrom: day('First day in force.'),
  validTo: optional(day('Last day in force.')),
};

const leastScore = integer({ minimum: 50, maximum: 100, description: 'Names less alike give no hit: percent.' });

export const watchListImport = element({
  listId,
  ...facts,
  leastScore: optional(leastScore),
  invented: optional(flag({ description: 'Made up for tests and demonstrations.' })),
  format: token({ pattern: 'csv|json', description: 'How the entries are written.' }),
  content: personal(text({ maxLength: 7_000_000, description: 'All entries of the version.' })),
});

export const importedWatchList = element({ listId, version, entryCount });

const watchListSummary = element({
  listId,
  version,
  ...facts,
  leastScore,
  invented: flag({ description: 'Made up for tests and demonstrations.' }),
  entryCount,
  importedAt: dateTime(),
});

export const watchLists = element({ watchLists: optional(many(watchListSummary, 1, 10_000)) });

export const screeningQuestion = element({
  kind: token({ pattern: 'party|address|container|vessel', description: 'What is asked for.' }),
  name: optional(
    personal(text({ maxLength: 512, description: 'Name; of an address street, number, postcode and city.' })),
  ),
  identifier: optional(personal(text({ maxLength: 64, description: 'EORI, registration, IMO or container number.' }))),
  country: optional(token({ pattern: '[A-Z]{2}', description: 'Of an address.' })),
  onDate: day('Lists in force on this day are asked.'),
  leastScore: optional(leastScore),
});

const match = element({
  listId,
  version,
  invented: flag({ description: 'The list is made up.' }),
  entryId: token({ maxLength: 64 }),
  listed: personal(text({ maxLength: 300, description: 'Listed name or identifier.' })),
  score,
  why: personal(text({ maxLength: 512, description: 'Which words were taken for which.' })),
  remark: optional(personal(text({ maxLength: 1000 }))),
});

export const screeningAnswer = element({ matches: optional(many(match, 1, 50)) });

/** In a hit of an assessment: which entry of the list, how sure, and why. */
export const watchListMatch = element({
  entryId: token({ maxLength: 64, description: 'Entry of the watch list.' }),
  listed: personal(text({ maxLength: 300, description: 'Listed name or identifier.' })),
  score,
  why: personal(text({ maxLength: 512, description: 'Which words were taken for which.' })),
});
