/** What the stages beside the profiles say of a declaration, and the import of value bands. */
import {
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

/** Most characters of a file of value bands. */
export const maxCsv = 4_000_000;

const currency = token({ pattern: '[A-Z]{3}', description: 'Currency of all values, by its three letters.' });
const version = integer({ minimum: 1, maximum: 1_000_000 });
const area = token({ pattern: '[A-Z]{3}', description: 'Area of risk, by our own codes.' });
const pointer = (description: string) => text({ maxLength: 512, description });
const figure = (description: string) => token({ maxLength: 24, pattern: '[0-9.e+-]+', description });

const usedBand = element({
  measure: token({ pattern: 'valuePerKilogram|valuePerUnit|kilogramsPerUnit' }),
  code: token({ pattern: '\\d{2,8}', description: 'CN code, sub-heading, heading or chapter that the band is of.' }),
  origin: optional(token({ pattern: '[A-Z]{2}', description: 'Country of origin; absent: all together.' })),
  support: integer({ minimum: 1, maximum: 999_999_999, description: 'Cases that the band is of.' }),
  value: figure('What is declared.'),
  from: figure('Least that is usual, thresholds of the check included.'),
  to: figure('Most that is usual.'),
  median: figure('Middle of the cases.'),
});

const credibilityCase = element({
  pointer: optional(pointer('Goods item, as JSON pointer; absent: the declaration.')),
  explanation: text({ maxLength: 512, description: 'For the risk expert, with figures.' }),
  band: optional(usedBand),
});

const credibilityFinding = element({
  checkId: token({ maxLength: 17, description: 'The hit of the same id has level, area and elements.' }),
  checkVersion: version,
  effect: token({ pattern: 'flag|block', description: 'block: the declaration is not to be accepted as it stands.' }),
  count: integer({ minimum: 1, maximum: 100_000, description: 'Goods items that the check failed of.' }),
  disclosure: text({ maxLength: 300, description: 'What the trader may be told.' }),
  question: text({ maxLength: 300, description: 'What to ask the trader for.' }),
  cases: many(credibilityCase, 1, 20),
});

const unjudged = element({
  because: token({ maxLength: 30, description: 'What was missing: noValue, noNetMass, otherCurrency, noBand ...' }),
  count: integer({ minimum: 1, maximum: 100_000, description: 'Goods items that could not be judged.' }),
  checks: many(token({ maxLength: 30, description: 'Check and version, CRED-VALUE-KG/1.' }), 1, 99),
});

export const credibilityResult = element({
  checkSet: token({ maxLength: 16, description: 'Names the credibility checks that were used.' }),
  bandsVersion: integer({ minimum: 0, maximum: 1_000_000, description: 'Value bands that were used; 0: none.' }),
  blocks: flag({ description: 'The declaration is not to be accepted as it stands. Nothing is said of loading.' }),
  findings: optional(many(credibilityFinding, 1, 99)),
  unjudged: optional(many(unjudged, 1, 999)),
});

const scoreChange = element({
  ruleId: token({ maxLength: 17 }),
  ruleVersion: version,
  riskAreaCode: area,
  scoreBefore: integer({ minimum: 1, maximum: 100 }),
  scoreAfter: integer({ minimum: 1, maximum: 100 }),
  explanation: text({ maxLength: 300 }),
  pointer: pointer('Where the declaration names the operator.'),
});

export const historyResult = element({
  registerAsked: flag({ description: 'False: the register of operators was not there, and lowered no score.' }),
  changes: optional(many(scoreChange, 1, 999)),
});

const share = (description: string) => decimal({ totalDigits: 5, fractionDigits: 4, description });
const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

/** What an expected hit rate stands on. */
export const rateGround = element({
  chain: token({ maxLength: 35, description: 'Kind of combination.' }),
  level: integer({ minimum: 1, maximum: 99, description: 'How specific the combination is: 1 is the most general.' }),
  levels: integer({ minimum: 1, maximum: 99, description: 'The most specific of the chain.' }),
  controls: count('Controls of the combination so far.'),
  finds: count('How many of them found something.'),
  rate: share('Expected hit rate of the combination, 0 to 1.'),
  adds: decimal({
    totalDigits: 8,
    fractionDigits: 4,
    signed: true,
    description: 'To the log odds of the overall rate.',
  }),
  text: personal(text({ maxLength: 512 })),
});

const expectedRate = element({
  pointer: pointer('Goods item, as JSON pointer.'),
  expectedHitRate: share('Share of controls of such goods items that is expected to find something, 0 to 1.'),
  grounds: optional(many(rateGround, 1, 20)),
});

export const statisticsResult = element({
  statisticsVersion: token({ maxLength: 16, description: 'Rules by which rates are made of results.' }),
  resultsLearned: count('Number of the last result of a control that is in it.'),
  overallRate: share('Of all controls so far.'),
  items: integer({ minimum: 1, maximum: 1_000_000, description: 'Goods items that have a rate.' }),
  highest: many(expectedRate, 1, 20),
});

const randomSelection = element({
  ruleId: token({ maxLength: 17 }),
  ruleVersion: version,
  sharePercent: decimal({ totalDigits: 10, fractionDigits: 6, description: 'Per cent of declarations.' }),
  selected: flag({ description: 'The declaration is to be controlled, whatever else is known of it.' }),
});

export const randomResult = many(randomSelection, 1, 99);

export const valueBandsImport = element({
  content: token({ pattern: 'bands|history', description: 'Finished bands, or goods items that bands are made of.' }),
  currency,
  source: text({ maxLength: 200, description: 'Where the figures come from.' }),
  minimumSupport: optional(
    integer({ minimum: 1, maximum: 1_000_000, description: 'Of history: cases that a band needs; 10 unless told.' }),
  ),
  csv: text({ maxLength: maxCsv, description: 'The file: RFC 4180, names in the first line.' }),
});

export const valueBandsImported = element({
  bandsVersion: version,
  bands: integer({ minimum: 1, maximum: 10_000_000, description: 'Bands of the version.' }),
  rows: integer({ minimum: 1, maximum: 10_000_000, description: 'Rows of the file.' }),
  repeated: flag({ description: 'The newest version was made of the same file: there is no other one.' }),
});
