import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from './decide.ts';
import { type Facts, gravity, type MemberStateResult, type Outcome, type Stage } from './facts.ts';
import { rules } from './rules.ts';

const nothing: Facts = {
  stage: 'preLoading',
  assessment: { highestLevel: 'none', recommendation: 'none' },
  memberStateResults: [],
  allInvolvedAnswered: true,
  answeredReferrals: [],
};

const involved = (more: Partial<MemberStateResult> = {}): MemberStateResult => ({
  memberState: 'BE',
  role: 'involved',
  resultCode: '0',
  ...more,
});
const responsible = (more: Partial<MemberStateResult> = {}) =>
  involved({ memberState: 'DE', role: 'responsible', ...more });
const risk = (more: Partial<MemberStateResult> = {}) => involved({ resultCode: '1', ...more });

const own = (recommendation: string, highestLevel = 'high') => ({ assessment: { recommendation, highestLevel } });
const said = (...memberStateResults: MemberStateResult[]) => ({ memberStateResults });
const late = { stage: 'preArrival' } as const;

/** Rule that decides, outcome, what is different from a filing of which nothing is known. */
const cases: readonly (readonly [string, Outcome, string, Partial<Facts>])[] = [
  ['REL-2', 'release', 'no hit anywhere and all answered', said(involved())],
  ['WAIT-1', 'wait', 'an answer is missing', { allInvolvedAnswered: false }],
  [
    'WAIT-1',
    'wait',
    'an answer is missing, though our own analysis would stop the goods',
    { ...own('doNotLoad'), allInvolvedAnswered: false },
  ],
  [
    'DNL-1',
    'doNotLoad',
    'the responsible Member State stops the goods',
    said(responsible({ resultCode: '1', doNotLoad: true })),
  ],
  [
    'DNL-1',
    'doNotLoad',
    'the responsible one stops the goods before all have answered',
    { ...said(responsible({ doNotLoad: true })), allInvolvedAnswered: false },
  ],
  [
    'DNL-2',
    'doNotLoad',
    'an involved one stops the goods and the responsible one is silent',
    { ...said(risk({ doNotLoad: true })), allInvolvedAnswered: false },
  ],
  [
    'REL-1',
    'release',
    'the responsible one clears what an involved one would stop',
    said(risk({ doNotLoad: true }), responsible()),
  ],
  [
    'RFS-2',
    'requestForScreening',
    'the responsible one finds a risk but does not confirm the stop',
    said(risk({ doNotLoad: true }), responsible({ resultCode: '1' })),
  ],
  ['REL-1', 'release', 'the responsible one clears our own hits', { ...own('control'), ...said(responsible()) }],
  [
    'RFS-1',
    'requestForScreening',
    'one asks for screening, another for information',
    said(risk({ referral: { type: 'RFI' } }), risk({ referral: { type: 'RFS' } })),
  ],
  [
    'RFS-3',
    'requestForScreening',
    'our own blocking hit that nobody confirms',
    { ...own('doNotLoad'), ...said(involved()) },
  ],
  ['RFI-1', 'requestForInformation', 'a Member State asks', said(risk({ referral: { type: 'RFI' } }))],
  ['RFI-2', 'requestForInformation', 'our own analysis asks', own('requestForInformation')],
  [
    'CTL-4',
    'control',
    'information was given, the risk is still there',
    { ...own('requestForInformation'), answeredReferrals: ['RFI'] },
  ],
  [
    'REL-1',
    'release',
    'information was given and the responsible one is content',
    { ...own('requestForInformation'), ...said(responsible()), answeredReferrals: ['RFI'] },
  ],
  [
    'CTL-3',
    'control',
    'a Member State recommends a control',
    said(risk({ controlRecommendation: { placeOfControl: 'BE000001' } })),
  ],
  ['CTL-4', 'control', 'a risk without any recommendation', said(risk())],
  ['CTL-1', 'control', 'a stop that comes after loading', { ...late, ...said(responsible({ doNotLoad: true })) }],
  [
    'CTL-2',
    'control',
    'control and information before arrival: the control is decided',
    { ...late, ...own('control'), ...said(risk({ referral: { type: 'RFI' } })) },
  ],
  [
    'RFI-1',
    'requestForInformation',
    'information before arrival',
    { ...late, ...said(risk({ referral: { type: 'RFI' } })) },
  ],
];

