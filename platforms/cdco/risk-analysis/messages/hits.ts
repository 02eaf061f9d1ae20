/** What risk experts search assessments by, and what they find. */
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

/** Most assessments of one page. */
export const maxFound = 100;

const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });
const reference = (description: string) => token({ maxLength: 64, description });
const riskAreaCode = token({ pattern: '[A-Z]{3}', description: 'Area of risk, by our own codes.' });
const measure = token({ pattern: 'none|control|requestForInformation|requestForScreening|doNotLoad' });

export const assessmentSearch = element({
  fromDay: optional(day('First day on which it was assessed (UTC).')),
  toDay: optional(day('Last day.')),
  profileId: optional(
    token({ maxLength: 17, pattern: '[A-Z0-9-]{1,17}', description: 'Hit by this profile, check or watch list.' }),
  ),
  riskAreaCode: optional(riskAreaCode),
  level: optional(token({ pattern: 'none|low|medium|high|critical', description: 'Highest level of its hits.' })),
  recommendation: optional(measure),
  office: optional(
    token({ pattern: '[A-Z]{2}[A-Z0-9]{0,6}', description: 'Office of first entry, or how it begins.' }),
  ),
  referenceStart: optional(reference('MRN, or how it begins.')),
  onlyHits: optional(flag({ description: 'Leaves out what nothing hit.' })),
  before: optional(token({ maxLength: 120, description: 'Next page: `next` of the page before.' })),
  limit: optional(integer({ minimum: 1, maximum: maxFound, description: '25 unless told.' })),
});

const foundAssessment = element({
  reference: reference('Names the declaration and its version (MRN).'),
  procedure: token({ maxLength: 20 }),
  specificCircumstanceIndicator: token({ maxLength: 10 }),
  assessedAt: dateTime(),
  highestLevel: token({ pattern: 'none|low|medium|high|critical' }),
  recommendation: measure,
  hits: integer({ minimum: 0, maximum: 99_999, description: 'How many there are.' }),
  areas: optional(many(element({ riskAreaCode, score: integer({ minimum: 1, maximum: 100 }) }), 1, 99)),
  profiles: optional(many(token({ maxLength: 17, description: 'What hit, each once, ten at most.' }), 1, 10)),
  office: optional(token({ maxLength: 35, description: 'Office of first entry, where the declaration names it.' })),
});

export const foundAssessments = element({
  assessments: optional(many(foundAssessment, 1, maxFound)),
  next: optional(token({ maxLength: 120, description: 'There are more: ask again with this as before.' })),
});

export const declarationQuery = element({ reference: reference('As its assessment is named: MRN and version.') });

export const consultedDeclaration = element({
  reference: reference('As its assessment is named.'),
  procedure: token({ maxLength: 20, description: 'Kind of declaration: entry.' }),
  onDate: day('Day whose profiles it was held against.'),
  declaration: personal(text({ maxLength: 20_000_000, description: 'As it was assessed, as JSON.' })),
});
