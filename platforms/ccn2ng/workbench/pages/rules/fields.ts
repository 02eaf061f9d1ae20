/** Which fields the content of a rule has, by its kind and the kind of its test: what the form shows, and how it is read. */

export type FieldType = 'text' | 'words' | 'whole' | 'number' | 'list' | 'wholes' | 'json';

export interface RuleField {
  /** Where it stands in the content: `test.minimumSupport`. */
  readonly at: string;
  readonly label: string;
  readonly type: FieldType;
  readonly hint?: string;
  readonly optional?: boolean;
  /** One, or some, of these. */
  readonly values?: readonly string[];
}

const levels = ['low', 'medium', 'high', 'critical'];
const roles = ['declarant', 'representative', 'carrier', 'importer', 'exporter', 'consignee', 'consignor'];
const quantiles = ['p01', 'p05', 'p25', 'median', 'p75', 'p95', 'p99'];

const control: RuleField = {
  ...{ at: 'recommendedControl', label: 'Recommended control', type: 'text' },
  hint: 'As profiles say it: documentary.',
};
const level: RuleField = { at: 'riskLevel', label: 'Level of a hit', type: 'text', values: levels };
const reason: RuleField = { at: 'reason', label: 'What a hit says', type: 'words' };
const test = (at: string, label: string, type: FieldType, more: Partial<RuleField> = {}): RuleField => ({
  ...{ at: `test.${at}`, label, type },
  ...more,
});

const first: readonly RuleField[] = [
  { at: 'title', label: 'Title', type: 'text' },
  {
    ...{ at: 'procedures', label: 'Procedures', type: 'list', optional: true },
    hint: 'With commas between; of all of them without.',
  },
];

const codes = 'Codes with commas between.';

const ofKind: Readonly<Record<string, readonly RuleField[]>> = {
  history: [
    { at: 'roles', label: 'Roles of the operator', type: 'list', hint: `Some of ${roles.join(', ')}.` },
    { at: 'areas', label: 'Risk areas whose scores it changes', type: 'list', hint: codes },
    { at: 'points', label: 'Points', type: 'whole', hint: 'From -99 to 99: lowers or raises a score of 1 to 100.' },
  ],
  credibility: [
    { at: 'position', label: 'Position', type: 'whole', hint: 'Checks with a smaller one come before.' },
    { at: 'riskAreaCode', label: 'Risk area', type: 'text' },
    level,
    { at: 'effect', label: 'What it does', type: 'text', values: ['flag', 'block'] },
    { ...control, optional: true },
    reason,
    { at: 'disclosure', label: 'What the trader is told', type: 'words', hint: 'Nothing of the criterion.' },
    { at: 'question', label: 'Question to the trader', type: 'words' },
  ],
  statistics: [
    { at: 'atLeastRate', label: 'Expected hit rate from', type: 'number', hint: '0.5 is one find in two controls.' },
    { at: 'atLeastControls', label: 'Controls behind the rate, at least', type: 'whole' },
    { at: 'atLeastResults', label: 'Results learned, at least', type: 'whole' },
    level,
    { ...control, optional: true },
    reason,
  ],
  random: [
    {
      ...{ at: 'sharePercent', label: 'Share of declarations, per cent', type: 'number' },
      hint: '0: none. They are controlled whatever else is known, so that hit rates can be compared.',
    },
    control,
    reason,
  ],
};

const thresholds: readonly RuleField[] = [
  test('lowest', 'Lowest quantile', 'text', { values: quantiles }),
  test('highest', 'Highest quantile', 'text', { values: quantiles }),
  test('factorPercent', 'Beyond the quantile by, per cent', 'whole', { hint: '100: the quantile itself.' }),
  test('minimumSupport', 'Declarations behind the band, at least', 'whole'),
];
const measure = test('measure', 'Measure', 'text', {
  values: ['valuePerKilogram', 'valuePerUnit', 'kilogramsPerUnit'],
});
const share = { optional: true, hint: 'One of the two bounds at least.' };

const ofTest: Readonly<Record<string, readonly RuleField[]>> = {
  aeo: [
    test('types', 'Types of authorisation', 'list', { hint: 'Some of AEOC, AEOS, AEOF.' }),
    test('status', 'Status', 'text', { values: ['valid', 'suspended', 'revoked'] }),
  ],
  finds: [test('atLeast', 'Confirmed finds, at least', 'whole'), test('withinDays', 'Within days', 'whole')],
  outsideBand: [measure, ...thresholds],
  scaled: [
    measure,
    test('by', 'Factors by which it may be wrong', 'wholes', { hint: 'With commas between: 10, 1000.' }),
    ...thresholds,
  ],
  swapped: [measure, ...thresholds],
  piecesAsKilograms: thresholds,
  netShareOfGross: [
    test('fromPercent', 'Net mass of the gross mass from, per cent', 'number', share),
    test('toPercent', 'To, per cent', 'number', share),
  ],
  containerCheckDigit: [],
  combination: [
    test('condition', 'Condition', 'json', {
      hint: 'In the language of profiles, as JSON; the editor of profiles helps.',
    }),
  ],
};

/** By kind of rule: tests that it may ask. Statistics and chance ask none. */
export const testsOf: Readonly<Record<string, readonly string[]>> = {
  history: ['aeo', 'finds'],
  credibility: Object.keys(ofTest).filter((name) => name !== 'aeo' && name !== 'finds'),
};

export const kindTitles: Readonly<Record<string, string>> = {
  history: 'History of operators',
  credibility: 'Credibility',
  statistics: 'Statistics',
  random: 'Random share',
};

const prefixes: Readonly<Record<string, string>> = {
  'HIST-': 'history',
  'CRED-': 'credibility',
  'STAT-': 'statistics',
  'RAND-': 'random',
};

export const kindOfId = (ruleId: string): string => prefixes[ruleId.slice(0, 5)] ?? '';

export const prefixOf = (kind: string): string => Object.entries(prefixes).find(([, name]) => name === kind)?.[0] ?? '';

const ofName = <Value>(all: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

export const fieldsOf = (kind: string, testKind: string): readonly RuleField[] => [
  ...first,
  ...(ofName(ofKind, kind) ?? []),
  ...(ofName(testsOf, kind)?.includes(testKind) === true ? (ofName(ofTest, testKind) ?? []) : []),
];