describe('decision on a filing', () => {
  for (const [rule, outcome, title, facts] of cases) {
    it(`${rule} ${outcome}: ${title}`, () => {
      const decision = decide({ ...nothing, ...facts });
      assert.deepEqual([decision.reason.code, decision.outcome], [rule, outcome]);
      assert.ok(decision.basis.length > 0);
    });
  }

  it('has a case for every rule', () => {
    assert.deepEqual(new Set(cases.map(([rule]) => rule)), new Set(rules.map(({ id }) => id)));
  });

  it('gives rules ids that are theirs alone', () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });
});

describe('decision, whatever the facts', () => {
  const result: fc.Arbitrary<MemberStateResult> = fc.record(
    {
      memberState: fc.constantFrom('BE', 'DE', 'NL'),
      role: fc.constant('involved'),
      resultCode: fc.constantFrom('0', '1'),
      doNotLoad: fc.boolean(),
      referral: fc.record({ type: fc.constantFrom('RFI', 'RFS') }),
      controlRecommendation: fc.constant({ placeOfControl: 'BE000001' }),
    },
    { requiredKeys: ['memberState', 'role', 'resultCode'] },
  );
  const facts: fc.Arbitrary<Facts> = fc.record({
    stage: fc.constantFrom<Stage>('preLoading', 'preArrival'),
    assessment: fc.record({
      highestLevel: fc.constantFrom('none', 'low', 'medium', 'high', 'critical'),
      recommendation: fc.constantFrom('none', 'control', 'requestForInformation', 'requestForScreening', 'doNotLoad'),
    }),
    memberStateResults: fc
      .tuple(fc.array(result, { maxLength: 3 }), fc.option(result))
      .map(([all, one]) => (one === null ? all : [...all, { ...one, role: 'responsible' }])),
    allInvolvedAnswered: fc.boolean(),
    answeredReferrals: fc.subarray(['RFI', 'RFS']),
  });

  /** `wait` is below everything but release: it may become anything. */
  const rank = (of: Facts): number => {
    const { outcome, reason } = decide(of);
    // A control that nobody recommended is what is left when nothing is asked: to be asked for information is more.
    return reason.code === 'CTL-4' ? 0.5 : gravity[of.stage].indexOf(outcome);
  };
  const neverLighter = (before: Facts, after: Facts) => {
    const [first, then] = [rank(before), rank(after)];
    assert.ok(then >= first, `${decide(before).reason.code} -> ${decide(after).reason.code}`);
  };

  it('an involved Member State that answers as well never makes the outcome lighter', () => {
    fc.assert(
      fc.property(facts, result, (before, added) => {
        neverLighter(before, { ...before, memberStateResults: [...before.memberStateResults, added] });
      }),
      { numRuns: 2000 },
    );
  });

  it('a result that becomes graver never makes the outcome lighter', () => {
    const graver = fc.constantFrom<Partial<MemberStateResult>>(
      { resultCode: '1' },
      { doNotLoad: true },
      { referral: { type: 'RFS' } },
      { controlRecommendation: { placeOfControl: 'NL000001' } },
    );
    fc.assert(
      fc.property(facts, fc.nat(3), graver, (before, position, change) => {
        const memberStateResults = before.memberStateResults.map((one, at) =>
          at === position ? { ...one, ...change } : one,
        );
        // An answered referral is not asked again: a change to it would compare two different questions.
        fc.pre(before.answeredReferrals.length === 0);
        neverLighter(before, { ...before, memberStateResults });
      }),
      { numRuns: 2000 },
    );
  });

  it('goods are stopped only before loading, and only when a Member State says so', () => {
    fc.assert(
      fc.property(facts, (of) => {
        if (decide(of).outcome !== 'doNotLoad') return;
        assert.equal(of.stage, 'preLoading');
        assert.ok(of.memberStateResults.some(({ doNotLoad }) => doNotLoad === true));
      }),
    );
  });
});
